/**
 * A closer bound where quantiles do not add up, by cutting planes: what bounds a quantile from one side is chosen by the draws
 * in which the total of a choice is low. The choice is that of the linear problem before, so that each round cuts off what the
 * last one came to.
 */
import {
  type Covered,
  coveredBy,
  type Estimate,
  mayLieBelow,
  picked,
  raised,
  spreadEstimate,
  tailEstimate,
  valueAt,
} from './estimate.ts';
import type { Effort, LinearRow, Solver } from './linear.ts';
import { type Chosen, type Limit, type Measure, meansOf, type Problem, totalOf } from './problem.ts';
import { relaxed } from './relaxed.ts';

const ROUNDS = 6;
/** Of the draws that may reach the quantile, the parts that sets hold. */
const PARTS = [0.3, 0.1, 0.03];
/** Products up to which covariances are worked out: once over all draws, and for each other set. */
const MOST_ONCE = 4e9;
const MOST_EACH = 2e8;
/** A round that lowers the bound by less than this part is the last. */
const LITTLE = 1e-4;

/**
 * @param found a choice that fits
 * @returns +∞ where nothing is proven in time
 */
export function closerBound(problem: Problem, found: Chosen, solver: Solver, effort: Effort): number {
  const base = relaxed(problem).rows;
  const objective = boundedFrom(problem.objective, 1, base);
  const limits = problem.limits.map((l) => boundedFrom(l, signOf(l), base));
  const cuts: LinearRow[] = [];
  let bound = Number.POSITIVE_INFINITY;
  let at = found;
  for (let round = 0; round < ROUNDS && effort.left() > 0; round++) {
    for (const [i, l] of problem.limits.entries()) cuts.push(...cutsOf(l, limits[i], at));
    const { coefficients, constant } = objective
      ? nearest(objective(at), at)
      : { coefficients: meansOf(problem.objective), constant: 0 };
    const solved = solver({ objective: coefficients, rows: [...base, ...cuts] }, effort);
    const now = solved.bound + constant;
    const little = !(now < bound - LITTLE * Math.abs(bound));
    bound = Math.min(bound, now);
    if (!solved.chosen || (round > 0 && little)) break;
    at = solved.chosen;
  }
  return bound;
}

/** Estimates of one quantile, made anew for each choice that they should be near to. */
type EstimatesAt = (at: Chosen) => Estimate[];

const signOf = ({ op }: Limit): 1 | -1 => (op === '>=' ? 1 : -1);

/**
 * From sets of the draws in which the total of a choice is lowest.
 *
 * @param sign −1: of the total taken negative, whose quantile at 1 − p is bounded
 * @returns nothing for a mean, which adds up
 */
function boundedFrom(measure: Measure, sign: 1 | -1, base: readonly LinearRow[]): EstimatesAt | undefined {
  const { taken } = measure;
  const n = measure.draws[0]?.length ?? 0;
  if (taken.kind === 'mean' || n < 2) return undefined;
  const draws = sign === 1 ? measure.draws : measure.draws.map((d) => d.map((v) => -v));
  const below = mayLieBelow(n, sign === 1 ? taken.p : 1 - taken.p);
  const pairs = draws.length * draws.length;
  let whole: Covered | undefined;
  return (at) => {
    const total = totalOf({ taken, draws }, at);
    const order = Uint32Array.from(total, (_, k) => k).sort((a, b) => total[a]! - total[b]!);
    const estimates = PARTS.flatMap((part) => {
      const set = order.subarray(0, below + Math.max(1, Math.round(part * (n - below))));
      const as = picked(draws, set, below);
      const up = raised(
        as,
        Float64Array.from(set, (k) => total[k]!),
      );
      const tails = [tailEstimate(as), tailEstimate(up)];
      return pairs * set.length > MOST_EACH ? tails : [...tails, spreadEstimate(coveredBy(up, base), at)];
    });
    if (pairs * n <= MOST_ONCE) whole ??= coveredBy({ draws, below }, base);
    return whole ? [...estimates, spreadEstimate(whole, at)] : estimates;
  };
}

/** Linear rows that every choice within the limit keeps; the two that say most of this choice. */
function cutsOf(limit: Limit, estimates: EstimatesAt | undefined, at: Chosen): LinearRow[] {
  const sorted = (estimates?.(at) ?? []).sort((a, b) => valueAt(a, at) - valueAt(b, at));
  return sorted.slice(0, 2).map(({ coefficients, constant }) => ({
    coefficients,
    low: signOf(limit) * limit.value - constant,
    high: Number.POSITIVE_INFINITY,
  }));
}

const nearest = (estimates: readonly Estimate[], at: Chosen): Estimate =>
  estimates.reduce((a, b) => (valueAt(b, at) < valueAt(a, at) ? b : a));
