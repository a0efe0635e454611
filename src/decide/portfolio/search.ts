/**
 * Approaches the best choice where quantiles do not add up: linear problems in what each candidate adds at the choice before,
 * limits drawn tighter where the true one was passed, and small steps at the end.
 */
import { improve } from './improve.ts';
import type { Effort, LinearProblem, Solver } from './linear.ts';
import { marginal } from './marginal.ts';
import { type Chosen, fits, measured, meets, type Problem } from './problem.ts';

export interface SearchEffort extends Effort {
  /** Linear problems in a row. */
  rounds: number;
  /** Small steps judged. */
  moves: number;
  /** Branches of going through all choices, where they are few. */
  branches: number;
  /** Work out the second, closer bound too. */
  closely: boolean;
}

/** A limit is drawn this much tighter at most each round. */
const TIGHTEST = 0.5;

/** @returns null when no choice that fits was found */
export function search(problem: Problem, solver: Solver, effort: SearchEffort): Chosen | null {
  let best: Chosen | null = fits(problem, nothing(problem)) ? nothing(problem) : null;
  let value = best ? measured(problem.objective, best) : Number.NEGATIVE_INFINITY;
  let at: Chosen = nothing(problem);
  const values = problem.limits.map((l) => l.value);
  const seen = new Set<string>();
  for (let round = 0; round < effort.rounds && effort.left() > 0; round++) {
    const { chosen } = solver(linearised(problem, at, values), effort);
    if (!chosen) {
      // Drawn too tight: half way back.
      for (const [i, l] of problem.limits.entries()) values[i] = (values[i]! + l.value) / 2;
      continue;
    }
    at = chosen;
    const fitting = fits(problem, chosen);
    const now = measured(problem.objective, chosen);
    if (fitting && now > value) [best, value] = [chosen, now];
    const key = `${chosen.join('')} ${values.join()}`;
    if (seen.has(key)) break;
    seen.add(key);
    tighten(problem, chosen, values);
  }
  if (best && effort.moves > 0)
    best = improve(problem, best, marginal(problem.objective, best), effort.moves, effort.left);
  return best;
}

const nothing = ({ candidates }: Problem): Chosen => new Uint8Array(candidates);

function linearised(problem: Problem, at: Chosen, values: readonly number[]): LinearProblem {
  return {
    objective: marginal(problem.objective, at),
    rows: problem.limits.map((l, i) => ({
      coefficients: marginal(l, at),
      low: l.op === '<=' ? Number.NEGATIVE_INFINITY : (values[i] as number),
      high: l.op === '<=' ? (values[i] as number) : Number.POSITIVE_INFINITY,
    })),
  };
}

/** Where a choice passes a true limit, the linear one moves by as much. */
function tighten(problem: Problem, chosen: Chosen, values: number[]): void {
  for (const [i, l] of problem.limits.entries()) {
    const x = measured(l, chosen);
    if (meets(l, x)) continue;
    const step = l.value - x;
    const most = TIGHTEST * Math.abs(l.value);
    values[i] = values[i]! + Math.sign(step) * Math.min(Math.abs(step) * 1.001, most);
  }
}
