/** The correlations that hold among the uncertain quantities of one row. */
import { type CholeskyFactor, choleskyOf } from '../assessment/correlation/cholesky.ts';
import type { Correlation } from '../assessment/correlation/read.ts';
import type { Uncertain } from './uncertain.ts';

/** Plain data, to hand to a worker. */
export interface RowCorrelation {
  /** Positions among the row's streams, in the order of the matrix. */
  streams: readonly number[];
  factor: CholeskyFactor;
}

/** @returns nothing where fewer than two of the correlated quantities have a spread; of the others the part of the matrix that is theirs */
export function correlationOf(
  correlation: Correlation | undefined,
  streams: readonly Uncertain[],
): RowCorrelation | undefined {
  if (!correlation) return undefined;
  const { quantities, matrix } = correlation;
  const at = quantities.map((name) => streams.findIndex((s) => s.name === name));
  const rows = quantities.map((_, i) => i).filter((i) => (at[i] as number) >= 0);
  if (rows.length < 2) return undefined;
  const factor = choleskyOf(rows.map((i) => rows.map((j) => matrix[i]?.[j] as number)));
  // Every part of a positive definite matrix is positive definite.
  if (!factor) throw new Error('correlations that contradict each other');
  return { streams: rows.map((i) => at[i] as number), factor };
}
