/** The efficient frontier: the best choice at each level of one budget. */
import { type Choice, choose, type NoChoice } from './choose.ts';
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
 * Levels at which nothing fits, or nothing was found in time, are left out; at the last level, the whole budget, stands the
 * choice that is known.
 *
 * @param varied number of the limit, and its levels, rising
 * @param known the choice under all of it
 */
export function frontier(
  problem: Problem,
  { which, levels }: { which: number; levels: readonly number[] },
  known: Choice | NoChoice,
  solver: Solver,
  effort: SearchEffort,
): FrontierPoint[] {
  const whole = problem.limits[which] as Limit;
  return levels.flatMap((value, i) => {
    const limit = { ...whole, value };
    const part = { ...problem, limits: problem.limits.with(which, limit) };
    const choice = i === levels.length - 1 ? known : choose(part, solver, effort);
    if (typeof choice === 'string') return [];
    const { chosen, objective, bound } = choice;
    return [{ limit: value, used: measured(limit, chosen), objective, bound, chosen }];
  });
}

/** Equal parts of a budget; of a count the whole numbers nearest to them. A budget of 0 or less has no parts. */
export function levelsOf(value: number, counted: boolean, steps: number): number[] {
  if (!(value > 0)) return [];
  const levels = Array.from({ length: steps }, (_, i) => (value * (i + 1)) / steps);
  if (!counted) return levels;
  return [...new Set(levels.map((v) => Math.min(Math.round(v), Math.floor(value))))].filter((v) => v > 0);
}
