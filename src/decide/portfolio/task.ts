/** A choice and its frontier as one piece of work: plain data in and out, so that it can be done in a thread of its own. */
import { type Choice, choose, type NoChoice } from './choose.ts';
import { type FrontierPoint, frontier } from './frontier.ts';
import type { Solver } from './linear.ts';
import type { Problem } from './problem.ts';
import type { SearchEffort } from './search.ts';

export type TaskEffort = Omit<SearchEffort, 'left'>;

export interface ChoiceTask {
  problem: Problem;
  /** Limit that the frontier varies, and its levels, rising; the last is the whole of it. */
  varied: { which: number; levels: readonly number[] } | undefined;
  effort: TaskEffort;
  frontierEffort: TaskEffort;
  /** For the choice with its proof, and once more for the frontier. */
  seconds: number;
}

export interface ChoiceOutcome {
  choice: Choice | NoChoice;
  frontier: FrontierPoint[];
}

/** @param clock seconds → what is left of them from now on */
export function doTask(task: ChoiceTask, solver: Solver, clock: (seconds: number) => () => number): ChoiceOutcome {
  const { problem, varied, seconds } = task;
  const choice = choose(problem, solver, { ...task.effort, left: clock(seconds) });
  if (!varied) return { choice, frontier: [] };
  const effort = { ...task.frontierEffort, left: clock(seconds) };
  return { choice, frontier: frontier(problem, varied, choice, solver, effort) };
}
