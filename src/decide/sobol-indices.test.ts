import { describe, expect, test } from 'vitest';
import { createSampler } from '../simulate/points.ts';
import type { Factor, PointsModel } from './points-model.ts';
import { type SobolIndex, sobolIndices } from './sobol-indices.ts';

const single = (k: number): Factor[] => Array.from({ length: k }, (_, d) => ({ names: [`x${d}`], dimensions: [d] }));

/** Two independent matrices of uniforms: one net of twice the dimensions. */
function matrices(k: number, count: number, seed = 1): [Float64Array[], Float64Array[]] {
  const sampler = createSampler({ sampling: 'sobol', seed, draws: count });
  const columns = Array.from({ length: 2 * k }, (_, d) => {
    const u = new Float64Array(count);
    sampler.fill(u, { kind: 'site', hash: [7, 11] }, d, 0, count);
    return u;
  });
  return [columns.slice(0, k), columns.slice(k)];
}

const pointwise =
  (f: (x: number[]) => number): PointsModel =>
  (columns) => [
    Float64Array.from({ length: columns[0]?.length ?? 0 }, (_, i) => f(columns.map((c) => c[i] as number))),
  ];

function indices(f: (x: number[]) => number, k: number, count: number, seed = 1, factors = single(k)): SobolIndex[] {
  const [result] = sobolIndices(pointwise(f), ...matrices(k, count, seed), factors);
  return result?.factors as SobolIndex[];
}

/** T. Ishigami and T. Homma (1990): a = 7, b = 0.1; exact shares of the variance. */
const ishigami = {
  f: (u: number[]): number => {
    const [x, y, z] = u.map((v) => Math.PI * (2 * v - 1)) as [number, number, number];
    return Math.sin(x) + 7 * Math.sin(y) * Math.sin(y) + 0.1 * z * z * z * z * Math.sin(x);
  },
  first: [0.313905191147811, 0.442411144790041, 0],
  total: [0.557588855209959, 0.442411144790041, 0.243683664062148],
};

/** I. M. Sobol' (1993): the product of (|4 u − 2| + a) / (1 + a). */
const A = [0, 1, 4.5, 9, 99, 99, 99, 99];
const g = {
  f: (u: number[]): number =>
    u.reduce((p, v, i) => (p * (Math.abs(4 * v - 2) + (A[i] as number))) / (1 + (A[i] as number)), 1),
  parts: A.map((a) => 1 / (3 * (1 + a) * (1 + a))),
};

describe("exact values of Sobol' indices", () => {
  test('Ishigami', () => {
    const found = indices(ishigami.f, 3, 8192);
    for (const [i, s] of found.entries()) {
      expect(s.first).toBeCloseTo(ishigami.first[i] as number, 2);
      expect(s.total).toBeCloseTo(ishigami.total[i] as number, 2);
    }
  });

  test("Sobol' g", () => {
    const variance = g.parts.reduce((p, v) => p * (1 + v), 1) - 1;
    const found = indices(g.f, 8, 8192);
    for (const [i, s] of found.entries()) {
      const own = g.parts[i] as number;
      expect(s.first).toBeCloseTo(own / variance, 2);
      expect(s.total).toBeCloseTo((own * ((variance + 1) / (1 + own))) / variance, 2);
    }
  });

  test('95 % intervals hold the exact values in most of 40 seeds', () => {
    let held = 0;
    let all = 0;
    for (let seed = 1; seed <= 40; seed++) {
      for (const [i, s] of indices(ishigami.f, 3, 1024, seed).entries()) {
        const [first, total] = [ishigami.first[i] as number, ishigami.total[i] as number];
        held += Number(s.firstCi[0] <= first && first <= s.firstCi[1]);
        held += Number(s.totalCi[0] <= total && total <= s.totalCi[1]);
        all += 2;
      }
    }
    expect(held / all).toBeGreaterThan(0.9);
  });
});

describe('what must hold', () => {
  test('of an additive model each first index is its share, totals equal it, and they add up to one', () => {
    const found = indices(([x, y, z]) => 1000 + (x as number) + 2 * (y as number) + 3 * (z as number), 3, 1024);
    for (const [i, share] of [1 / 14, 4 / 14, 9 / 14].entries()) {
      const { first, firstCi, total } = found[i] as SobolIndex;
      expect(first).toBeCloseTo(share, 2);
      expect(total).toBeCloseTo(share, 3);
      expect(firstCi[0]).toBeLessThan(share);
      expect(firstCi[1]).toBeGreaterThan(share);
    }
    const [low, high] = [0, 1].map((end) => found.reduce((s, x) => s + (x.firstCi[end] as number), 0));
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });

  test('a dimension that changes nothing has indices of exactly 0', () => {
    const [, idle] = indices(([x]) => Math.exp(x as number), 2, 256);
    expect(idle).toEqual({ first: 0, firstCi: [0, 0], total: 0, totalCi: [0, 0] });
  });

  test('an output that is always the same has none either', () => {
    for (const s of indices(() => 12.3, 2, 64)) expect([s.first, s.total]).toEqual([0, 0]);
  });

  test('dimensions of one factor count together', () => {
    const factors = [
      { names: ['x'], dimensions: [0] },
      { names: ['y', 'z'], dimensions: [1, 2] },
    ];
    const found = indices(ishigami.f, 3, 8192, 1, factors);
    expect(found[0]?.first).toBeCloseTo(0.3139, 2);
    expect(found[1]?.first).toBeCloseTo(0.4424, 2);
    // y alone, and z in its work with x.
    expect(found[1]?.total).toBeCloseTo(0.4424 + 0.2437, 2);
  });

  test('points at which the output is undefined are left out and counted', () => {
    const f = ([x, y]: number[]) => ((x as number) < 0.1 ? Number.NaN : (x as number) + (y as number));
    const [result] = sobolIndices(pointwise(f), ...matrices(2, 4096), single(2));
    // Both rows of x must be defined: 1 − 0.9².
    expect(result?.leftOut).toBeCloseTo(0.19, 2);
    // Variance of 0.9 of the width against that of the whole.
    expect(result?.factors?.[0]?.first).toBeCloseTo(0.81 / 1.81, 1);
    const [none] = sobolIndices(
      pointwise(() => Number.NaN),
      ...matrices(2, 64),
      single(2),
    );
    expect(none).toEqual({ factors: undefined, leftOut: 1 });
  });
});
