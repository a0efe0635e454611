/** One quantity at a time at its low and its high end, the others at their middle: the swing in every output. */
import type { Factor, PointsModel } from './points-model.ts';

export interface Bar {
  /** Position of the factor. */
  factor: number;
  /** The output at the factor's low and high end; NaN = undefined. */
  low: number;
  high: number;
}

export interface Tornado {
  /** The output with everything at its middle. */
  base: number;
  /** Widest swing first; one that is undefined at an end comes first of all, since there the output is lost. */
  bars: readonly Bar[];
}

/**
 * @param middles of each dimension
 * @param ends low and high end of each dimension; all dimensions of a factor go to the same end
 * @returns one an output
 */
export function tornado(
  model: PointsModel,
  middles: readonly number[],
  ends: readonly (readonly [number, number])[],
  factors: readonly Factor[],
): Tornado[] {
  const columns = middles.map((m) => new Float64Array(1 + 2 * factors.length).fill(m));
  for (const [f, { dimensions }] of factors.entries()) {
    for (const d of dimensions) (columns[d] as Float64Array).set(ends[d] as readonly [number, number], 1 + 2 * f);
  }
  return model(columns).map((y) => ({
    base: y[0] as number,
    bars: factors
      .map((_, f): Bar => ({ factor: f, low: y[1 + 2 * f] as number, high: y[2 + 2 * f] as number }))
      .sort((p, q) => swing(q) - swing(p)),
  }));
}

function swing({ low, high }: Bar): number {
  const s = Math.abs(high - low);
  return Number.isNaN(s) ? Number.MAX_VALUE : s;
}
