/**
 * A linear problem that allows every choice that the true one allows and values it no lower: its best is a bound.
 *
 * The mean of a total is the sum of the means. A quantile does not add up, but the mean of the draws above it is at least as
 * large, and the mean of the K largest draws of a sum is at most the sum of those means (it is a maximum over sets of K
 * draws): R. T. Rockafellar and S. Uryasev, "Conditional value-at-risk for general loss distributions", Journal of Banking
 * & Finance 26 (2002). From below likewise with the K smallest.
 */
import type { LinearProblem } from './linear.ts';
import { type Limit, type Measure, meansOf, type Problem } from './problem.ts';

export function relaxed(problem: Problem): LinearProblem {
  return { objective: above(problem.objective), rows: problem.limits.map(rowOf) };
}

function rowOf(limit: Limit): LinearProblem['rows'][number] {
  const atMost = limit.op === '<=';
  return {
    coefficients: atMost ? below(limit) : above(limit),
    low: atMost ? Number.NEGATIVE_INFINITY : limit.value,
    high: atMost ? limit.value : Number.POSITIVE_INFINITY,
  };
}

/** Numbers whose sum over any choice is at least the measure of the choice. */
export function above(measure: Measure): Float64Array {
  const { taken, draws } = measure;
  if (taken.kind === 'mean') return meansOf(measure);
  return Float64Array.from(draws, (d) => {
    const sorted = d.slice().sort();
    return meanFrom(sorted, Math.ceil((d.length - 1) * taken.p), d.length);
  });
}

/** Numbers whose sum over any choice is at most the measure of the choice. */
export function below(measure: Measure): Float64Array {
  const { taken, draws } = measure;
  if (taken.kind === 'mean') return meansOf(measure);
  return Float64Array.from(draws, (d) => {
    const sorted = d.slice().sort();
    return meanFrom(sorted, 0, Math.floor((d.length - 1) * taken.p) + 1);
  });
}

function meanFrom(sorted: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += sorted[k] as number;
  return sum / (to - from);
}
