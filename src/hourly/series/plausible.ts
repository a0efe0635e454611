/** Numbers that a track cannot have. Small negatives of irradiance at night are an instrument's zero: set to 0, and said. */
import type { Finding } from '../../assessment/findings.ts';
import { seriesFinding } from '../findings.ts';
import type { Grid, SeriesLimits, TrackName } from './types.ts';

interface Range {
  low: number;
  high: number;
  unit: string;
}

const IRRADIANCE: ReadonlySet<TrackName> = new Set(['ghi', 'dni', 'dhi', 'poa']);

export function valueFindings(
  grid: Grid,
  headers: Partial<Record<TrackName, string>>,
  limits: SeriesLimits,
): Finding[] {
  return Object.entries(grid.tracks).flatMap(([key, values]) => {
    const name = key as TrackName;
    const column = headers[name];
    const list: Finding[] = [];
    if (IRRADIANCE.has(name)) {
      const small = where(grid, values, (v) => v < 0 && v >= -limits.nightOffset);
      for (let i = 0; i < values.length; i++)
        if ((values[i] as number) <= 0 && (values[i] as number) >= -limits.nightOffset) values[i] = 0;
      if (small) list.push(seriesFinding('series_night_offset', 'warning', small.params, { row: small.row, column }));
    }
    const range = rangeOf(name, limits);
    const negative = range.low === 0 ? where(grid, values, (v) => v < 0) : undefined;
    if (negative) list.push(seriesFinding('series_negative', 'error', negative.params, { row: negative.row, column }));
    const outside = where(grid, values, (v) => v > range.high || (range.low < 0 && v < range.low));
    if (outside)
      list.push(
        seriesFinding('series_implausible', 'warning', { ...outside.params, ...range }, { row: outside.row, column }),
      );
    return list;
  });
}

function rangeOf(name: TrackName, l: SeriesLimits): Range {
  if (name === 'temperature') return { low: l.temperatureLow, high: l.temperatureHigh, unit: '°C' };
  if (name === 'wind') return { low: 0, high: l.windHigh, unit: 'm/s' };
  if (IRRADIANCE.has(name)) return { low: 0, high: l.irradianceHigh, unit: 'W/m2' };
  return { low: 0, high: Number.POSITIVE_INFINITY, unit: 'kWh' };
}

/** The first number of a kind, with its line, and how many there are. */
function where(grid: Grid, values: Float64Array, is: (v: number) => boolean) {
  let first = -1;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!is(values[i] as number)) continue;
    if (first < 0) first = i;
    count++;
  }
  if (first < 0) return undefined;
  return { params: { value: values[first] as number, count }, row: grid.lines[first] || undefined };
}
