/** A year of a plant → columns of the sheet: what it makes, uses and burns enters the equations as given annual quantities. */
import type { CogenerationYear, Operation, Plant } from '../../../hourly/cogeneration/types.ts';
import { demandsNote, HOURS_NOTE } from '../hours-note.ts';
import type { Candidate, SiteFacts, SizingSite } from '../sizer.ts';
import { inProportion, raised } from './carried.ts';
import { type CogenerationPlan, type InitialCost, OWN_ENGINE } from './plan.ts';

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

/** What a tariff or a cost puts in place of the site's own, whose spread it may lose. */
export const CARRIED = [
  ['electricity_price', 'electricity_price_jpy_per_kwh'],
  ['opex', 'opex_jpy_per_year'],
] as const;

/** Columns of the site whose number is in what takes its place: a flat price beside a demand charge, a running cost beside standby. */
export const addedTo = ({ tariff, cost }: CogenerationPlan): string[] => [
  ...(tariff.weekday ? [] : ['electricity_price_jpy_per_kwh']),
  ...(cost?.opexJpyPerKwh === undefined && cost?.opexJpyPerKwYear === undefined ? ['opex_jpy_per_year'] : []),
];

export function candidateOf({ plan, facts, inputs }: SizingSite<CogenerationPlan>, made: PlantYear): Candidate {
  const { plant, hours, engine, operation, cools, levels } = made;
  const { year } = hours;
  const capacityKw = plant.units * plant.engine.ratedKw;
  const capexJpy = plan.cost?.initial && capexOf(plan.cost.initial, made, capacityKw);
  const price = avoidedPrice(plan, hours);
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
      ...written(
        'electricity_price_jpy_per_kwh',
        price === undefined ? undefined : inProportion(price, 'electricity_price', facts),
      ),
      ...filled('capex_jpy', capexJpy),
      ...written('opex_jpy_per_year', opexOf(plan, year.generation, capacityKw, facts)),
      ['note_engine', `${plant.units} × ${engine ?? OWN_ENGINE}, ${operation}`],
      [HOURS_NOTE, demandsNote(plan.series, inputs).join('; ')],
    ],
  };
}

/** With a tariff: what the site no longer pays for energy and for its peak, by the kWh it no longer buys. */
function avoidedPrice({ tariff }: CogenerationPlan, { year, peakImport, peakWithout }: CogenerationYear) {
  const avoided = year.own + year.coolingAvoided;
  if ((!tariff.weekday && tariff.demandJpyPerKw === undefined) || avoided <= 0) return undefined;
  return (year.avoidedMoney + (tariff.demandJpyPerKw ?? 0) * (peakWithout - peakImport)) / avoided;
}

function capexOf(cost: InitialCost, { engine, plant }: PlantYear, capacityKw: number): number {
  const unit = cost.unitJpy[engine ?? OWN_ENGINE];
  const engines = unit === undefined ? (cost.jpyPerKw ?? 0) * capacityKw : unit * plant.units;
  return (cost.fixedJpy ?? 0) + engines + cost.jpyPerChillerKw * (plant.chiller?.capacityKw ?? 0);
}

/** JPY a year: what the plan says, else the site; what the grid takes for standing by comes on top. */
function opexOf({ cost, tariff }: CogenerationPlan, generationKwh: number, capacityKw: number, facts: SiteFacts) {
  const { opexJpyPerKwh: perKwh, opexJpyPerKwYear: perKw } = cost ?? {};
  const standby = tariff.standbyJpyPerKw && tariff.standbyJpyPerKw * capacityKw;
  if (perKwh !== undefined || perKw !== undefined)
    return String((perKwh ?? 0) * generationKwh + (perKw ?? 0) * capacityKw + (standby ?? 0));
  return standby === undefined ? undefined : raised('opex', standby, facts);
}

/** What the site itself says stays where the plan says nothing. */
const written = (header: string, text: string | undefined): [string, string][] =>
  text === undefined ? [] : [[header, text]];
const filled = (header: string, n: number | undefined) => written(header, n === undefined ? undefined : String(n));

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
