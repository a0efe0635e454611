import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hash64 } from '../formula/hash64.ts';
import { inverseOf } from './inverse.ts';
import { createSampler, type Sampling, type StreamKey } from './points.ts';

const SAMPLINGS = ['sobol', 'random'] as const;
const site = (id: string | number): StreamKey => ({ kind: 'site', hash: hash64(String(id)) });
const shared = (id: string): StreamKey => ({ kind: 'shared', hash: hash64(id) });

function uniforms(sampling: Sampling, seed: number, key: StreamKey, dimension: number, draws: number): Float64Array {
  const out = new Float64Array(draws);
  createSampler({ sampling, seed, draws }).fill(out, key, dimension, 0, draws);
  return out;
}

function correlation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - 0.5) * (b[i]! - 0.5);
  return (12 * sum) / a.length;
}

describe.each(SAMPLINGS)('%s', (sampling) => {
  test('a uniform is one of the points (x + ½) / 2^32, strictly between 0 and 1', () => {
    for (const u of uniforms(sampling, 5, site('a'), 3, 4096)) {
      expect(u * 2 ** 32 - 0.5).toBe(Math.floor(u * 2 ** 32));
      expect(u > 0 && u < 1).toBe(true);
    }
  });

  test('draw k does not depend on the number of draws, the piece it is asked in, or the order of asking', () => {
    const long = uniforms(sampling, 7, site('a'), 2, 65_536);
    expect(uniforms(sampling, 7, site('a'), 2, 1024)).toEqual(long.subarray(0, 1024));
    const sampler = createSampler({ sampling, seed: 7, draws: 1024 });
    const piece = fc.record({
      first: fc.integer({ min: 0, max: 1023 }),
      count: fc.integer({ min: 0, max: 200 }),
      key: fc.constantFrom(site('a'), site('b'), shared('a'), shared('TH')),
      dimension: fc.constantFrom(2, 3, 200),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const { first, count: asked, key, dimension } of pieces) {
          const count = Math.min(asked, 1024 - first);
          const out = new Float64Array(count);
          sampler.fill(out, key, dimension, first, count);
          const whole = uniforms(sampling, 7, key, dimension, 1024);
          expect(out).toEqual(whole.slice(first, first + count));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('many keys in turn do not disturb each other, nor does a key object that is used again', () => {
    const sampler = createSampler({ sampling, seed: 1, draws: 64 });
    const out = new Float64Array(64);
    const key = { kind: 'site' as const, hash: [0, 0] as [number, number] };
    for (const id of [...Array(30).keys(), 3, 29, 3]) {
      [key.hash[0], key.hash[1]] = hash64(String(id));
      sampler.fill(out, key, 1, 0, 64);
      expect(out).toEqual(uniforms(sampling, 1, site(id), 1, 64));
    }
  });

  test('uniform: Kolmogorov and Smirnov find nothing in any dimension, site or seed', () => {
    for (const [seed, key, dimension] of [
      [1, site('a'), 0],
      [1, site('a'), 1],
      [1, site('b'), 77],
      [-3, shared('TH'), 127],
      [2, site('a'), 400],
    ] as const) {
      const u = uniforms(sampling, seed, key, dimension, 4096).sort();
      const distance = u.reduce((d, x, i) => Math.max(d, Math.abs(x - (i + 0.5) / u.length)), 0);
      // The chance of more is below 1e-6 for independent draws; a net stays within one point.
      expect(distance).toBeLessThan(sampling === 'random' ? 2.7 / 64 : 1 / 4096);
    }
  });

  test('seeds, sites, dimensions and kinds of key that are neighbours are independent', () => {
    const n = 4096;
    const streams: Float64Array[] = [];
    for (const seed of [1, 2, 3, -1, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER]) {
      for (const key of [site(1), site(2), shared('1'), shared('TH')]) {
        for (const dimension of [0, 1, 2, 129]) streams.push(uniforms(sampling, seed, key, dimension, n));
      }
    }
    const all: number[] = [];
    for (let i = 0; i < streams.length; i++) {
      for (let j = 0; j < i; j++) all.push(correlation(streams[i]!, streams[j]!));
    }
    const mean = all.reduce((a, b) => a + b) / all.length;
    const rms = Math.sqrt(all.reduce((a, b) => a + b * b, 0) / all.length);
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n * all.length));
    // Nets: 1.4 times chance, as few pairs of streams agree in their leading digits (2 in n instead of none).
    expect(rms).toBeLessThan((sampling === 'random' ? 1.1 : 1.7) / Math.sqrt(n));
    if (sampling === 'random') expect(Math.max(...all.map(Math.abs))).toBeLessThan(5 / Math.sqrt(n));
  });

  test('seeds 1, 2 and 3 have no draw in common', () => {
    const seen = new Set<number>();
    for (const seed of [1, 2, 3]) {
      for (const key of [site('a'), site('b'), shared('a')]) {
        for (const u of uniforms(sampling, seed, key, 0, 1024)) seen.add(u);
      }
    }
    // Of 9,216 numbers out of 2^32, one pair in a hundred such sets is equal by chance.
    expect(seen.size).toBeGreaterThan(9 * 1024 - 2);
  });

  test('refuses draws beyond its number, a bad seed, a bad number of draws', () => {
    const sampler = createSampler({ sampling, seed: 1, draws: 64 });
    expect(() => sampler.fill(new Float64Array(8), site('a'), 0, 60, 8)).toThrow(RangeError);
    expect(() => createSampler({ sampling, seed: 0.5, draws: 64 })).toThrow(RangeError);
    expect(() => createSampler({ sampling, seed: 2 ** 53, draws: 64 })).toThrow(RangeError);
    expect(() => createSampler({ sampling, seed: 1, draws: 0 })).toThrow(RangeError);
  });

  test('never changes: results rest on it', () => {
    let text = '';
    for (const [seed, key, dimension] of [
      [1, site('a'), 0],
      [-5, site('工場'), 9],
      [2 ** 40, shared('all'), 127],
      [0, shared('TH'), 128],
    ] as const) {
      text += uniforms(sampling, seed, key, dimension, 4096).join();
    }
    expect(hash64(text)).toEqual(sampling === 'sobol' ? [1959583617, 2349067826] : [3405206947, 3218476980]);
  });
});

describe('the net', () => {
  test('keeps every elementary interval of dimensions 1 and 2, at every site, for every aligned block', () => {
    for (const key of [site(1), site(2), shared('TH')]) {
      const [x, y] = [0, 1].map((d) => uniforms('sobol', 3, key, d, 1024)) as [Float64Array, Float64Array];
      for (const m of [4, 7, 10]) {
        for (let from = 0; from < 1024; from += 1 << m) {
          for (let a = 0; a <= m; a++) {
            const boxes = new Set<number>();
            for (let k = from; k < from + (1 << m); k++) {
              boxes.add(Math.floor(x[k]! * 2 ** a) * 2 ** (m - a) + Math.floor(y[k]! * 2 ** (m - a)));
            }
            expect(boxes.size).toBe(1 << m);
          }
        }
      }
    }
  });

  test('every dimension of an aligned block hits each of its equal intervals once', () => {
    for (const dimension of [0, 5, 60, 127, 128, 300]) {
      const u = uniforms('sobol', 4, site('x'), dimension, 1024);
      for (let from = 0; from < 1024; from += 128) {
        expect(new Set([...u.subarray(from, from + 128)].map((v) => Math.floor(v * 128))).size).toBe(128);
      }
    }
  });

  test('means of a smooth function of eight quantities are far better than those of independent draws', () => {
    const n = 1024;
    let squares = 0;
    const seeds = 60;
    for (let seed = 1; seed <= seeds; seed++) {
      const columns = Array.from({ length: 8 }, (_, d) => uniforms('sobol', seed, site('s'), d, n));
      let sum = 0;
      for (let k = 0; k < n; k++) sum += columns.reduce((p, column, d) => p * (1 + (column[k]! - 0.5) / (1 + d)), 1);
      squares += (sum / n - 1) ** 2;
    }
    const variance = [1, 2, 3, 4, 5, 6, 7, 8].reduce((p, d) => p * (1 + 1 / (12 * d * d)), 1) - 1;
    expect(variance / n / (squares / seeds)).toBeGreaterThan(200);
  });
});

describe('a total over sites', () => {
  const normal = inverseOf({ kind: 'normal', mean: 0, sd: 1 });
  const n = 1024;
  const sites = Array.from({ length: 100 }, (_, i) => site(`site-${i + 1}`));
  const moments = (x: Float64Array): number => {
    let [sum, squares] = [0, 0];
    for (const v of x) {
      sum += v;
      squares += v * v;
    }
    return squares / n - (sum / n) ** 2;
  };

  test('of site-only quantities has the sd of independent ones, within 10 %, for every one of 50 seeds', () => {
    const ratios: number[] = [];
    for (let seed = 1; seed <= 50; seed++) {
      const sampler = createSampler({ sampling: 'sobol', seed, draws: n });
      const total = new Float64Array(n);
      const [a, b] = [new Float64Array(n), new Float64Array(n)];
      let variances = 0;
      for (const key of sites) {
        sampler.fill(a, key, 0, 0, n);
        sampler.fill(b, key, 1, 0, n);
        normal.fill(a, a, n);
        normal.fill(b, b, n);
        // Two quantities and what they do together.
        for (let k = 0; k < n; k++) a[k] = a[k]! + 0.5 * b[k]! + 0.5 * a[k]! * b[k]!;
        variances += moments(a);
        for (let k = 0; k < n; k++) total[k] = total[k]! + a[k]!;
      }
      ratios.push(Math.sqrt(moments(total) / variances));
    }
    expect(Math.min(...ratios)).toBeGreaterThan(0.9);
    expect(Math.max(...ratios)).toBeLessThan(1.1);
    expect(ratios.reduce((a, b) => a + b) / 50).toBeCloseTo(1, 1);
  });

  test('of a quantity that all share adds up fully; those of two countries are independent', () => {
    const sampler = createSampler({ sampling: 'sobol', seed: 1, draws: n });
    const total = new Float64Array(n);
    const u = new Float64Array(n);
    for (const _ of sites) {
      sampler.fill(u, shared('country TH'), 4, 0, n);
      normal.fill(u, u, n);
      for (let k = 0; k < n; k++) total[k] = total[k]! + u[k]!;
    }
    expect(Math.sqrt(moments(total)) / 100).toBeCloseTo(1, 2);
    const pairs: number[] = [];
    for (let seed = 1; seed <= 40; seed++) {
      pairs.push(
        correlation(
          uniforms('sobol', seed, shared('country TH'), 4, n),
          uniforms('sobol', seed, shared('country VN'), 4, n),
        ),
      );
    }
    expect(Math.sqrt(pairs.reduce((a, b) => a + b * b, 0) / 40)).toBeLessThan(2 / Math.sqrt(n));
  });
});
