/** Choices with HiGHS against going through every subset; nothing expected here comes from the code under test. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSolver } from '../../src/cli/highs-solver.ts';
import { type Choice, choose, type NoChoice } from '../../src/decide/portfolio/choose.ts';
import { closerBound } from '../../src/decide/portfolio/closer-bound.ts';
import { complete } from '../../src/decide/portfolio/complete.ts';
import { coveredBy, picked, spreadEstimate } from '../../src/decide/portfolio/estimate.ts';
import { levelsOf } from '../../src/decide/portfolio/frontier.ts';
import type { Solver } from '../../src/decide/portfolio/linear.ts';
import { mostWithin } from '../../src/decide/portfolio/most-within.ts';
import type { Limit, Problem, Taken } from '../../src/decide/portfolio/problem.ts';
import { above, below, relaxed } from '../../src/decide/portfolio/relaxed.ts';
import { search } from '../../src/decide/portfolio/search.ts';
import { doTask } from '../../src/decide/portfolio/task.ts';

const EFFORT = { gap: 0, seconds: 20, left: () => 20, rounds: 8, moves: 5000, branches: 60_000, closely: true };
/** Rounding of the solver, in parts. */
const SLACK = 1e-7;
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
        const found = search(problem, solver, EFFORT) as Uint8Array;
        expect(closerBound(problem, found, solver, EFFORT)).toBeGreaterThanOrEqual(best - 1e-6);
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

/** Sites that rise or fall with a shared factor, in part weightless, in part without spread. */
function mixed(
  seed: number,
  taken: Taken,
  limits: (parts: { draws: Float64Array[]; weight: Float64Array[] }) => Limit[],
): Problem {
  const next = random(seed);
  const shared = Array.from({ length: 41 }, () => next() - 0.5);
  const draws = Array.from({ length: 12 }, () => {
    const [mean, with_, own] = [5 + 10 * next(), next() < 0.3 ? 0 : 16 * (next() - 0.4), next() < 0.3 ? 0 : 6 * next()];
    return Float64Array.from(shared, (f) => mean + with_ * f + own * (next() - 0.5));
  });
  const weight = draws.map(() => Float64Array.of(next() < 0.4 ? 0 : 1));
  return { candidates: 12, objective: { taken, draws }, limits: limits({ draws, weight }) };
}

