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
  const [mean, p50, p90] = [numbers[at + 9] as number, numbers[at + 10] as number, numbers[at + 11] as number];
  // One of the three alone may have overflowed.
  const noErrors = Number.isNaN(mean) && Number.isNaN(p50) && Number.isNaN(p90);
  return {
    mean: orNull(numbers[at]),
    sd: orNull(numbers[at + 1]),
    p5: orNull(numbers[at + 2]),
    p10: orNull(numbers[at + 3]),
    p25: orNull(numbers[at + 4]),
    p50: orNull(numbers[at + 5]),
    p75: orNull(numbers[at + 6]),
    p90: orNull(numbers[at + 7]),
    p95: orNull(numbers[at + 8]),
    error: noErrors ? null : { mean, p50, p90 },
    undefined_share: numbers[at + 12] as number,
  };
}

const orNull = (v: number | undefined): number | null => (v === undefined || Number.isNaN(v) ? null : v);

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
