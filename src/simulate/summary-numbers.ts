/** A summary as a row of numbers. */
import { FEWEST_FOR_ERRORS, type Summary } from './summary.ts';

/** What each of the numbers is; NaN stands for null. */
export const NUMBERS = [
  'mean',
  'sd',
  'p5',
  'p10',
  'p25',
  'p50',
  'p75',
  'p90',
  'p95',
  'error_mean',
  'error_p50',
  'error_p90',
  'undefined_share',
] as const;

/** The summary whose numbers stand at numbers[at …]. */
export function summaryOf(numbers: ArrayLike<number>, at: number): Summary {
  const number = (k: number): number => numbers[at + k] as number;
  const value = (k: number): number | null => (Number.isNaN(number(k)) ? null : number(k));
  // One of the three alone may have overflowed.
  const noErrors = [9, 10, 11].every((k) => Number.isNaN(number(k)));
  return {
    mean: value(0),
    sd: value(1),
    p5: value(2),
    p10: value(3),
    p25: value(4),
    p50: value(5),
    p75: value(6),
    p90: value(7),
    p95: value(8),
    error: noErrors ? null : { mean: number(9), p50: number(10), p90: number(11) },
    undefined_share: number(12),
  };
}

/** The other way: writes the numbers of a summary to out[at …]. */
export function writeSummary(s: Summary, out: Float64Array, at: number): void {
  const { error } = s;
  const numbers = [s.mean, s.sd, s.p5, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95, error?.mean, error?.p50, error?.p90];
  for (const [k, v] of numbers.entries()) out[at + k] = v ?? Number.NaN;
  out[at + 12] = s.undefined_share;
}

/** Writes the numbers of the summary of an output that is `value` in every draw (NaN: undefined) to out[at …]. */
export function writeConstant(value: number, draws: number, out: Float64Array, at: number): void {
  const defined = !Number.isNaN(value);
  const spread = defined ? 0 : Number.NaN;
  out[at] = value + 0;
  out[at + 1] = draws > 1 ? spread : Number.NaN;
  for (let k = 2; k < 9; k++) out[at + k] = value + 0;
  for (let k = 9; k < 12; k++) out[at + k] = draws >= FEWEST_FOR_ERRORS ? spread : Number.NaN;
  out[at + 12] = defined ? 0 : 1;
}
