/** The best choice among candidates, and how well that is proven. */
import { complete } from './complete.ts';
import type { Solver } from './linear.ts';
import { type Chosen, fits, isAdditive, measured, type Problem } from './problem.ts';
import { relaxed } from './relaxed.ts';
import { type SearchEffort, search } from './search.ts';
import { spreadBound } from './spread-bound.ts';

/** `linear`: a linear problem, solved. `complete`: all choices gone through. `search`: approached, the bound tells how near. */
export type Method = 'linear' | 'complete' | 'search';

export interface Choice {
  chosen: Chosen;
  objective: number;
  /** No choice that fits is better. */
  bound: number;
  method: Method;
}

/** Candidates and branches up to which all choices are gone through. */
const FEW = 20;
const BRANCHES = 60_000;
/** Gap of the linear problems on the way to a choice that they cannot prove. */
const NEAR = 1e-4;
/** Times a linear problem is drawn tighter because its solution passes a limit by the solver's tolerance. */
const RETRIES = 4;

/** Why there is no choice: none meets all limits, or none was found that does. */
export type NoChoice = 'infeasible' | 'not_found';

export function choose(problem: Problem, solver: Solver, effort: SearchEffort): Choice | NoChoice {
  if (isAdditive(problem)) return additive(problem, solver, effort);
  const near = { ...effort, gap: Math.max(effort.gap, NEAR) };
  const { bound } = solver(relaxed(problem), near);
  if (bound === Number.NEGATIVE_INFINITY) return 'infeasible';
  if (problem.candidates <= FEW) {
    const all = complete(problem, BRANCHES);
    if (all.proven) return all.chosen ? choiceOf(problem, all.chosen, all.objective, 'complete') : 'infeasible';
  }
  const found = search(problem, solver, near);
  const tighter = effort.closely ? spreadBound(problem, solver, near) : bound;
  return found ? choiceOf(problem, found, Math.min(bound, tighter), 'search') : 'not_found';
}

function choiceOf(problem: Problem, chosen: Chosen, bound: number, method: Method): Choice {
  const objective = measured(problem.objective, chosen);
  return { chosen, objective, bound: Math.max(bound, objective), method };
}

/** A solver allows its rows to be passed by a little; the true limits allow no more than rounding. */
function additive(problem: Problem, solver: Solver, effort: SearchEffort): Choice | NoChoice {
  const linear = relaxed(problem);
  let { chosen, bound } = solver(linear, effort);
  const first = bound;
  if (first === Number.NEGATIVE_INFINITY) return 'infeasible';
  let rows = linear.rows;
  for (let tries = 0; chosen && !fits(problem, chosen) && tries < RETRIES; tries++) {
    const tight = 10 ** (tries - 9);
    rows = linear.rows.map((r) => ({
      ...r,
      low: r.low + tight * Math.abs(r.low === Number.NEGATIVE_INFINITY ? 0 : r.low),
      high: r.high - tight * Math.abs(r.high === Number.POSITIVE_INFINITY ? 0 : r.high),
    }));
    ({ chosen, bound } = solver({ ...linear, rows }, effort));
  }
  return chosen && fits(problem, chosen) ? choiceOf(problem, chosen, first, 'linear') : 'not_found';
}
