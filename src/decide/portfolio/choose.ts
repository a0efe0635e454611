/** The best choice among candidates, and how well that is proven. */
import { closerBound } from './closer-bound.ts';
import { complete } from './complete.ts';
import type { LinearProblem, Solver } from './linear.ts';
import { type Chosen, fits, isAdditive, measured, type Problem } from './problem.ts';
import { above, relaxed } from './relaxed.ts';
import { type SearchEffort, search } from './search.ts';

/** `linear`: a linear problem, solved. `complete`: all choices gone through. `search`: approached, the bound tells how near. */
export type Method = 'linear' | 'complete' | 'search';

export interface Choice {
  chosen: Chosen;
  objective: number;
  /** No choice that fits is better. */
  bound: number;
  method: Method;
}

/** Candidates up to which all choices are gone through. */
const FEW = 20;
/** Gap of the linear problems on the way to a choice that they cannot prove. */
const NEAR = 1e-4;
/** Parts by which limits are drawn tighter where a solution passes one by the solver's tolerance. */
const TIGHTER = [1e-9, 1e-8, 1e-7, 1e-6];

/** Why there is no choice: none meets all limits, or none was found that does. */
export type NoChoice = 'infeasible' | 'not_found';

/** A bound below what was found by more than this part of all that could be had is none. */
const NOISE = 1e-9;

export function choose(problem: Problem, solver: Solver, effort: SearchEffort): Choice | NoChoice {
  if (isAdditive(problem)) return additive(problem, solver, effort);
  // A quarter for each linear problem, and the last quarter for the bound.
  const quarter = effort.seconds / 4;
  const near = { ...effort, gap: Math.max(effort.gap, NEAR), seconds: quarter };
  const until = { ...near, left: () => effort.left() - (effort.closely ? quarter : 0) };
  const { bound } = solver(relaxed(problem), near);
  if (bound === Number.NEGATIVE_INFINITY) return 'infeasible';
  if (problem.candidates <= FEW) {
    const all = complete(problem, effort.branches, until.left);
    if (all.proven) return all.chosen ? choiceOf(problem, all.chosen, [all.objective], 'complete') : 'infeasible';
  }
  const found = search(problem, solver, until);
  if (!found) return 'not_found';
  const bounds = effort.closely ? [bound, closerBound(problem, found, solver, near)] : [bound];
  return choiceOf(problem, found, bounds, 'search');
}

/**
 * The lowest of the bounds counts. One that lies below what was found is refuted, by the choice itself: it proves nothing, and
 * is left out. That all who add something are chosen is a bound that needs no proof.
 */
function choiceOf(problem: Problem, chosen: Chosen, bounds: readonly number[], method: Method): Choice {
  const objective = measured(problem.objective, chosen);
  const each = above(problem.objective);
  const slack = NOISE * each.reduce((sum, v) => sum + Math.abs(v), 0);
  const all = each.reduce((sum, v) => sum + Math.max(0, v), 0);
  const bound = Math.min(...[...bounds, all].filter((b) => b >= objective - slack));
  return { chosen, objective, bound: Math.max(bound, objective), method };
}

/** A solver allows its rows to be passed by a little; the true limits allow no more than rounding. */
function additive(problem: Problem, solver: Solver, effort: SearchEffort): Choice | NoChoice {
  const linear = relaxed(problem);
  const solved = solver(linear, effort);
  if (solved.bound === Number.NEGATIVE_INFINITY) return 'infeasible';
  let { chosen } = solved;
  for (const part of TIGHTER) {
    if (!chosen || fits(problem, chosen)) break;
    ({ chosen } = solver({ ...linear, rows: linear.rows.map((r) => tightened(r, part)) }, effort));
  }
  return chosen && fits(problem, chosen) ? choiceOf(problem, chosen, [solved.bound], 'linear') : 'not_found';
}

/** Open ends stay open. */
function tightened(row: LinearProblem['rows'][number], part: number): LinearProblem['rows'][number] {
  const by = (end: number): number => (Number.isFinite(end) ? part * Math.abs(end) : 0);
  return { ...row, low: row.low + by(row.low), high: row.high - by(row.high) };
}
