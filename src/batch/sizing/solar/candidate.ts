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
  levels?: LevelShares | undefined;
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
  'own_use_gain_pct',
  'exported_gain_pct',
];

type Cell = readonly [header: string, text: string];

export function candidateOf(site: SizingSite<SolarPlan>, size: Size, year: SolarYear): Candidate {
  const { cost } = site.plan;
  const capexJpy = capexOf(cost, size);
  return {
    size: { capacity_kw: size.capacityKw, battery_kwh: size.batteryKwh, dc_ac_ratio: size.dcAcRatio },
    year: yearOf(year.hours, year.levels !== undefined),
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
 * The yield of the weather; else that of the site or its country, which keeps its source and its spread, but for the ratios of DC to AC at which another holds.
 */
function yieldCells({ facts, file, inputs }: SizingSite<SolarPlan>, { yieldKwh }: SolarYear): Cell[] {
  const known = facts.number('specific_yield');
  const fromWeather = Number.isNaN(known) || (inputs.years.weather && !facts.given('specific_yield'));
  if (!fromWeather && Math.abs(yieldKwh / known - 1) < ROUNDING) return [];
  const written = file.columns.find(([, , c]) => c === 'specific_yield_kwh_per_kw')?.[1] ?? '';
  const relative = /±\s*[\d.]+\s*[%％]\s*$/u.exec(written)?.[0] ?? '';
  return [['specific_yield_kwh_per_kw', `${yieldKwh}${fromWeather || relative === '' ? '' : ` ${relative}`}`]];
}
/** Scaled hours add up to their yield but for rounding. */
const ROUNDING = 1e-9;

function hoursNote({ plan, facts, inputs }: SizingSite<SolarPlan>): string {
  const known = facts.given('specific_yield') ? 'site' : inputs.years.weather ? 'none' : 'country';
  return [...demandsNote(plan.series, inputs), sunNote(plan.series, inputs, known)].join('; ');
}

/** Without a load the share of own use is the site's own word. */
function useCells({ file }: SizingSite<SolarPlan>, { hours, levels }: SolarYear): Cell[] {
  if (!levels) return file.columns.flatMap(([h, t, c]): Cell[] => (c === 'self_use_pct' ? [[h, t]] : []));
  return [
    ['hours_generation_mwh', String(hours.generation / 1000)],
    ['hours_load_mwh', String(hours.load / 1000)],
    ...levels.levels.map(({ level, own }): Cell => [OWN(level), String(100 * own)]),
    ...levels.levels.map(({ level, exported }): Cell => [EXPORTED(level), String(100 * exported)]),
    ['own_use_gain_pct', String(100 * levels.gain.own)],
    ['exported_gain_pct', String(100 * levels.gain.exported)],
  ];
}

/** What the site itself says stays where the plan says nothing. */
const filled = (header: string, n: number | undefined): [string, string][] =>
  n === undefined ? [] : [[header, String(n)]];

/** kWh of the year. @param usesLoad without a load nobody knows what is used */
function yearOf(hours: DispatchYear, usesLoad: boolean): Record<string, number | null> {
  const own = hours.direct + hours.discharge;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const known = (kwh: number | null) => (usesLoad ? kwh : null);
  return {
    generation_kwh: hours.generation,
    own_use_kwh: known(own),
    export_kwh: known(hours.export),
    curtailed_kwh: known(hours.curtailed),
    import_kwh: known(hours.import),
    battery_charge_kwh: known(hours.charge),
    battery_discharge_kwh: known(hours.discharge),
    battery_stored_at_end_kwh: known(hours.stored),
    load_kwh: known(hours.load),
    own_use_share: known(share(own, hours.generation)),
    curtailed_share: known(share(hours.curtailed, hours.generation)),
    load_covered_share: known(share(own, hours.load)),
  };
}
