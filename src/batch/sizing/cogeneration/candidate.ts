/** A year of a plant → columns of the sheet: what it makes, uses and burns enters the equations as given annual quantities. */
import type { CogenerationYear, Operation, Plant } from '../../../hourly/cogeneration/types.ts';
import type { Candidate, SizingSite } from '../sizer.ts';
import type { CogenerationPlan, CostPlan } from './plan.ts';

/** A plant that may be built, and its year. */
export interface PlantYear {
  /** Id of the equipment table; undefined: the site's own engine. */
  engine: string | undefined;
  operation: Operation;
  plant: Plant;
  hours: CogenerationYear;
  /** Whether absorption counts: chiller and cooling demand. */
  cools: boolean;
  /** Cells of its years at other demands. */
  levels: readonly (readonly [header: string, text: string])[];
}

export const OWN_ENGINE = 'own';
const GJ_IN_KWH = 3.6 / 1000;
const gj = (kwh: number): number => kwh * GJ_IN_KWH;

/** What the hours fill; what else would say the same gives way. */
export const COGENERATION_COLUMNS: readonly string[] = [
  'capacity_kw',
  'operating_hours_per_year',
  'load_factor_pct',
  'availability_pct',
  'electrical_efficiency_pct',
  'heat_efficiency_pct',
  'heat_use_pct',
  'annual_electricity_mwh',
  'auxiliary_electricity_mwh',
  'export_mwh',
  'fuel_gj_ncv',
  'fuel_gj_gcv',
  'heat_gj',
  'cooling_gj',
  'cooling_electricity_avoided_mwh',
];

export function candidateOf({ plan }: SizingSite<CogenerationPlan>, made: PlantYear): Candidate {
  const { plant, hours, engine, operation, cools, levels } = made;
  const { year } = hours;
  const capacityKw = plant.units * plant.engine.ratedKw;
  const capexJpy = plan.cost && capexOf(plan.cost, made, capacityKw);
  return {
    size: { units: plant.units, engine: engine ?? OWN_ENGINE, operation },
    year: yearOf(hours, capacityKw),
    capexJpy,
    columns: [
      ['capacity_kw', String(capacityKw)],
      ['annual_electricity_mwh', String(year.generation / 1000)],
      ['auxiliary_electricity_mwh', String(year.auxiliary / 1000)],
      ['export_mwh', String(year.export / 1000)],
      ['fuel_gj_ncv', String(gj(year.fuel))],
      ['heat_gj', String(gj(year.heatUsed))],
      ...filled('cooling_gj', cools ? gj(year.absorption) : undefined),
      ...levels,
      ...filled('electricity_price_jpy_per_kwh', avoidedPrice(plan, hours)),
      ...filled('capex_jpy', capexJpy),
      ...filled('opex_jpy_per_year', opexOf(plan, year.generation, capacityKw)),
      ['note_engine', `${plant.units} × ${engine ?? OWN_ENGINE}, ${operation}`],
    ],
  };
}

/** With a tariff: what the site no longer pays for energy and for its peak, by the kWh it no longer buys. */
function avoidedPrice({ tariff }: CogenerationPlan, { year, peakImport, peakWithout }: CogenerationYear) {
  const avoided = year.own + year.coolingAvoided;
  if ((!tariff.weekday && tariff.demandJpyPerKw === undefined) || avoided <= 0) return undefined;
  return (year.avoidedMoney + (tariff.demandJpyPerKw ?? 0) * (peakWithout - peakImport)) / avoided;
}

function capexOf(cost: CostPlan, { engine, plant }: PlantYear, capacityKw: number): number {
  const unit = cost.unitJpy[engine ?? OWN_ENGINE];
  const engines = unit === undefined ? cost.jpyPerKw * capacityKw : unit * plant.units;
  return cost.fixedJpy + engines + cost.jpyPerChillerKw * (plant.chiller?.capacityKw ?? 0);
}

function opexOf({ cost, tariff }: CogenerationPlan, generationKwh: number, capacityKw: number): number | undefined {
  const parts = [
    cost?.opexJpyPerKwh && cost.opexJpyPerKwh * generationKwh,
    cost?.opexJpyPerKwYear && cost.opexJpyPerKwYear * capacityKw,
    tariff.standbyJpyPerKw && tariff.standbyJpyPerKw * capacityKw,
  ].filter((x) => x !== undefined);
  return parts.length === 0 ? undefined : parts.reduce((a, b) => a + b, 0);
}

/** What the site itself says stays where the plan says nothing. */
const filled = (header: string, n: number | undefined): [string, string][] =>
  n === undefined ? [] : [[header, String(n)]];

function yearOf({ year, peakImport, peakWithout, starts, fullLoadHours }: CogenerationYear, capacityKw: number) {
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    capacity_kw: capacityKw,
    generation_kwh: year.generation,
    auxiliary_kwh: year.auxiliary,
    own_use_kwh: year.own,
    export_kwh: year.export,
    import_kwh: year.import,
    peak_import_kw: peakImport,
    peak_import_without_kw: peakWithout,
    fuel_gj_ncv: gj(year.fuel),
    heat_made_gj: gj(year.heatMade),
    heat_used_gj: gj(year.heatUsed),
    heat_to_chiller_gj: gj(year.heatToChiller),
    heat_dumped_gj: gj(year.heatDumped),
    boiler_heat_gj: gj(year.boilerHeat),
    absorption_cooling_gj: gj(year.absorption),
    electric_cooling_gj: gj(year.electricCooling),
    cooling_electricity_avoided_kwh: year.coolingAvoided,
    running_hours: year.runningHours,
    unit_hours: year.unitHours,
    starts,
    full_load_hours: fullLoadHours,
    heat_used_share: share(year.heatUsed + year.heatToChiller, year.heatMade),
  };
}
