/** The draws of a site as whole columns, with the uniforms they come from: the numbers that `simulate` draws tile by tile. */
import { correlate } from './correlate.ts';
import type { RowCorrelation } from './correlation.ts';
import { inverseOf } from './inverse.ts';
import type { Sampler } from './points.ts';
import type { Column } from './site-evaluator.ts';
import type { Stream } from './tile-draws.ts';

export interface DrawnColumn extends Column {
  /** In (0, 1), correlated where the quantities are. */
  uniforms: Float64Array;
}

/** Draws 0 … count − 1 of each stream, in the order of the streams. */
export function drawnColumns(
  streams: readonly Stream[],
  correlation: RowCorrelation | undefined,
  sampler: Sampler,
  count: number,
): DrawnColumn[] {
  const uniforms = streams.map((s) => {
    const u = new Float64Array(count);
    sampler.stream(s.key).fill(u, s.dimension, 0, count);
    return u;
  });
  if (correlation) {
    const together = correlation.streams.map((i) => uniforms[i] as Float64Array);
    correlate(together, correlation.factor, count);
  }
  return streams.map((s, i) => {
    const values = new Float64Array(count);
    inverseOf(s.shape).fill(uniforms[i] as Float64Array, values, count);
    return { param: s.param, values, uniforms: uniforms[i] as Float64Array };
  });
}
