/** `series` of a site file: demands by the hour, the weather, the clock. */
import type { Finding } from '../../assessment/findings.ts';
import { sizingFinding } from './findings.ts';
import { Part } from './keys.ts';

/** How a demand is named in a site file. */
export interface DemandForm {
  /** Key of its file, and its name among the series. */
  id: string;
  /** Keys of a typical shape and of the amount that goes with it. */
  shape: string;
  amount: string;
  /** kWh in one of the unit of the amount. */
  kwh: number;
}

/** A file, or a typical shape with an amount. */
export interface DemandPlan {
  id: string;
  file?: string | undefined;
  shape?: string | undefined;
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
export const LOAD: DemandForm = { id: 'load', shape: 'load_shape', amount: 'annual_kwh', kwh: 1 };
const KWH_IN_GJ = 1000 / 3.6;
/** Useful heat, out of the boiler; cooling, out of the chiller. */
export const HEAT: DemandForm = { id: 'heat', shape: 'heat_shape', amount: 'annual_heat_gj', kwh: KWH_IN_GJ };
export const COOLING: DemandForm = {
  id: 'cooling',
  shape: 'cooling_shape',
  amount: 'annual_cooling_gj',
  kwh: KWH_IN_GJ,
};

const PLACE = ['weather', 'latitude', 'longitude', 'utc_offset', 'fill', 'labels', 'tilt_deg', 'azimuth_deg'];

export function readSeriesPlan(raw: unknown, forms: readonly DemandForm[], findings: Finding[]): SeriesPlan {
  const part = new Part('series', raw, [...forms.flatMap((f) => [f.id, f.shape, f.amount]), ...PLACE], findings);
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
    shape: part.text(form.shape),
    amount: amount === undefined ? undefined : amount * form.kwh,
  };
  if (plan.file === undefined && (plan.shape === undefined) !== (plan.amount === undefined))
    findings.push(
      sizingFinding('size_load_needs_amount', 'error', {
        shape: `series.${form.shape}`,
        amount: `series.${form.amount}`,
      }),
    );
  return plan;
}
