/** `series` of a site file: demands by the hour, the weather, the clock. */
import type { Finding } from '../../assessment/findings.ts';
import type { ShiftChange } from '../../hourly/series/shift-shape.ts';
import type { DemandName } from '../../hourly/series/types.ts';
import { sizingFinding } from './findings.ts';
import { Part } from './keys.ts';

/** How a demand is named in a site file. */
export interface DemandForm {
  /** Key of its file, and its name among the series. */
  id: DemandName;
  /** Key of the columns of its file. */
  column: string;
  /** Keys of a typical shape and of the amount that goes with it. */
  shape: string;
  amount: string;
  /** kWh in one of the unit of the amount. */
  kwh: number;
}

/** A file, or a typical shape with an amount. */
export interface DemandPlan {
  id: DemandName;
  file?: string | undefined;
  /** Headers of the file whose sum it is. */
  column?: readonly string[] | undefined;
  shape?: string | undefined;
  /** Changes of the shape. */
  shifts: ShiftChange;
  /** kWh a year. */
  amount?: number | undefined;
}

export interface SeriesPlan {
  demands: readonly DemandPlan[];
  weather?: string | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
  utcOffset?: number | undefined;
  fill: boolean;
  labels?: 'start' | 'end' | undefined;
  tilt?: number | undefined;
  azimuth?: number | undefined;
}

/** The electricity of a site. */
export const LOAD: DemandForm = {
  id: 'load',
  column: 'load_column',
  shape: 'load_shape',
  amount: 'annual_kwh',
  kwh: 1,
};
const KWH_IN_GJ = 1000 / 3.6;
/** Useful heat, out of the boiler; cooling, out of the chiller. */
export const HEAT: DemandForm = {
  id: 'heat',
  column: 'heat_column',
  shape: 'heat_shape',
  amount: 'annual_heat_gj',
  kwh: KWH_IN_GJ,
};
export const COOLING: DemandForm = {
  id: 'cooling',
  column: 'cooling_column',
  shape: 'cooling_shape',
  amount: 'annual_cooling_gj',
  kwh: KWH_IN_GJ,
};

/** Of the shape of the load. */
const SHIFTS = ['base_load_pct', 'working_days'];
const PLACE = ['weather', 'latitude', 'longitude', 'utc_offset', 'fill', 'labels', 'tilt_deg', 'azimuth_deg'];

export function readSeriesPlan(raw: unknown, forms: readonly DemandForm[], findings: Finding[]): SeriesPlan {
  const ofDemands = forms.flatMap((f) => [f.id, f.column, f.shape, f.amount]);
  const part = new Part('series', raw, [...ofDemands, ...SHIFTS, ...PLACE], findings);
  return {
    demands: forms.map((f) => demandOf(f, part, findings)),
    weather: part.text('weather'),
    latitude: part.number('latitude', -90, 90),
    longitude: part.number('longitude', -180, 180),
    utcOffset: part.number('utc_offset', -12, 14),
    fill: part.flag('fill') ?? false,
    labels: part.text('labels', ['start', 'end'] as const),
    tilt: part.number('tilt_deg', 0, 90),
    azimuth: part.number('azimuth_deg', 0, 360),
  };
}

function demandOf(form: DemandForm, part: Part, findings: Finding[]): DemandPlan {
  const amount = part.number(form.amount, 0, Number.POSITIVE_INFINITY);
  const plan: DemandPlan = {
    id: form.id,
    file: part.text(form.id),
    column: columnOf(form.column, part, findings),
    shape: part.text(form.shape),
    shifts: form.id === LOAD.id ? shiftsOf(part, findings) : {},
    amount: amount === undefined ? undefined : amount * form.kwh,
  };
  const { baseLoadPct, workingDays } = plan.shifts;
  const needs = (key: string, given: unknown, other: string, there: unknown) => {
    if (given !== undefined && there === undefined)
      findings.push(sizingFinding('size_key_needs', 'error', { key: `series.${key}`, other: `series.${other}` }));
  };
  needs(form.column, plan.column, form.id, plan.file);
  needs('base_load_pct', baseLoadPct, form.shape, plan.shape);
  needs('working_days', workingDays, form.shape, plan.shape);
  if (amount === 0) refuse(`series.${form.amount}`, amount, '> 0', findings);
  if (plan.file === undefined && (plan.shape === undefined) !== (plan.amount === undefined))
    findings.push(
      sizingFinding('size_load_needs_amount', 'error', {
        shape: `series.${form.shape}`,
        amount: `series.${form.amount}`,
      }),
    );
  return plan;
}

/** A header, or a list of those that add up. */
function columnOf(key: string, part: Part, findings: Finding[]): string[] | undefined {
  if (!part.has(key)) return undefined;
  const value = part.value(key);
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > 0 && list.every((x) => typeof x === 'string')) return list;
  refuse(`series.${key}`, value, '"import [kWh]", ["peak [kWh]", "off-peak [kWh]"]', findings);
  return undefined;
}

function shiftsOf(part: Part, findings: Finding[]): ShiftChange {
  const days = part.number('working_days', 5, 7);
  if (days !== undefined && !Number.isInteger(days)) refuse('series.working_days', days, '5, 6, 7', findings);
  return { baseLoadPct: part.number('base_load_pct', 0, 100), workingDays: days };
}

function refuse(key: string, value: unknown, expected: string, findings: Finding[]): void {
  findings.push(sizingFinding('size_bad_value', 'error', { key, value: JSON.stringify(value), expected }));
}
