/** What can be wrong or noteworthy in a site file and its sizes; texts are in the locale files. */
import type { Finding, Severity } from '../../assessment/findings.ts';

export const SIZING_FINDINGS = [
  'size_form', // {}
  'size_unknown_key', // { key, suggestion }
  'size_bad_value', // { key, value, expected }
  'size_technology', // { technology, known }
  'size_technology_missing', // { known }
  'size_capex_fixed', // {}
  'size_no_load', // {}
  'size_load_needs_amount', // { shape, amount }
  'size_key_needs', // { key, other }
  'size_no_sun', // {}
  'size_no_weather', // {}
  'size_module_without_area', // { module }
  'size_cover_needed', // {}
  'size_no_range', // {}
  'size_nothing_fits', // { most }
  'size_nothing_allowed', // { limits }
  'size_no_aim', // { outputs, reason }
  'size_yield_scaled', // { modelled, given }
  'size_load_scaled', // { read, given }
  'size_battery_life', // { years, evidence }
  'size_battery_price', // { jpy }
  'size_battery_not_replaced', // {}
  'size_ratio_free', // {}
  'size_file', // { text }
  'size_key_not_used', // { keys }
  'size_load_zero', // {}
  'size_too_many', // { count, most }
  'size_ties', // { count }
  'size_bad_chance', // { text, suggestion }
  'size_no_spreads', // {}
  'size_no_demand', // {}
  'size_no_engine', // {}
  'size_engine_lacks', // { engine, key }
  'size_engine_basis', // { engine }
  'size_part_load', // { engine }
  'size_engine_fuel', // { engine, fuel }
  'size_double_effect', // {}
  'size_no_export_price', // {}
  'size_cop_needed', // {}
  'size_chiller_without_cooling', // {}
  'size_chiller_capacity', // {}
  'size_chiller_unlimited', // { peak }
  'size_cooling_above_load', // { hours }
  'size_years_differ', // { load, other }
  'size_never_runs', // { sizes }
  'size_engine_unpriced', // { engines }
  'size_tariff_needs_price', // {}
  'size_spread_lost', // { column }
  'size_prices_needed', // { columns }
  'size_not_cost_led', // { columns }
] as const;

type SizingFindingCode = (typeof SIZING_FINDINGS)[number];

export function sizingFinding(code: SizingFindingCode, severity: Severity, params: Finding['params'] = {}): Finding {
  return { code, severity, params };
}
