/** A luminaire for each room → columns of the sheet, such that `assess` gives the sums over the rooms. */
import { baselineKwh, type Fit, lifeYears, ratedKwh } from '../../../hourly/lighting/fit.ts';
import { type PooledSet, pooledSet, type ReplacedIn } from '../../../hourly/lighting/replacements.ts';
import { type LightingTotals, lightingTotals } from '../../../hourly/lighting/totals.ts';
import type { Candidate } from '../sizer.ts';
import type { LightingCost } from './plan.ts';

/** A luminaire in a room with what it costs. */
export interface PricedFit extends Fit {
  /** JPY to buy and hang them; the same again at each replacement. Undefined: no prices given. */
  setJpy?: number | undefined;
}

export interface LightingBasis {
  replacedIn: ReplacedIn;
  /** lm/W; undefined where the site has none. */
  reference?: number | undefined;
  cost?: LightingCost | undefined;
}

/** @param choice its number on the list */
export function candidateOf(fits: readonly PricedFit[], choice: number, basis: LightingBasis): Candidate {
  const totals = lightingTotals(fits);
  const capexJpy = capexOf(fits, basis);
  const set = setOf(fits, basis);
  return {
    // A text: what has no order has no ends.
    size: { choice: String(choice) },
    year: yearOf(totals),
    capexJpy,
    columns: [
      ['lighting_use', fits[0]?.room.use],
      ...energyColumns(fits, totals),
      ...lifeColumns(fits, set, basis),
      ['efficacy_project_lm_per_w', String(totals.efficacy)],
      ...(totals.upkeepJpy > 0 ? [['avoided_maintenance_jpy_per_year', String(totals.upkeepJpy)] as const] : []),
      ...(capexJpy === undefined ? [] : [['capex_jpy', String(capexJpy)] as const]),
    ],
    parts: fits.map((f) => partOf(f, basis)),
  };
}

/** JPY; the fixed part once. */
export function capexOf(fits: readonly PricedFit[], { cost }: LightingBasis): number | undefined {
  return cost && fits.reduce((sum, f) => sum + (f.setJpy ?? 0), cost.fixedJpy);
}

/** All lamps as the one set that the sheet replaces. */
export const setOf = (fits: readonly PricedFit[], { replacedIn }: LightingBasis): PooledSet | undefined =>
  pooledSet(
    fits.map((f) => ({ life: lifeYears(f), costJpy: f.setJpy ?? 0 })),
    replacedIn,
  );

type Columns = Candidate['columns'];

/** Mean hours, weighted by the old lamps' watts: they make lamps × watts × hours the sum over the rooms. */
function meanHours(fits: readonly PricedFit[]): number {
  const watts = fits.reduce((sum, { room }) => sum + room.fixtures * room.powerW, 0);
  return fits.reduce((sum, { room }) => sum + room.fixtures * room.powerW * room.hours, 0) / watts;
}

/**
 * By watts and hours, so that their spread reaches the energy; metered kWh as they are.
 * Watts are means that give the sums over the rooms.
 */
function energyColumns(fits: readonly PricedFit[], totals: LightingTotals): Columns {
  const hours = meanHours(fits);
  const metered = fits.some(({ room }) => room.meteredKwh !== undefined);
  const watts = (kwh: number, lamps: number) => String((kwh * 1000) / (lamps * hours));
  const dimming = String(100 * (1 - totals.projectKwh / totals.fullKwh));
  return [
    ['lamps', String(totals.lampsBefore)],
    ['lamps_after', String(totals.lampsAfter)],
    ['operating_hours_per_year', String(hours)],
    ['dimming_energy_saving_pct', dimming],
    ...(metered
      ? ([
          ['baseline_electricity_mwh', String(totals.baselineKwh / 1000)],
          ['project_electricity_mwh', String(totals.projectKwh / 1000)],
        ] as const)
      : ([
          ['lamp_power_before_w', watts(totals.ratedKwh, totals.lampsBefore)],
          ['lamp_power_after_w', watts(totals.fullKwh, totals.lampsAfter)],
        ] as const)),
  ];
}

/** Longest life that a sheet takes, h. */
const LONGEST = 500_000;

/** The life in mean hours that ends in the years of the set. */
function lifeColumns(fits: readonly PricedFit[], set: PooledSet | undefined, { cost }: LightingBasis): Columns {
  const life = set && String(Math.min(LONGEST, set.life * meanHours(fits)));
  const replacement = set ? String(set.costJpy) : '';
  return [['lamp_life_hours', life ?? ''], ...(cost ? [['replacement_cost_jpy', replacement] as const] : [])];
}

/** Without the ratio's view, which the equations give. */
function yearOf(totals: LightingTotals): Candidate['year'] {
  return {
    lamps_before: totals.lampsBefore,
    lamps_after: totals.lampsAfter,
    rated_kwh: totals.ratedKwh,
    metered_kwh: totals.meteredKwh ?? null,
    baseline_kwh: totals.baselineKwh,
    project_kwh: totals.projectKwh,
    saved_kwh: totals.savedKwh,
    efficacy_lm_per_w: totals.efficacy,
    ratio_baseline_kwh: null,
    ratio_saved_kwh: null,
    light_share: totals.lightShare,
    upkeep_avoided_jpy: totals.upkeepJpy,
  };
}

function partOf(f: PricedFit, { replacedIn }: LightingBasis): Record<string, number | string> {
  const { room, luminaire } = f;
  const life = lifeYears(f);
  return {
    room: room.id,
    luminaire: luminaire.id,
    evidence: luminaire.evidence,
    lamps_before: room.fixtures,
    lamps_after: f.count,
    power_before_w: room.powerW,
    power_after_w: luminaire.powerW,
    ...(room.fluxLm === undefined ? {} : { efficacy_before_lm_per_w: room.fluxLm / room.powerW }),
    efficacy_after_lm_per_w: luminaire.fluxLm / luminaire.powerW,
    ...(room.meteredKwh === undefined ? {} : { rated_kwh: ratedKwh(room), metered_kwh: room.meteredKwh }),
    baseline_kwh: baselineKwh(room),
    project_kwh: f.kwh,
    saved_kwh: baselineKwh(room) - f.kwh,
    ...(room.need.kind === 'illuminance' ? { needed_lux: room.need.lux, lux: f.lux as number } : {}),
    light_share: f.lightShare,
    ...(f.setJpy === undefined ? {} : { capex_jpy: f.setJpy }),
    ...(life === undefined ? {} : { life_years: life, replaced_in: replacedIn(life).join(' ') }),
  };
}
