/**
 * The best choice by going through all of them, branch by branch; a branch is left as soon as even all that remains could not
 * make it fit or better. Proves a choice where quantiles do not add up, for few candidates.
 */
import { type Chosen, type Limit, type Measure, meets, type Problem, takenOf } from './problem.ts';

export interface Complete {
  chosen: Chosen | null;
  objective: number;
  /** All choices were gone through; otherwise the best so far. */
  proven: boolean;
}

/** What the candidates from number i on can add at most and take away at most, draw by draw. */
interface Rest {
  most: Float64Array[];
  least: Float64Array[];
}

/** @param nodes branches after which it gives up, as it does when no seconds are left */
export function complete(problem: Problem, nodes: number, left: () => number = () => 1): Complete {
  const { candidates, objective, limits } = problem;
  const measures: Measure[] = [objective, ...limits];
  const rests = measures.map((m) => restOf(m, candidates));
  const chosen = new Uint8Array(candidates);
  const best: Complete = { chosen: null, objective: Number.NEGATIVE_INFINITY, proven: true };
  let branches = nodes;

  const visit = (i: number, sums: readonly Float64Array[]): void => {
    if (branches-- <= 0 || (branches % 256 === 0 && left() <= 0)) {
      branches = 0;
      best.proven = false;
      return;
    }
    const atBest = (m: number, side: 'most' | 'least'): number =>
      takenOf((measures[m] as Measure).taken, plus(sums[m]!, rests[m]![side][i]!));
    if (limits.some((l, k) => !couldMeet(l, atBest(k + 1, l.op === '<=' ? 'least' : 'most')))) return;
    const most = atBest(0, 'most');
    if (most <= best.objective) return;
    if (i === candidates) {
      if (!limits.every((l, k) => meets(l, takenOf(l.taken, sums[k + 1]!)))) return;
      best.objective = most;
      best.chosen = chosen.slice();
      return;
    }
    chosen[i] = 1;
    visit(
      i + 1,
      sums.map((s, m) => plus(s, measures[m]!.draws[i]!)),
    );
    chosen[i] = 0;
    visit(i + 1, sums);
  };
  visit(
    0,
    measures.map((m) => new Float64Array(m.draws[0]?.length ?? 1)),
  );
  return best;
}

/** As `meets`, a little wider, so that rounding of the sums of what remains cuts nothing off. */
function couldMeet({ op, value }: Limit, x: number): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(value));
  return op === '<=' ? x <= value + slack : x >= value - slack;
}

function restOf({ draws }: Measure, candidates: number): Rest {
  const length = draws[0]?.length ?? 1;
  const rest: Rest = { most: [], least: [] };
  for (const [side, pick] of [
    ['most', Math.max],
    ['least', Math.min],
  ] as const) {
    rest[side][candidates] = new Float64Array(length);
    for (let i = candidates - 1; i >= 0; i--)
      rest[side][i] = (rest[side][i + 1] as Float64Array).map((v, k) => v + pick(0, draws[i]![k]!));
  }
  return rest;
}

function plus(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let k = 0; k < out.length; k++) out[k] = a[k]! + b[k]!;
  return out;
}
