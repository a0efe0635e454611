/** Intervals of a load that cannot be what they say: nothing at all, the readings of a register, one far beyond the others. */
import type { Finding } from '../../assessment/findings.ts';
import { seriesFinding } from '../findings.ts';
import type { Grid, SeriesLimits } from './types.ts';

/** A register may begin anew once, and twelve months that begin in another month fall once at the end of theirs. */
const FALLS = 2;

export function loadFindings(grid: Grid, column: string | undefined, limits: SeriesLimits): Finding[] {
  const values = grid.tracks.load?.filter((v) => !Number.isNaN(v)) ?? new Float64Array();
  if (values.length === 0) return [];
  const first = { row: grid.lines.find((line) => line !== 0), column };
  if (values.every((v) => v === 0)) return [seriesFinding('series_all_zero', 'error', {}, first)];
  if (isRegister(values, limits.registerRisesPct)) return [seriesFinding('series_register', 'error', {}, first)];
  const high = values.toSorted()[Math.floor(0.99 * (values.length - 1))] as number;
  return high > 0 ? outliers(grid, high, column, limits) : [];
}

function isRegister(values: Float64Array, risesPct: number): boolean {
  let [rises, falls] = [0, 0];
  for (let i = 1; i < values.length; i++) {
    const d = (values[i] as number) - (values[i - 1] as number);
    if (d > 0) rises++;
    if (d < 0) falls++;
  }
  return falls <= FALLS && rises >= (risesPct / 100) * (values.length - 1);
}

/** The highest interval, where it is beyond. */
function outliers(grid: Grid, high: number, column: string | undefined, limits: SeriesLimits): Finding[] {
  const load = grid.tracks.load as Float64Array;
  let [most, count] = [-1, 0];
  for (let i = 0; i < load.length; i++) {
    if (!((load[i] as number) > limits.loadOutlier * high)) continue;
    count++;
    if (most < 0 || (load[i] as number) > (load[most] as number)) most = i;
  }
  if (most < 0) return [];
  const value = load[most] as number;
  const params = { value, times: Math.round(value / high), count };
  return [seriesFinding('series_load_outlier', 'warning', params, { row: grid.lines[most] as number, column })];
}
