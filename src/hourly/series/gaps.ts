/** Missing intervals: told with their place; filled from like hours only when asked. */
import type { Finding } from '../../assessment/findings.ts';
import { absoluteMinutes, MINUTES_A_DAY, timeText } from '../calendar.ts';
import { seriesFinding } from '../findings.ts';
import type { Grid, TrackName } from './types.ts';

/** Days from which a missing interval is taken, nearest first. A load goes by the week, weather by its neighbours. */
const WEEK = [7, -7, 14, -14, 21, -21, 28, -28];
const NEIGHBOURS = [-1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7];

/** Looks at every track; with `fill` puts numbers where they are missing. */
export function gapFindings(grid: Grid, headers: Partial<Record<TrackName, string>>, fill: boolean): Finding[] {
  return Object.entries(grid.tracks).flatMap(([name, values]) => {
    const missing: number[] = [];
    for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i] as number)) missing.push(i);
    if (missing.length === 0) return [];
    const place = { row: lineBefore(grid, missing[0] as number), column: headers[name as TrackName] };
    const known = fill ? filled(grid, name as TrackName, values, missing) : undefined;
    if (known && known.left === undefined)
      return [seriesFinding('series_filled', 'warning', { filled: missing.length, ...ends(grid, missing) }, place)];
    if (known)
      return [
        seriesFinding(
          'series_cannot_fill',
          'error',
          { time: time(grid, known.left as number), missing: missing.length },
          place,
        ),
      ];
    const gaps = missing.filter((slot, i) => i === 0 || slot !== (missing[i - 1] as number) + 1).length;
    const blank = missing.every((slot) => grid.lines[slot] !== 0);
    return [
      blank
        ? seriesFinding(
            'series_blank',
            'error',
            { time: time(grid, missing[0] as number), missing: missing.length },
            {
              ...place,
              row: grid.lines[missing[0] as number] as number,
            },
          )
        : seriesFinding('series_gap', 'error', { ...ends(grid, missing), missing: missing.length, gaps }, place),
    ];
  });
}

/** Fills from the numbers that were there, never from filled ones. @returns the first that found none */
function filled(grid: Grid, name: TrackName, values: Float64Array, missing: readonly number[]): { left?: number } {
  const perDay = MINUTES_A_DAY / grid.stepMinutes;
  const from = values.slice();
  const size = values.length;
  for (const slot of missing) {
    const day = (name === 'load' ? WEEK : NEIGHBOURS).find(
      (d) => !Number.isNaN(from[(slot + d * perDay + size) % size] as number),
    );
    if (day === undefined) return { left: slot };
    values[slot] = from[(slot + day * perDay + size) % size] as number;
  }
  return {};
}

/** First and last missing interval. */
function ends(grid: Grid, missing: readonly number[]): { from: string; to: string } {
  return { from: time(grid, missing[0] as number), to: time(grid, missing.at(-1) as number) };
}

/** With its year, unless months of several years were put together. */
function time(grid: Grid, slot: number): string {
  const start = absoluteMinutes(grid.leap ? 2000 : 2001, 1, 1, 0);
  const text = timeText(start + slot * grid.stepMinutes, true);
  return grid.year === undefined ? text : `${slot < grid.firstSlot ? grid.year + 1 : grid.year}-${text}`;
}

/** Line of the last record before a gap. */
function lineBefore(grid: Grid, slot: number): number | undefined {
  for (let i = slot; i >= 0; i--) if (grid.lines[i] !== 0) return grid.lines[i];
  return undefined;
}
