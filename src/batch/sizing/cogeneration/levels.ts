/** The year of a plant at other demands than the plan's: from the differences the equations take what it does in a draw with more or less of them. */
import type { CogenerationYear } from '../../../hourly/cogeneration/types.ts';
import type { SiteDemand } from './demand.ts';

/** Of all demands, in per cent of the plan; the names of the columns carry them (`fuel_change_at_90_gj_ncv`). */
export const DEMAND_LEVELS = [70, 80, 90, 110, 120, 130] as const;

const GJ_IN_KWH = 3.6 / 1000;

/** Column without its level → its number in a year, in the unit of the column. */
const COLUMNS: readonly [name: (level: number) => string, of: (year: CogenerationYear['year']) => number][] = [
  [(l) => `generation_change_at_${l}_mwh`, (y) => (y.generation - y.auxiliary) / 1000],
  [(l) => `exported_change_at_${l}_mwh`, (y) => y.export / 1000],
  [(l) => `fuel_change_at_${l}_gj_ncv`, (y) => y.fuel * GJ_IN_KWH],
  [(l) => `heat_change_at_${l}_gj`, (y) => y.heatUsed * GJ_IN_KWH],
  [(l) => `cooling_avoided_change_at_${l}_mwh`, (y) => y.coolingAvoided / 1000],
];

export const LEVEL_COLUMNS: readonly string[] = DEMAND_LEVELS.flatMap((l) => COLUMNS.map(([name]) => name(l)));

export function demandAt(demand: SiteDemand, level: number): SiteDemand {
  const scaled = (hours: Float64Array | undefined) => hours?.map((kwh) => (kwh * level) / 100);
  return {
    ...demand,
    electricity: demand.electricity.map((kwh) => (kwh * level) / 100),
    heat: scaled(demand.heat),
    cooling: scaled(demand.cooling),
  };
}

/** @param at years at the levels, in their order */
export function levelCells(plan: CogenerationYear, at: readonly CogenerationYear[]): [header: string, text: string][] {
  return at.flatMap((year, i) =>
    COLUMNS.map(([name, of]): [string, string] => [
      name(DEMAND_LEVELS[i] as number),
      String(of(year.year) - of(plan.year)),
    ]),
  );
}