describe('no bound lies below the best of all subsets', () => {
  const nothing = new Uint8Array(12);

  test.each([0.1, 0.5, 0.9])('weights of 0, candidates that move against each other, quantile %d', (p) => {
    for (let seed = 100; seed < 112; seed++) {
      const problem = mixed(seed, { kind: 'quantile', p }, ({ weight }) => [most(weight, 3)]);
      const best = bruteForce(problem);
      for (const at of [nothing, search(problem, solver, EFFORT) as Uint8Array])
        expect(closerBound(problem, at, solver, EFFORT)).toBeGreaterThanOrEqual(best * (1 - SLACK));
    }
  });

  test.each([
    [0.1, '>='],
    [0.9, '>='],
    [0.1, '<='],
    [0.9, '<='],
  ] as const)('a quantile of a budget, %d %s', (p, op) => {
    for (let seed = 120; seed < 128; seed++) {
      const problem = mixed(seed, MEAN, ({ draws, weight }) => [
        most(weight, 4),
        {
          taken: { kind: 'quantile', p },
          draws: draws.map((d) => d.map((v) => v - 9.5)),
          op,
          value: op === '<=' ? 3 : -3,
        },
      ]);
      const best = bruteForce(problem);
      expect(closerBound(problem, nothing, solver, EFFORT)).toBeGreaterThanOrEqual(best * (1 - SLACK));
    }
  });

  test('two values that all who weigh something share: Cantelli leaves no room', () => {
    for (let seed = 140; seed < 160; seed++) {
      const next = random(seed);
      // 19 draws low, 2 high: two standard deviations above the mean is the high one, and the quantile at 0.95.
      const draws = Array.from({ length: 12 }, (_, i) => {
        const [low, rise] = [10 + 5 * next(), i % 2 ? 0 : 5 + 5 * next()];
        return Float64Array.from({ length: 21 }, (_, k) => (k > 18 ? low + rise : low));
      });
      const weights = draws.map((_, i) => Float64Array.of(i % 2 ? 0 : 1));
      const problem: Problem = {
        candidates: 12,
        objective: { taken: { kind: 'quantile', p: 0.95 }, draws },
        limits: [most(weights, 3)],
      };
      const best = bruteForce(problem);
      const all = Uint32Array.from({ length: 21 }, (_, k) => k);
      const covered = coveredBy(picked(draws, all, 19), relaxed(problem).rows);
      const top = (complete(problem, 1e6).chosen as Uint8Array) ?? nothing;
      for (const at of [top, nothing]) {
        const { coefficients, constant } = spreadEstimate(covered, at);
        const bound = solver({ objective: coefficients, rows: relaxed(problem).rows }, EFFORT).bound + constant;
        expect(bound).toBeGreaterThanOrEqual(best * (1 - SLACK));
      }
      expect(closerBound(problem, top, solver, EFFORT)).toBeGreaterThanOrEqual(best * (1 - SLACK));
    }
  });

  test('the most under a limit: going through every subset gives no more', () => {
    const next = random(5);
    for (let trial = 0; trial < 50; trial++) {
      const some = () => (next() < 0.4 ? 0 : Math.ceil(9 * next()));
      const [worth, coefficients] = [Float64Array.from({ length: 10 }, some), Float64Array.from({ length: 10 }, some)];
      const draws = (d: Float64Array) => Array.from(d, (v) => Float64Array.of(v));
      const limit = most(draws(coefficients), 8);
      const best = bruteForce({ candidates: 10, objective: { taken: MEAN, draws: draws(worth) }, limits: [limit] });
      const bound = mostWithin(worth, [{ coefficients, low: Number.NEGATIVE_INFINITY, high: 8 }]);
      expect(bound).toBeGreaterThanOrEqual(best - 1e-9);
      // One candidate in part is all that it may have too much.
      expect(bound).toBeLessThanOrEqual(best + 9);
    }
  });

  test('where candidates share a factor it lies near', () => {
    const next = random(17);
    const shared = Array.from({ length: 256 }, () => 0.8 + 0.4 * next());
    const draws = Array.from({ length: 40 }, () => {
      const size = 500 + 1000 * next();
      return Float64Array.from(shared, (f) => size * (f + 0.02 * (next() - 0.5)) - 0.95 * size * (0.7 + 0.6 * next()));
    });
    const tonnes = draws.map(() => Float64Array.of(100 + 900 * next()));
    const problem: Problem = {
      candidates: 40,
      objective: { taken: MEAN, draws: tonnes },
      limits: [{ taken: { kind: 'quantile', p: 0.1 }, draws, op: '>=', value: 0 }],
    };
    const { objective, bound } = chosenOf(choose(problem, solver, EFFORT));
    const loose = solver(relaxed(problem), EFFORT).bound;
    expect(bound - objective).toBeLessThan(0.6 * (loose - objective));
  });

  test('a bound that lies below what was found proves nothing', () => {
    const wrong: Solver = (linear, effort) => ({ ...solver(linear, effort), bound: 1 });
    for (const [taken, method] of [
      [MEAN, 'linear'],
      [{ kind: 'quantile', p: 0.5 }, 'search'],
    ] as const) {
      const problem = problemOf(61, 30, 32, taken, [fewYen]);
      const choice = chosenOf(choose(problem, wrong, EFFORT));
      expect(choice.method).toBe(method);
      expect(choice.bound).toBeGreaterThan(1.5 * choice.objective);
    }
  });
});

describe('seconds', () => {
  test.each([
    ['a linear problem', MEAN],
    ['a search', { kind: 'quantile', p: 0.5 }],
  ] as const)('are for all of %s and its bound, whatever each step takes', (_, taken) => {
    let now = 0;
    // Each linear problem takes all that it is given.
    const slow: Solver = (linear, effort) => {
      now += Math.min(effort.seconds, effort.left());
      return solver(linear, { ...effort, seconds: 5, left: () => 5 });
    };
    const clock = (seconds: number) => {
      const end = now + seconds;
      return () => end - now;
    };
    const problem = problemOf(61, 30, 32, taken, [fewYen, ({ third }) => most(third, 5)]);
    const effort = { gap: 0, seconds: 10, rounds: 8, moves: 100, branches: 60_000, closely: true };
    const task = { problem, varied: undefined, effort, frontierEffort: effort, seconds: 10 };
    doTask(task, slow, clock);
    expect(now).toBeLessThanOrEqual(10 + 1e-9);
    now = 0;
    const outcome = doTask({ ...task, varied: { which: 0, levels: levelsOf(2e9, false, 10) } }, slow, clock);
    expect(now).toBeLessThanOrEqual(20 + 1e-9);
    expect(outcome.choice).toHaveProperty('method');
  });
});

test('levels of a frontier: tenths, of a count whole numbers, of nothing none', () => {
  expect(levelsOf(20, false, 10)).toEqual([2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  expect(levelsOf(5, true, 10)).toEqual([1, 2, 3, 4, 5]);
  expect(levelsOf(3.5, true, 10)).toEqual([1, 2, 3]);
  expect(levelsOf(0, true, 10)).toEqual([]);
  expect(levelsOf(-1e6, false, 10)).toEqual([]);
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
