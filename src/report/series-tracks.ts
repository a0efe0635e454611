/** How the columns of a series are shown: energies are summed, irradiance summed to kWh/m2, the rest averaged. */
import { daysOfMonth, monthlySums } from '../hourly/calendar.ts';
import type { HourlyYear, TrackName } from '../hourly/series/types.ts';

interface Shown {
  /** Of a sum or mean over a month. */
  unit: string;
  /** Column of an hourly file. */
  column: string;
  mean: boolean;
  scale: number;
}

export const TRACKS: Readonly<Record<TrackName, Shown>> = {
  load: { unit: 'kWh', column: 'load_kwh', mean: false, scale: 1 },
  generation: { unit: 'kWh', column: 'generation_kwh', mean: false, scale: 1 },
  ghi: { unit: 'kWh/m2', column: 'ghi_w_per_m2', mean: false, scale: 0.001 },
  dni: { unit: 'kWh/m2', column: 'dni_w_per_m2', mean: false, scale: 0.001 },
  dhi: { unit: 'kWh/m2', column: 'dhi_w_per_m2', mean: false, scale: 0.001 },
  poa: { unit: 'kWh/m2', column: 'poa_w_per_m2', mean: false, scale: 0.001 },
  temperature: { unit: '°C', column: 'temperature_c', mean: true, scale: 1 },
  wind: { unit: 'm/s', column: 'wind_speed_m_per_s', mean: true, scale: 1 },
};

export interface TrackSums {
  name: TrackName;
  unit: string;
  months: readonly number[];
  year: number;
}

export function trackSums(year: HourlyYear): TrackSums[] {
  return Object.entries(year.tracks).map(([key, values]) => {
    const name = key as TrackName;
    const { unit, mean, scale } = TRACKS[name];
    const sums = monthlySums(values).map((s) => s * scale);
    const total = sums.reduce((a, b) => a + b, 0);
    const months = mean ? sums.map((s, m) => s / (daysOfMonth(m + 1, year.leap) * 24)) : sums;
    return { name, unit, months, year: mean ? total / values.length : total };
  });
}
