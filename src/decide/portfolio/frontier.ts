/** The efficient frontier: the best choice at each level of one budget. */
import { type Choice, choose } from './choose.ts';
import type { Solver } from './linear.ts';
import { type Chosen, type Limit, measured, type Problem } from './problem.ts';
import type { SearchEffort } from './search.ts';

export interface FrontierPoint {
  /** The budget at this level, and what the choice takes of it. */
  limit: number;
  used: number;
  objective: number;
  bound: number;
  chosen: Chosen;
}

/**
 * Levels at which nothing fits are left out; at the last level, the whole budget, stands the choice that is known.
 *
 * @param which number of the limit that is varied
 * @param steps equal parts of it
 * @param known the best choice under all of it
 */
export function frontier(
  problem: Problem,
  which: number,
  steps: number,
  known: Choice | undefined,
  solver: Solver,
  effort: SearchEffort,
): FrontierPoint[] {
  const whole = problem.limits[which] as Limit;
  return Array.from({ length: steps }, (_, i) => {
    const limit = { ...whole, value: (whole.value * (i + 1)) / steps };
    const part = { ...problem, limits: problem.limits.with(which, limit) };
    const choice = i === steps - 1 && known ? known : choose(part, solver, effort);
    if (typeof choice === 'string') return [];
    const { chosen, objective, bound } = choice;
    return [{ limit: limit.value, used: measured(limit, chosen), objective, bound, chosen }];
  }).flat();
}
