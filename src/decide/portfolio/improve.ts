/** Betters a choice step by step: one candidate more, one less, or one in place of another, judged by the true measures. */
import { type Chosen, meets, type Problem, takenOf, totalOf } from './problem.ts';

/** Candidates of each side tried for an exchange. */
const TRIED = 40;

interface State {
  chosen: Chosen;
  /** Draws of the objective and of each limit. */
  totals: Float64Array[];
  objective: number;
}

/**
 * @param from a choice that fits
 * @param worth what each candidate adds to the objective, roughly: decides which are tried first
 * @param moves steps judged at most, and none when no seconds are left
 */
export function improve(
  problem: Problem,
  from: Chosen,
  worth: Float64Array,
  moves: number,
  seconds: () => number,
): Chosen {
  const measures = [problem.objective, ...problem.limits];
  const state: State = { chosen: from.slice(), totals: measures.map((m) => totalOf(m, from)), objective: 0 };
  state.objective = takenOf(problem.objective.taken, state.totals[0]!);
  let left = moves;
  const tried = (out: number, into: number): boolean =>
    left-- > 0 && seconds() > 0 && exchange(problem, state, out, into);
  let better = true;
  while (better && left > 0 && seconds() > 0) {
    better = false;
    const order = [...worth.keys()].sort((a, b) => worth[b]! - worth[a]!);
    const inside = order.filter((i) => state.chosen[i]).reverse();
    const outside = order.filter((i) => !state.chosen[i]);
    for (const i of outside) better = tried(-1, i) || better;
    for (const i of inside.slice(0, TRIED)) better = (state.chosen[i] === 1 && tried(i, -1)) || better;
    for (const i of inside.slice(0, TRIED))
      for (const j of outside.slice(0, TRIED)) {
        if (state.chosen[i] && !state.chosen[j]) better = tried(i, j) || better;
      }
  }
  return state.chosen;
}

/** Does it where it fits and betters. @param out, into candidates, −1 = none */
function exchange(problem: Problem, state: State, out: number, into: number): boolean {
  const { objective, limits } = problem;
  const changed = (m: number): Float64Array => {
    const { draws } = m === 0 ? objective : limits[m - 1]!;
    const total = state.totals[m]!.slice();
    if (out >= 0) for (let k = 0; k < total.length; k++) total[k] = total[k]! - draws[out]![k]!;
    if (into >= 0) for (let k = 0; k < total.length; k++) total[k] = total[k]! + draws[into]![k]!;
    return total;
  };
  const total = changed(0);
  const value = takenOf(objective.taken, total);
  if (!(value > state.objective + 1e-9 * Math.abs(state.objective))) return false;
  const totals = [total];
  for (const [k, l] of limits.entries()) {
    const t = changed(k + 1);
    if (!meets(l, takenOf(l.taken, t))) return false;
    totals.push(t);
  }
  if (out >= 0) state.chosen[out] = 0;
  if (into >= 0) state.chosen[into] = 1;
  state.totals = totals;
  state.objective = value;
  return true;
}
