/** What a kWh costs in each hour of the site, from its prices and its tariff. */
import type { HourlyPrices, Operation } from '../../../hourly/cogeneration/types.ts';
import { OPERATIONS } from '../../../hourly/cogeneration/types.ts';
import type { SizingSite } from '../sizer.ts';
import type { SiteDemand } from './demand.ts';
import type { CogenerationPlan, TariffPlan } from './plan.ts';

const GJ_IN_KWH = 3.6 / 1000;

export interface SitePrices {
  prices: HourlyPrices;
  /** What cost-led operation needs and nobody gives: columns of the sheet. */
  missing: readonly string[];
  /** The tariff says what a peak costs, and nobody what a kWh does. */
  unpriced: boolean;
}

export function pricesOf({ facts, plan }: SizingSite<CogenerationPlan>, demand: SiteDemand): SitePrices {
  const { tariff, cost } = plan;
  const gas = facts.number('gas_price');
  const boilerFuel = facts.number('boiler_fuel_price');
  const boilerEfficiency = facts.number('boiler_efficiency');
  const flat = facts.number('electricity_price');
  const sale = facts.number('export_price');
  const heated = demand.heat !== undefined;
  const needed: [string, number][] = [
    ...(tariff.weekday ? [] : [['electricity_price_jpy_per_kwh', flat] as [string, number]]),
    ['gas_price_jpy_per_gj_ncv', gas],
    ...(heated
      ? ([
          ['boiler_fuel_price_jpy_per_gj_ncv', boilerFuel],
          ['boiler_efficiency_pct', boilerEfficiency],
        ] as [string, number][])
      : []),
  ];
  return {
    prices: {
      electricity: tariff.weekday ? hoursOf(tariff, demand) : orNothing(flat),
      export: orNothing(sale),
      fuel: orNothing(gas * GJ_IN_KWH),
      boilerHeat: heated ? orNothing((boilerFuel * GJ_IN_KWH) / boilerEfficiency) : 0,
      upkeep: cost?.opexJpyPerKwh ?? 0,
    },
    missing: needed.flatMap(([column, v]) => (Number.isNaN(v) ? [column] : [])),
    unpriced: tariff.demandJpyPerKw !== undefined && !tariff.weekday && Number.isNaN(flat),
  };
}

/** Those that were asked for; without a word all that the prices allow. */
export function operationsOf(plan: CogenerationPlan, missing: readonly string[]): readonly Operation[] {
  return plan.operations ?? OPERATIONS.filter((o) => o !== 'cost-led' || missing.length === 0);
}

/** Price of each hour: 24 of a weekday, 24 of Saturday and Sunday. */
function hoursOf({ weekday, weekend }: TariffPlan, demand: SiteDemand): Float64Array {
  return Float64Array.from(demand.electricity, (_, h) => {
    const day = (demand.firstWeekday + Math.floor(h / 24)) % 7;
    return (day === 0 || day === 6 ? weekend : weekday)?.[h % 24] ?? Number.NaN;
  });
}

const orNothing = (x: number): number => (Number.isNaN(x) ? 0 : x);
