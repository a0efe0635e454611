import type { Sampling } from './draws.ts';
import { meanOf, sdOf } from './moments.ts';
import { Quantiles } from './quantiles.ts';

/** Statistics of one output over its draws. All are in the output's unit; null where there is nothing to take them of. */
export interface Summary {
  readonly mean: number | null;
  /** Of the sample: divisor n − 1; null below two draws. */
  readonly sd: number | null;
  readonly p5: number | null;
  readonly p10: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  /** Standard errors of sampling; null below 64 draws, and where a sub-block has no defined draw. */
  readonly error: { readonly mean: number; readonly p50: number; readonly p90: number } | null;
  /** Share of draws in which the output does not exist. */
  readonly undefined_share: number;
}

const PROBABILITIES = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95] as const;
const ERROR_PROBABILITIES = [0.5, 0.9] as const;
const SUB_BLOCKS = 8;
export const FEWEST_FOR_ERRORS = 64;

const selector = new Quantiles(PROBABILITIES, SUB_BLOCKS, ERROR_PROBABILITIES);
let scratch = new Float64Array(0);
const found = new Float64Array(PROBABILITIES.length);
const blockQuantiles = Array.from({ length: SUB_BLOCKS }, () => new Float64Array(ERROR_PROBABILITIES.length));

/**
 * Mean, sd, type 7 quantiles and their sampling errors.
 *
 * Errors come from the eight aligned sub-blocks of the draws, under `sobol` each a net of its own: the sd of the eight
 * estimates over √8. That is right for quantiles and cautious for the mean, which a full net knows far better. Under
 * `random` the error of the mean is sd / √n.
 *
 * @param values one number a draw, in the order of the draws; NaN (or an infinite number) = undefined, left out
 */
export function summarise(values: Float64Array, sampling: Sampling = 'sobol'): Summary {
  const draws = values.length;
  if (scratch.length < draws) scratch = new Float64Array(draws);
  const ends = keepDefined(values, scratch);
  const n = ends[SUB_BLOCKS - 1] as number;
  const undefined_share = draws === 0 ? 1 : (draws - n) / draws;
  if (n === 0) return { ...NOTHING, undefined_share };
  const x = scratch.subarray(0, n);
  const mean = meanOf(x, 0, n);
  const sd = n > 1 ? sdOf(x, 0, n, mean) : null;
  const withErrors = draws >= FEWEST_FOR_ERRORS && ends.every((end, block) => end > startOf(ends, block));
  selector.find(x, ends, found, withErrors ? blockQuantiles : undefined);
  const [p5, p10, p25, p50, p75, p90, p95] = found as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const error = withErrors ? errors(x, ends, sampling === 'random' ? sd : null) : null;
  return { mean, sd, p5, p10, p25, p50, p75, p90, p95, error, undefined_share };
}

const NOTHING = {
  mean: null,
  sd: null,
  p5: null,
  p10: null,
  p25: null,
  p50: null,
  p75: null,
  p90: null,
  p95: null,
  error: null,
} as const;

/** Copies the defined numbers in order; gives where each of the eight sub-blocks ends among them. */
function keepDefined(values: Float64Array, out: Float64Array): number[] {
  const ends: number[] = [];
  let n = 0;
  for (let block = 0, i = 0; block < SUB_BLOCKS; block++) {
    const stop = Math.floor(((block + 1) * values.length) / SUB_BLOCKS);
    for (; i < stop; i++) {
      // − 0 becomes 0; an undefined number is written too, and then written over.
      const v = (values[i] as number) + 0;
      out[n] = v;
      n += v - v === 0 ? 1 : 0;
    }
    ends.push(n);
  }
  return ends;
}

/** @param iid the sd of independent draws, from which the error of their mean is known */
function errors(x: Float64Array, ends: readonly number[], iid: number | null): Summary['error'] {
  const p50 = standardError(blockQuantiles.map((q) => q[0] as number));
  const p90 = standardError(blockQuantiles.map((q) => q[1] as number));
  if (iid !== null) return { mean: iid / Math.sqrt(x.length), p50, p90 };
  const means = ends.map((end, block) => meanOf(x, startOf(ends, block), end));
  return { mean: standardError(means), p50, p90 };
}

function startOf(ends: readonly number[], block: number): number {
  return block === 0 ? 0 : (ends[block - 1] as number);
}

function standardError(estimates: readonly number[]): number {
  const x = Float64Array.from(estimates);
  return sdOf(x, 0, x.length, meanOf(x, 0, x.length)) / Math.sqrt(x.length);
}
