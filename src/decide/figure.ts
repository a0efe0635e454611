/** One figure of an output's draws. */
import { marginAt } from './margin.ts';

/**
 * What a share of all draws reaches at least, or, where less is better, has at most; NaN where it has none in that share.
 * @param share above 0, at most 1
 */
export function figureAt(draws: Float64Array, share: number, lessIsBetter: boolean): number {
  const margin = marginAt(draws, { op: lessIsBetter ? '<=' : '>=', value: 0 }, share);
  if (!Number.isFinite(margin)) return Number.NaN;
  return lessIsBetter ? 0 - margin : margin;
}
