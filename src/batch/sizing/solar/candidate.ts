/** A size of a solar plant → columns of the sheet: the hours enter as given annual quantities of the same assessment that `assess` makes. */
import type { Size } from '../../../decide/sizing/candidates.ts';
import { LEVELS, type LevelShares } from '../../../hourly/dispatch/levels.ts';
import type { DispatchYear } from '../../../hourly/dispatch/self-consumption.ts';
import { demandsNote, HOURS_NOTE, sunNote } from '../hours-note.ts';
import type { Candidate, SizingSite } from '../sizer.ts';
import { batteryCells } from './battery-life.ts';
import { capexOf } from './cost.ts';
import type { SolarPlan } from './plan.ts';

/** A size, hour by hour. */
export interface SolarYear {
  hours: DispatchYear;
  /** With a load. */
  levels?: readonly LevelShares[] | undefined;
  /** kWh a year per kW. */
  yieldKwh: number;
}

const OWN = (level: number) => `own_use_at_${level}_pct`;
const EXPORTED = (level: number) => `exported_at_${level}_pct`;
/** What the hours fill beside the size. */
export const LEVEL_COLUMNS: readonly string[] = [
  'hours_generation_mwh',
  'hours_load_mwh',
  ...LEVELS.flatMap((l) => [OWN(l), EXPORTED(l)]),
];

type Cell = readonly [header: string, text: string];

export function candidateOf(site: SizingSite<SolarPlan>, size: Size, year: SolarYear): Candidate {
  const { cost } = site.plan;
  const capexJpy = cost && capexOf(cost, size);
  return {
    size: { capacity_kw: size.capacityKw, battery_kwh: size.batteryKwh, dc_ac_ratio: size.dcAcRatio },
    year: yearOf(year.hours),
    capexJpy,
    columns: [
      ['capacity_kw', String(size.capacityKw)],
      ['dc_ac_ratio', String(size.dcAcRatio)],
      ...yieldCells(site, year),
      ...useCells(site, year),
      ...filled('capex_jpy', capexJpy),
      ...filled('opex_jpy_per_year', cost?.opexJpyPerKwYear && cost.opexJpyPerKwYear * size.capacityKw),
      ...batteryCells(site, size.batteryKwh),
      ['note_battery_kwh', String(size.batteryKwh)],
      [HOURS_NOTE, hoursNote(site)],
    ],
  };
}

/**
 * The yield of the weather, or that of the site or its country, which keeps its source and its spread; what the inverter cuts off at a higher ratio is curtailed.
 */
function yieldCells({ facts, file, inputs }: SizingSite<SolarPlan>, { yieldKwh }: SolarYear): Cell[] {
  const known = facts.number('specific_yield');
  if (Number.isNaN(known) || (inputs.years.weather && !facts.given('specific_yield')))
    return [[YIELD, String(yieldKwh)]];
  const cut = 1 - yieldKwh / known;
  if (Math.abs(cut) < ROUNDING) return [];
  if (cut > 0) return [['curtailment_pct', String(100 * cut)]];
  return yieldAbove(file.columns.find(([h]) => h === YIELD)?.[1] ?? '', yieldKwh);
}

/** An inverter at more of its load loses less: a ratio may yield more than the first, by parts of a per mille. A spread that is no share of it keeps its cell. */
function yieldAbove(written: string, yieldKwh: number): Cell[] {
  const [, spread = ''] = /^[\d.,\s]*(±\s*[\d.]+\s*%)?\s*$/.exec(written) ?? [undefined, undefined];
  const keep = written !== '' && spread === '' && !Number.isFinite(Number(written));
  return keep ? [] : [[YIELD, `${yieldKwh} ${spread}`.trim()]];
}
const YIELD = 'specific_yield_kwh_per_kw';
/** Scaled hours add up to their yield but for rounding. */
const ROUNDING = 1e-9;

function hoursNote({ plan, facts, inputs }: SizingSite<SolarPlan>): string {
  const known = facts.given('specific_yield') ? 'site' : inputs.years.weather ? 'none' : 'country';
  return [...demandsNote(plan.series, inputs), sunNote(plan.series, inputs, known)].join('; ');
}

/** Without a load the share of own use is the site's own word. */
function useCells({ file }: SizingSite<SolarPlan>, { hours, levels }: SolarYear): Cell[] {
  if (!levels) return file.columns.filter(([h]) => h === 'self_use_pct');
  return [
    ['hours_generation_mwh', String(hours.generation / 1000)],
    ['hours_load_mwh', String(hours.load / 1000)],
    ...levels.map(({ level, own }): Cell => [OWN(level), String(100 * own)]),
    ...levels.map(({ level, exported }): Cell => [EXPORTED(level), String(100 * exported)]),
  ];
}

/** What the site itself says stays where the plan says nothing. */
const filled = (header: string, n: number | undefined): [string, string][] =>
  n === undefined ? [] : [[header, String(n)]];

/** kWh of the year. */
function yearOf(hours: DispatchYear): Record<string, number | null> {
  const own = hours.direct + hours.discharge;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    generation_kwh: hours.generation,
    own_use_kwh: own,
    export_kwh: hours.export,
    curtailed_kwh: hours.curtailed,
    import_kwh: hours.import,
    battery_charge_kwh: hours.charge,
    battery_discharge_kwh: hours.discharge,
    battery_stored_at_end_kwh: hours.stored,
    load_kwh: hours.load,
    own_use_share: share(own, hours.generation),
    curtailed_share: share(hours.curtailed, hours.generation),
    load_covered_share: share(own, hours.load),
  };
}
