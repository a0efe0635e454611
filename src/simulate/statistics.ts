/** Figures of a site's draws as one run of numbers: written where the draws are made, read where results are put together. */
import type { DrawProgram, Statistic } from './program.ts';
import { NUMBERS } from './summary-numbers.ts';
import { probability } from './threshold.ts';

export function widthOf(s: Statistic): number {
  if (s.kind === 'summary') return NUMBERS.length;
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
