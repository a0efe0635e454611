/** Choices with HiGHS against going through every subset; nothing expected here comes from the code under test. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSolver } from '../../src/cli/highs-solver.ts';
import { type Choice, choose, type NoChoice } from '../../src/decide/portfolio/choose.ts';
import { complete } from '../../src/decide/portfolio/complete.ts';
import type { Solver } from '../../src/decide/portfolio/linear.ts';
import type { Limit, Problem, Taken } from '../../src/decide/portfolio/problem.ts';
import { above, below, relaxed } from '../../src/decide/portfolio/relaxed.ts';
import { search } from '../../src/decide/portfolio/search.ts';
import { spreadBound } from '../../src/decide/portfolio/spread-bound.ts';

const EFFORT = { gap: 0, seconds: 20, rounds: 8, moves: 5000, branches: 60_000, closely: true };
const MEAN: Taken = { kind: 'mean' };

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** mulberry32. */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Parts {
  /** Yen of each candidate, and the mean of all together. */
  yen: Float64Array[];
  all: number;
  /** 1 for every third candidate. */
  third: Float64Array[];
}

const most = (draws: readonly Float64Array[], value: number, taken: Taken = MEAN): Limit => ({
  taken,
  draws,
  op: '<=',
  value,
});
const fewYen = ({ yen, all }: Parts): Limit => most(yen, 0.4 * all);

/** Tonnes and yen with a factor that all candidates share. */
function problemOf(
  seed: number,
  n: number,
  draws: number,
  objective: Taken,
  limits: readonly ((parts: Parts) => Limit)[],
): Problem {
  const next = random(seed);
  const shared = Array.from({ length: draws }, () => 0.7 + 0.6 * next());
  const series = (scale: number) => {
    const size = scale * (0.3 + next());
    return Float64Array.from(shared, (s) => size * s * (0.6 + 0.8 * next()));
  };
  const tonnes = Array.from({ length: n }, () => series(1000));
  const yen = Array.from({ length: n }, () => series(1e8));
  const third = Array.from({ length: n }, (_, i) => Float64Array.of(i % 3 === 0 ? 1 : 0));
  const all = yen.reduce((a, d) => a + d.reduce((x, y) => x + y, 0) / draws, 0);
  const parts = { yen, all, third };
  return { candidates: n, objective: { taken: objective, draws: tonnes }, limits: limits.map((l) => l(parts)) };
}

/** Type 7, by its definition. */
function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const [low, high] = [sorted[Math.floor(h)] as number, sorted[Math.ceil(h)] as number];
  return low + (h - Math.floor(h)) * (high - low);
}

function taken(t: Taken, draws: readonly Float64Array[], subset: readonly number[]): number {
  const total = Array.from({ length: draws[0]?.length ?? 1 }, (_, k) =>
    subset.reduce((a, i) => a + (draws[i]?.[k] as number), 0),
  );
  return t.kind === 'mean' ? total.reduce((a, b) => a + b, 0) / total.length : quantile(total, t.p);
}

/** Best over all subsets. */
function bruteForce({ candidates, objective, limits }: Problem): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let mask = 0; mask < 1 << candidates; mask++) {
    const subset = [...Array(candidates).keys()].filter((i) => mask & (1 << i));
    const fits = limits.every((l) => {
      const x = taken(l.taken, l.draws, subset);
      return l.op === '<=' ? x <= l.value * (1 + 1e-12) : x >= l.value * (1 - 1e-12);
    });
    if (fits) best = Math.max(best, taken(objective.taken, objective.draws, subset));
  }
  return best;
}

/** Fails the test when there is no choice. */
function chosenOf(outcome: Choice | NoChoice): Choice {
  if (typeof outcome === 'string') throw new Error(outcome);
  return outcome;
}

const subsetOf = (chosen: Uint8Array): number[] => [...chosen.keys()].filter((i) => chosen[i]);

describe('small cases equal going through every subset', () => {
  test.each([1, 2, 3, 4, 5, 6])('means under two budgets, case %i', (seed) => {
    const problem = problemOf(seed, 12, 16, MEAN, [fewYen, ({ third }) => most(third, 2)]);
    const choice = chosenOf(choose(problem, solver, EFFORT));
    const best = bruteForce(problem);
    expect(choice.method).toBe('linear');
    expect(choice.objective).toBeCloseTo(best, 6);
    expect(choice.bound).toBeCloseTo(best, 6);
    expect(taken(MEAN, problem.objective.draws, subsetOf(choice.chosen))).toBeCloseTo(best, 6);
  });

  test.each([0.1, 0.5, 0.9])('the quantile at %d of the total', (p) => {
    for (const seed of [11, 12]) {
      const problem = problemOf(seed, 10, 32, { kind: 'quantile', p }, [fewYen]);
      const choice = chosenOf(choose(problem, solver, EFFORT));
      expect(choice.method).toBe('complete');
      expect(choice.objective).toBeCloseTo(bruteForce(problem), 6);
      expect(choice.bound).toBe(choice.objective);
    }
  });

  test('a quantile of a budget: p90 of yen', () => {
    for (const seed of [21, 22, 23]) {
      const p90: Taken = { kind: 'quantile', p: 0.9 };
      const problem = problemOf(seed, 10, 32, MEAN, [
        ({ yen, all }) => most(yen, 0.4 * all, p90),
        ({ third }) => most(third, 3),
      ]);
      expect(chosenOf(choose(problem, solver, EFFORT)).objective).toBeCloseTo(bruteForce(problem), 6);
    }
  });

  test('at least so much: the least choice that reaches it is found', () => {
    const plain = problemOf(31, 10, 16, MEAN, [fewYen]);
    const tonnes = 0.5 * bruteForce(plain);
    // Few yen: maximise what is not spent, as long as the tonnes are reached.
    const yen = plain.limits[0]?.draws.map((d) => d.map((v) => -v)) ?? [];
    const problem: Problem = {
      candidates: 10,
      objective: { taken: MEAN, draws: yen },
      limits: [{ taken: MEAN, draws: plain.objective.draws, op: '>=', value: tonnes }],
    };
    expect(chosenOf(choose(problem, solver, EFFORT)).objective).toBeCloseTo(bruteForce(problem), 3);
  });

  test('a budget met exactly counts as met', () => {
    const draws = [3, 4, 5].map((v) => Float64Array.of(v));
    const problem: Problem = {
      candidates: 3,
      objective: { taken: MEAN, draws },
      limits: [{ taken: MEAN, draws: [0.1, 0.2, 0.4].map((v) => Float64Array.of(v)), op: '<=', value: 0.3 }],
    };
    // 0.1 + 0.2 is a little more than 0.3 in binary.
    expect(chosenOf(choose(problem, solver, EFFORT)).objective).toBe(7);
  });
});

