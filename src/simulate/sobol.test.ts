import { describe, expect, test } from 'vitest';
import { apply } from './gf2.ts';
import { SOBOL_DIMENSIONS, sobolDirections } from './sobol.ts';

const point = (k: number, dimension: number): number => (apply(sobolDirections(dimension), k) >>> 0) / 2 ** 32;
const gray = (k: number): number => k ^ (k >> 1);

describe("Sobol' directions", () => {
  test('first ten points of three dimensions, as the authors print them for new-joe-kuo-6 (in Gray code order)', () => {
    const points = Array.from({ length: 10 }, (_, k) => [0, 1, 2].map((d) => point(gray(k), d)));
    expect(points).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
      [0.1875, 0.3125, 0.9375],
      [0.6875, 0.8125, 0.4375],
    ]);
  });

  test('point 1000 of some dimensions, as SciPy 1.17.1 gives it (30 digits)', () => {
    const scaled = [0, 1, 7, 39, 99, 127].map((d) => Math.floor(point(1000, d) * 2 ** 30));
    expect(scaled).toEqual([99614720, 173015040, 686817280, 475004928, 537919488, 162529280]);
  });

  test('any 2^m first points of a dimension hit each of 2^m equal intervals once', () => {
    for (let d = 0; d < SOBOL_DIMENSIONS; d++) {
      for (const m of [3, 10]) {
        const hit = new Set(Array.from({ length: 1 << m }, (_, k) => apply(sobolDirections(d), k) >>> (32 - m)));
        expect(hit.size).toBe(1 << m);
      }
    }
  });

  test('all 128 dimensions differ', () => {
    const texts = Array.from({ length: SOBOL_DIMENSIONS }, (_, d) => sobolDirections(d).join());
    expect(new Set(texts).size).toBe(128);
  });
});
