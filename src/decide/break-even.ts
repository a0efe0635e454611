/** The value of one quantity at which a target is just met. */
import { exp, log } from '../engine/elementary.ts';
import { refine } from './refine.ts';

/** How far the target is met at each value: 0 or more = met. */
export type Margins = (values: readonly number[]) => readonly number[];

export type BreakEven =
  /** The target is met there (up to it, or from it on) and not a little beyond; `crossings`: places of the interval where that is so. */
  | { found: true; value: number; crossings: number; side: 'up_to' | 'from' }
  /** The target is met nowhere, or everywhere, in the interval. */
  | { found: false; reason: 'never_within' | 'always_within' };

export interface Search {
  low: number;
  high: number;
  /** The value in the plan as it is: of several crossings the one nearest to it counts. */
  own: number;
  /** Whole numbers only. */
  whole: boolean;
}

/** Values looked at first. Between two of them only one crossing is seen. */
const GRID = 33;
/** From this ratio of the ends on, values of the grid have equal ratios, not distances. */
const WIDE = 4;

export function breakEven(margins: Margins, search: Search): BreakEven {
  const grid = gridOf(search);
  const m = margins(grid);
  const met = m.map((x) => x >= 0);
  const crossings = grid.flatMap((_, i) => (i > 0 && met[i] !== met[i - 1] ? [i] : []));
  if (crossings.length === 0) return { found: false, reason: met[0] ? 'always_within' : 'never_within' };
  const far = (i: number): number => Math.abs((grid[i] as number) + (grid[i - 1] as number) - 2 * search.own);
  const nearest = crossings.reduce((best, i) => (far(i) < far(best) ? i : best));
  const ends = [nearest - 1, nearest].map((i) => ({ x: grid[i] as number, margin: m[i] as number }));
  const [p, q] = ends as [(typeof ends)[number], (typeof ends)[number]];
  const at = (x: number): number => margins([x])[0] as number;
  const side = p.margin >= 0 ? 'up_to' : 'from';
  return { found: true, value: refine(at, p, q, search.whole), crossings: crossings.length, side };
}

/** Ascending, both ends in it. */
function gridOf({ low, high, whole }: Search): number[] {
  const steps = GRID - 1;
  const ratio = low > 0 && high / low >= WIDE ? log(high / low) / steps : 0;
  const between = (i: number): number => (ratio > 0 ? low * exp(ratio * i) : low + ((high - low) * i) / steps);
  const values = Array.from({ length: GRID }, (_, i) => (i === 0 ? low : i === steps ? high : between(i)));
  return whole ? [...new Set(values.map(Math.round))].filter((v) => v >= low && v <= high) : [...new Set(values)];
}