describe('the bound', () => {
  test('of a search lies above the best of all subsets, the search below it', () => {
    for (const seed of [41, 42, 43]) {
      for (const p of [0.1, 0.5, 0.9]) {
        const problem = problemOf(seed, 11, 32, { kind: 'quantile', p }, [fewYen]);
        const best = bruteForce(problem);
        const bound = solver(relaxed(problem), EFFORT).bound;
        expect(spreadBound(problem, solver, EFFORT)).toBeGreaterThanOrEqual(best - 1e-6);
        const found = search(problem, solver, EFFORT) as Uint8Array;
        const value = taken(problem.objective.taken, problem.objective.draws, subsetOf(found));
        expect(bound).toBeGreaterThanOrEqual(best - 1e-6);
        expect(value).toBeLessThanOrEqual(best + 1e-6);
        expect(value).toBeGreaterThan(0.97 * best);
      }
    }
  });

  test('numbers above and below enclose every total', () => {
    const problem = problemOf(51, 9, 24, { kind: 'quantile', p: 0.3 }, [fewYen]);
    const [larger, smaller] = [above(problem.objective), below(problem.objective)];
    for (let mask = 1; mask < 1 << 9; mask++) {
      const subset = [...Array(9).keys()].filter((i) => mask & (1 << i));
      const x = taken(problem.objective.taken, problem.objective.draws, subset);
      const sum = (c: Float64Array) => subset.reduce((a, i) => a + (c[i] as number), 0);
      expect(sum(larger)).toBeGreaterThanOrEqual(x - 1e-9);
      expect(sum(smaller)).toBeLessThanOrEqual(x + 1e-9);
    }
  });

  test('of many that even each other out lies near', () => {
    const next = random(91);
    const alone = (n: number) =>
      Array.from({ length: n }, () => Float64Array.from({ length: 256 }, () => 1000 * (0.5 + next())));
    const problem: Problem = {
      candidates: 80,
      objective: { taken: { kind: 'quantile', p: 0.5 }, draws: alone(80) },
      limits: [most(alone(80), 30_000)],
    };
    const choice = chosenOf(choose(problem, solver, EFFORT));
    const loose = solver(relaxed(problem), EFFORT).bound;
    expect(choice.bound).toBeLessThan(loose);
    expect((choice.bound - choice.objective) / choice.bound).toBeLessThan(0.1);
  });

  test('many candidates are searched, and say how far from proven', () => {
    const problem = problemOf(61, 60, 64, { kind: 'quantile', p: 0.5 }, [fewYen]);
    const choice = chosenOf(choose(problem, solver, EFFORT));
    expect(choice.method).toBe('search');
    expect(choice.bound).toBeGreaterThan(choice.objective);
    expect((choice.bound - choice.objective) / choice.bound).toBeLessThan(0.2);
  });
});

describe('nothing that fits', () => {
  test('of means, and of quantiles', () => {
    const problem = problemOf(71, 8, 16, MEAN, [fewYen]);
    const impossible: Limit = { taken: MEAN, draws: problem.objective.draws, op: '>=', value: 1e9 };
    expect(choose({ ...problem, limits: [impossible] }, solver, EFFORT)).toBe('infeasible');
    const p10: Limit = { ...impossible, taken: { kind: 'quantile', p: 0.1 } };
    expect(choose({ ...problem, limits: [p10] }, solver, EFFORT)).toBe('infeasible');
  });

  test('no candidates: nothing is chosen', () => {
    const none: Problem = { candidates: 0, objective: { taken: MEAN, draws: [] }, limits: [] };
    expect(choose(none, solver, EFFORT)).toMatchObject({ objective: 0, bound: 0, method: 'linear' });
  });
});

test('going through all choices gives up when told to', () => {
  const problem = problemOf(81, 16, 16, { kind: 'quantile', p: 0.5 }, [fewYen]);
  expect(complete(problem, 50).proven).toBe(false);
});
