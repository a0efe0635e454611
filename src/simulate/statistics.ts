/** Figures of a site's draws as one run of numbers: written where the draws are made, read where results are put together. */
import type { Sampling } from './draws.ts';
import type { DrawProgram, Statistic } from './program.ts';
import { type Summary, summarise } from './summary.ts';
import { probability } from './threshold.ts';

/** Numbers of a summary: mean, sd, seven quantiles, three errors, share of undefined draws; NaN = there is none. */
const SUMMARY_WIDTH = 13;

export function widthOf(s: Statistic): number {
  if (s.kind === 'summary') return SUMMARY_WIDTH;
  return s.kind === 'shares' ? s.codes.length : 1;
}

export function widthOfAll(program: DrawProgram): number {
  return program.statistics.reduce((n, s) => n + widthOf(s), 0);
}

/**
 * @param values draws of each of the program's nodes, NaN = undefined
 * @param summary writes a summary of one of them
 */
export function writeStatistics(
  program: DrawProgram,
  values: (i: number) => Float64Array,
  summary: (i: number, out: Float64Array, at: number) => void,
  out: Float64Array,
  from: number,
): void {
  let at = from;
  for (const s of program.statistics) {
    if (s.kind === 'summary') summary(s.value, out, at);
    else if (s.kind === 'shares') writeShares(values(s.value), s.codes, out, at);
    else if (s.kind === 'mean') out[at] = meanOfDefined(values(s.value));
    else out[at] = chance(values(s.value), s.threshold);
    at += widthOf(s);
  }
}

export function writeSummary(values: Float64Array, sampling: Sampling, out: Float64Array, at: number): void {
  const s = summarise(values, sampling);
  const list = [s.mean, s.sd, s.p5, s.p10, s.p25, s.p50, s.p75, s.p90, s.p95];
  list.push(s.error?.mean ?? null, s.error?.p50 ?? null, s.error?.p90 ?? null, s.undefined_share);
  for (const [i, v] of list.entries()) out[at + i] = v ?? Number.NaN;
}

export function readSummary(numbers: Float64Array, at: number): Summary {
  const n = (i: number): number | null => {
    const v = numbers[at + i] as number;
    return Number.isNaN(v) ? null : v;
  };
  const [mean, p50, p90] = [n(9), n(10), n(11)];
  return {
    mean: n(0),
    sd: n(1),
    p5: n(2),
    p10: n(3),
    p25: n(4),
    p50: n(5),
    p75: n(6),
    p90: n(7),
    p95: n(8),
    error: mean === null || p50 === null || p90 === null ? null : { mean, p50, p90 },
    undefined_share: numbers[at + 12] as number,
  };
}

/** Share of all draws; NaN where the output exists in none. */
export function chance(values: Float64Array, threshold: Parameters<typeof probability>[1]): number {
  return values.every(Number.isNaN) ? Number.NaN : probability(values, threshold);
}

/** NaN where none is. */
export function meanOfDefined(values: Float64Array): number {
  let sum = 0;
  let n = 0;
  for (let k = 0; k < values.length; k++) {
    const v = values[k] as number;
    if (Number.isNaN(v)) continue;
    sum += v;
    n++;
  }
  return n === 0 ? Number.NaN : sum / n;
}

/** Undefined draws count in none, so that the shares add up to what is defined. */
function writeShares(values: Float64Array, codes: readonly number[], out: Float64Array, at: number): void {
  for (const [i, code] of codes.entries()) {
    let count = 0;
    for (let k = 0; k < values.length; k++) if (values[k] === code) count++;
    out[at + i] = count / values.length;
  }
}
