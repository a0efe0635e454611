import { describe, expect, test } from 'vitest';
import { createSampler } from '../simulate/points.ts';
import { RankedInputs } from './rank-regression.ts';
import { ranksOf, ranksOfUniforms } from './ranks.ts';

function uniforms(k: number, sampling: 'sobol' | 'random', count = 1024): Float64Array[] {
  const sampler = createSampler({ sampling, seed: 3, draws: count });
  return Array.from({ length: k }, (_, d) => {
    const u = new Float64Array(count);
    sampler.fill(u, { kind: 'site', hash: [5, 6] }, d, 0, count);
    return u;
  });
}

describe('ranks', () => {
  test('from 0, equal numbers share the mean', () => {
    expect([...ranksOf(Float64Array.of(5, -1, 5, 7, 5, -1))]).toEqual([3, 0.5, 3, 5, 3, 0.5]);
  });

  test('of crowded numbers, of far outliers, of one number', () => {
    const numbers = Float64Array.from({ length: 500 }, (_, k) => (k === 7 ? 1e12 : ((k * 37) % 101) / 1e3));
    const brute = numbers.map((v) => {
      const [below, equal] = [numbers.filter((x) => x < v).length, numbers.filter((x) => x === v).length];
      return below + (equal - 1) / 2;
    });
    expect(ranksOf(numbers)).toEqual(brute);
    const spread = numbers.map((_, k) => ((k * 7919) % 500) ** 2);
    expect(ranksOf(spread)).toEqual(numbers.map((_, k) => (k * 7919) % 500));
    expect([...ranksOf(Float64Array.of(3))]).toEqual([0]);
    expect([...ranksOf(Float64Array.of(3, 3))]).toEqual([0.5, 0.5]);
  });

  test.each(['sobol', 'random'] as const)('of %s uniforms', (sampling) => {
    for (const u of uniforms(3, sampling)) expect(ranksOfUniforms(u)).toEqual(ranksOf(u));
  });
});

describe('rank regression', () => {
  const u = uniforms(3, 'sobol');
  const [x, y, z] = u as [Float64Array, Float64Array, Float64Array];
  const inputs = new RankedInputs(u.map(ranksOfUniforms));

  test('of one input through any rising or falling curve is ±1', () => {
    const rising = inputs.regress(x.map((v) => Math.exp(9 * v)));
    expect(rising.coefficients[0]).toBeCloseTo(1, 9);
    expect(rising.r2).toBeCloseTo(1, 9);
    expect(inputs.regress(y.map((v) => 1 / v)).coefficients[1]).toBeCloseTo(-1, 9);
  });

  test('of ranks themselves gives the weights, scaled to length 1', () => {
    // Independent uniforms: the sum with weights 3 and 4 has a standard deviation of 5 of one.
    const { coefficients, r2 } = inputs.regress(x.map((v, k) => 3 * v + 4 * (y[k] as number)));
    expect(coefficients[0]).toBeCloseTo(0.6, 1);
    expect(coefficients[1]).toBeCloseTo(0.8, 1);
    expect(coefficients[2]).toBeCloseTo(0, 1);
    expect(r2).toBeGreaterThan(0.95);
  });

  test('inputs that go together are told apart', () => {
    const mixed = x.map((v, k) => v + (y[k] as number));
    const { coefficients } = new RankedInputs([x, mixed].map(ranksOf)).regress(x);
    expect(coefficients[0]).toBeCloseTo(1, 9);
    expect(coefficients[1]).toBeCloseTo(0, 9);
  });

  test('an input that never changes, or one twice, has 0; an output that never changes has no R²', () => {
    const still = new Float64Array(1024).fill(4);
    const doubled = new RankedInputs([x, x, still].map(ranksOf));
    expect(doubled.regress(x).coefficients).toEqual([expect.closeTo(1, 9), 0, 0]);
    expect(doubled.regress(still)).toEqual({ coefficients: [0, 0, 0], r2: null, leftOut: 0 });
  });

  test('draws in which the output is undefined are left out', () => {
    const half = inputs.regress(z.map((v, k) => ((x[k] as number) < 0.5 ? Number.NaN : v)));
    expect(half.leftOut).toBe(0.5);
    expect(half.coefficients[2]).toBeCloseTo(1, 9);
  });
});
