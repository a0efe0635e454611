/** What can be wrong or noteworthy in an inventory of lamps. The place is the line of the file; texts are in the locale files. */
import type { Finding, Severity } from '../../assessment/findings.ts';

export const LIGHTING_FINDINGS = [
  'lighting_empty', // {}
  'lighting_missing_column', // { column }
  'lighting_unknown_column', // { suggestion }
  'lighting_missing_cell', // { id, column }
  'lighting_duplicate_id', // { id }
  'lighting_power_missing', // { id }
  'lighting_power_twice', // { id }
  'lighting_need_missing', // { id }
  'lighting_need_twice', // { id }
  'lighting_area_missing', // { id }
  'lighting_bad_dimming', // { text }
  'lighting_unknown_luminaire', // { id, suggestion }
  'lighting_ballast_assumed', // { id, share_pct, evidence }
  'lighting_utilisation_assumed', // { use, share_pct, evidence }
  'lighting_maintenance_assumed', // { use, share_pct, evidence }
  'lighting_class_converted', // { class, lux, evidence }
  'lighting_meter_apart', // { id, metered, rated }
  'lighting_old_life_missing', // { id }
  'lighting_no_constant_output', // { id, luminaires }
  'lighting_no_luminaire', // { id, count, needed, luminaire, given }
  'lighting_none_allowed', // { id }
  'lighting_fewer_lamps', // { rooms, share_pct, evidence }
  'lighting_brighter_lamps', // { rooms, share_pct, evidence }
  'lighting_no_rooms', // {}
  'lighting_mixed_use', // {}
  'lighting_capex_fixed', // {}
  'lighting_no_price', // { count, luminaires }
  'lighting_unbeaten', // { count, kept }
  'lighting_distinct', // { count, kept }
  'lighting_aim_needs_all', // { most }
  'lighting_limit_needs_all', // { limits, most }
  'lighting_too_many', // { most }
  'lighting_lives_pooled', // {}
  'lighting_no_life', // { luminaires }
] as const;

type LightingFindingCode = (typeof LIGHTING_FINDINGS)[number];

export function lightingFinding(
  code: LightingFindingCode,
  severity: Severity,
  params: Finding['params'] = {},
  place: Pick<Finding, 'row' | 'column'> = {},
): Finding {
  return { code, severity, ...place, params };
}
