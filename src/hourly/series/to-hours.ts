/** Intervals of an hour or less → hours: energies add up, the rest is averaged. */
import type { Grid, HourlyYear, RawSeries, TrackName } from './types.ts';

const ENERGIES: ReadonlySet<TrackName> = new Set(['load', 'generation']);

export function toHours(grid: Grid, raw: RawSeries, utcOffset: number | undefined): HourlyYear {
  const parts = 60 / grid.stepMinutes;
  const tracks: HourlyYear['tracks'] = {};
  for (const [key, values] of Object.entries(grid.tracks)) {
    const hours = new Float64Array(values.length / parts);
    for (let i = 0; i < values.length; i++) (hours[Math.floor(i / parts)] as number) += values[i] as number;
    if (!ENERGIES.has(key as TrackName)) for (let h = 0; h < hours.length; h++) (hours[h] as number) /= parts;
    tracks[key as TrackName] = hours;
  }
  return {
    format: raw.format,
    site: { ...raw.site, utcOffset },
    stepMinutes: grid.stepMinutes,
    leap: grid.leap,
    year: grid.year,
    // The middle of the moments of the intervals in an hour.
    sunMinute: (raw.sunMinute ?? grid.stepMinutes / 2) + ((parts - 1) * grid.stepMinutes) / 2,
    tracks,
  };
}
