/** Figures of a site's draws as one run of numbers: written where the draws are made, read where results are put together. */
import { meanOf } from './moments.ts';
import type { DrawProgram, Statistic } from './program.ts';
import { NUMBERS } from './summary-numbers.ts';
import { probability } from './threshold.ts';

/** The draws of a site. */
export interface DrawnSite {
  values(i: number): Float64Array;
  summary(i: number, out: Float64Array, at: number): void;
  mean(i: number): number;
}

export function widthOf(s: Statistic): number {
  if (s.kind === 'summary') return NUMBERS.length;
  return s.kind === 'shares' ? s.codes.length : 1;
}

export function widthOfAll(program: DrawProgram): number {
  return program.statistics.reduce((n, s) => n + widthOf(s), 0);
}

/**
 * @param site the draws of each of the program's nodes, NaN = undefined, and figures of them
 */
export function writeStatistics(program: DrawProgram, site: DrawnSite, out: Float64Array, from: number): void {
  let at = from;
  for (const s of program.statistics) {
    if (s.kind === 'summary') site.summary(s.value, out, at);
    else if (s.kind === 'shares') writeShares(site.values(s.value), s.codes, out, at);
    else if (s.kind === 'mean') out[at] = site.mean(s.value);
    else out[at] = chance(site.values(s.value), s.threshold);
    at += widthOf(s);
  }
}

/** Share of all draws; NaN where the output exists in none. */
export function chance(values: Float64Array, threshold: Parameters<typeof probability>[1]): number {
  return values.every(Number.isNaN) ? Number.NaN : probability(values, threshold);
}

/** NaN where none is. */
export function meanOfDefined(values: Float64Array): number {
  const defined = values.filter((v) => !Number.isNaN(v)).map((v) => v + 0);
  return defined.length === 0 ? Number.NaN : meanOf(defined, 0, defined.length);
}

/** Undefined draws count in none, so that the shares add up to what is defined. */
function writeShares(values: Float64Array, codes: readonly number[], out: Float64Array, at: number): void {
  for (const [i, code] of codes.entries()) {
    let count = 0;
    for (let k = 0; k < values.length; k++) if (values[k] === code) count++;
    out[at + i] = count / values.length;
  }
}
