/**
 * A second bound for a quantile of a total, near where many candidates are chosen: it knows that they even each other out.
 *
 * For any draws a quantile lies at most κ standard deviations above the mean, κ = √(q / (1 − q)) with q the share of draws
 * below it (Cantelli's inequality). The variance of a choice is at most the sum over it of r_i, where r_i is the most that the
 * positive covariances of candidate i with any choice that fits add up to; and the root of that sum lies below any of its
 * tangents, which is linear in the choice.
 */
import type { Effort, LinearProblem, Solver } from './linear.ts';
import { meansOf, type Problem } from './problem.ts';
import { relaxed } from './relaxed.ts';

/** Candidates up to which all their covariances are worked out. */
const MANY = 2000;

/** @returns +∞ for a mean, and for too many candidates */
export function spreadBound(problem: Problem, solver: Solver, effort: Effort): number {
  const { taken, draws } = problem.objective;
  const n = draws[0]?.length ?? 0;
  if (taken.kind === 'mean' || n < 2 || draws.length > MANY) return Number.POSITIVE_INFINITY;
  const { rows } = relaxed(problem);
  const means = meansOf(problem.objective);
  const r = covariancesAtMost(centred(draws, means), rows);
  const below = Math.ceil((n - 1) * taken.p);
  const kappa = Math.sqrt(below / (n - below));
  const { chosen } = solver({ objective: means, rows }, effort);
  const variance = chosen?.reduce((sum, x, i) => sum + (x ? (r[i] as number) : 0), 0) ?? 0;
  if (!(variance > 0)) return Number.POSITIVE_INFINITY;
  // The tangent at this choice: √v ≤ (v + s²) / 2s.
  const s = Math.sqrt(variance);
  const objective = means.map((mean, i) => mean + (kappa * (r[i] as number)) / (2 * s));
  return solver({ objective, rows }, effort).bound + (kappa * s) / 2;
}

function centred(draws: readonly Float64Array[], means: Float64Array): Float64Array[] {
  return draws.map((d, i) => d.map((v) => v - (means[i] as number)));
}

function covariancesAtMost(x: readonly Float64Array[], rows: LinearProblem['rows']): Float64Array {
  const n = x[0]?.length ?? 1;
  const positive = x.map(() => new Float64Array(x.length));
  for (const [i, a] of x.entries())
    for (let j = i; j < x.length; j++) {
      const c = Math.max(0, dot(a, x[j] as Float64Array) / n);
      positive[i]![j] = c;
      positive[j]![i] = c;
    }
  return Float64Array.from(positive, (c) => mostWithin(c, rows));
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** The most that numbers of 0 or more can add up to under any one of the rows, the last candidate in part. */
function mostWithin(worth: Float64Array, rows: LinearProblem['rows']): number {
  let least = worth.reduce((a, b) => a + b, 0);
  for (const { coefficients, high } of rows) {
    if (high === Number.POSITIVE_INFINITY || high < 0 || coefficients.some((c) => c < 0)) continue;
    const order = Uint32Array.from(worth, (_, i) => i);
    const rate = worth.map((w, i) => w / coefficients[i]!);
    order.sort((a, b) => (rate[b] as number) - (rate[a] as number) || 0);
    let left = high;
    let sum = 0;
    for (const i of order) {
      const weight = coefficients[i] as number;
      if (weight === 0) sum += worth[i]!;
      else if (left > 0) {
        sum += worth[i]! * Math.min(1, left / weight);
        left -= weight;
      }
    }
    least = Math.min(least, sum);
  }
  return least;
}
