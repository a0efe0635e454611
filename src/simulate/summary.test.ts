import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash64 } from '../formula/hash64.ts';
import { inverseOf } from './inverse.ts';
import { createSampler, type Sampling } from './points.ts';
import { summarise } from './summary.ts';

function draws(sampling: Sampling, seed: number, n: number): Float64Array {
  const x = new Float64Array(n);
  createSampler({ sampling, seed, draws: n }).fill(x, { kind: 'site', hash: hash64('site-1') }, 3, 0, n);
  inverseOf({ kind: 'normal', mean: 10, sd: 2 }).fill(x, x, n);
  return x;
}

describe('summarise', () => {
  test('a normal', () => {
    const s = summarise(draws('sobol', 1, 4096));
    expect(s.mean).toBeCloseTo(10, 3);
    expect(s.sd).toBeCloseTo(2, 2);
    for (const [p, z] of [
      ['p5', -1.645],
      ['p10', -1.282],
      ['p25', -0.674],
      ['p50', 0],
      ['p75', 0.674],
      ['p90', 1.282],
      ['p95', 1.645],
    ] as const) {
      expect(s[p]).toBeCloseTo(10 + 2 * z, 1);
    }
    expect(s.undefined_share).toBe(0);
    expect(Object.keys(s)).toEqual([
      'mean',
      'sd',
      'p5',
      'p10',
      'p25',
      'p50',
      'p75',
      'p90',
      'p95',
      'error',
      'undefined_share',
    ]);
  });

  test('small numbers by hand', () => {
    expect(summarise(Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toEqual({
      mean: 4.5,
      sd: Math.sqrt(6),
      p5: expect.closeTo(1.35, 12),
      p10: expect.closeTo(1.7, 12),
      p25: 2.75,
      p50: 4.5,
      p75: 6.25,
      p90: expect.closeTo(7.3, 12),
      p95: expect.closeTo(7.65, 12),
      error: null,
      undefined_share: 0,
    });
  });

  test('undefined draws are left out and counted, whatever their kind and place', () => {
    const x = draws('sobol', 1, 1024);
    const with_ = new Float64Array(2048);
    for (let i = 0; i < 1024; i++) {
      with_[2 * i + (i % 2)] = x[i]!;
      with_[2 * i + 1 - (i % 2)] = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][i % 3]!;
    }
    expect(summarise(with_)).toEqual({ ...summarise(x), undefined_share: 0.5 });
  });

  test('all undefined: nothing is known', () => {
    const s = summarise(new Float64Array(64).fill(Number.NaN));
    expect(s).toEqual({
      mean: null,
      sd: null,
      p5: null,
      p10: null,
      p25: null,
      p50: null,
      p75: null,
      p90: null,
      p95: null,
      error: null,
      undefined_share: 1,
    });
  });

  test('one defined draw has no sd; a sub-block without any gives no errors', () => {
    const x = new Float64Array(64).fill(Number.NaN);
    x[40] = 3;
    expect(summarise(x)).toMatchObject({ mean: 3, sd: null, p5: 3, p95: 3, error: null, undefined_share: 63 / 64 });
  });

  test('a constant is exact', () => {
    for (const c of [0.1, -1e-300, 1e300, 0]) {
      expect(summarise(new Float64Array(1024).fill(c))).toMatchObject({
        mean: c,
        sd: 0,
        p5: c,
        p50: c,
        p95: c,
        error: { mean: 0, p50: 0, p90: 0 },
      });
    }
  });

  test('a minus zero is a zero', () => {
    const s = summarise(new Float64Array(64).fill(-0));
    expect([s.mean, s.p5, s.p95].every((v) => Object.is(v, 0))).toBe(true);
  });

  test('quantiles are the bits of a sort, mean and sd agree with plain sums', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 300 }),
        (numbers) => {
          const x = Float64Array.from(numbers, (v) => v + 0);
          const s = summarise(x);
          const sorted = x.toSorted();
          for (const [key, p] of [
            ['p5', 0.05],
            ['p10', 0.1],
            ['p25', 0.25],
            ['p50', 0.5],
            ['p75', 0.75],
            ['p90', 0.9],
            ['p95', 0.95],
          ] as const) {
            const h = (x.length - 1) * p;
            const [low, f] = [Math.floor(h), h - Math.floor(h)];
            const [a, b] = [sorted[low]!, sorted[Math.min(low + 1, x.length - 1)]!];
            expect(s[key]).toBe(f === 0 || a === b ? a : a * (1 - f) + b * f);
          }
          const mean = x.reduce((a, b) => a + b) / x.length;
          expect(Math.abs(s.mean! - mean)).toBeLessThan(1e-12 * (1 + x.reduce((a, b) => a + Math.abs(b), 0)));
          const sd = Math.sqrt(x.reduce((a, b) => a + (b - mean) ** 2, 0) / (x.length - 1));
          expect(Math.abs(s.sd! - sd)).toBeLessThanOrEqual(1e-9 * (1 + sd));
        },
      ),
    );
  });

  test('stable: a large common part does not blur the sd', () => {
    const x = draws('sobol', 2, 1024);
    const shifted = x.map((v) => v + 2 ** 40);
    expect(summarise(shifted).sd! / summarise(x).sd!).toBeCloseTo(1, 5);
  });
});

describe('sampling error', () => {
  const spread = (values: number[]): number => {
    const mean = values.reduce((a, b) => a + b) / values.length;
    return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
  };
  const rms = (values: number[]): number => Math.sqrt(values.reduce((a, b) => a + b * b, 0) / values.length);
  const over = (
    sampling: Sampling,
  ): { true_: Record<'mean' | 'p50' | 'p90', number>; said: Record<'mean' | 'p50' | 'p90', number> } => {
    const all = Array.from({ length: 150 }, (_, seed) => summarise(draws(sampling, seed, 1024), sampling));
    const of = <T>(f: (key: 'mean' | 'p50' | 'p90') => T) => ({ mean: f('mean'), p50: f('p50'), p90: f('p90') });
    return {
      true_: of((key) => spread(all.map((s) => s[key]!))),
      said: of((key) => rms(all.map((s) => s.error![key]))),
    };
  };

  test('of independent draws it is what 150 repetitions show', () => {
    const { true_, said } = over('random');
    for (const key of ['mean', 'p50', 'p90'] as const) {
      expect(said[key] / true_[key]).toBeGreaterThan(0.8);
      expect(said[key] / true_[key]).toBeLessThan(1.25);
    }
    expect(said.mean).toBeCloseTo(2 / Math.sqrt(1024), 2);
  });

  test('of nets it is never less', () => {
    const { true_, said } = over('sobol');
    for (const key of ['mean', 'p50', 'p90'] as const) expect(said[key] / true_[key]).toBeGreaterThan(0.9);
    expect(said.mean).toBeLessThan(2 / Math.sqrt(1024));
  });

  test('from 64 draws on', () => {
    expect(summarise(draws('random', 1, 63), 'random').error).toBeNull();
    expect(summarise(draws('random', 1, 64), 'random').error).not.toBeNull();
    expect(summarise(draws('random', 1, 1001), 'random').error!.p90).toBeGreaterThan(0);
  });
});
