import { describe, expect, test } from 'vitest';
import { exp, log } from './elementary.ts';

const relative = (x: number, y: number): number => (x === y ? 0 : Math.abs(x - y) / Math.abs(y));

describe('exp', () => {
  test('agrees with the built-in within 2 units in the last place', () => {
    for (let i = 0; i <= 200_000; i++) {
      const x = (i / 100_000 - 1) * 708;
      if (!(relative(exp(x), Math.exp(x)) < 4.5e-16)) expect(exp(x)).toBe(Math.exp(x));
    }
  });

  test.each([
    [0, 1],
    [-0, 1],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN],
    [709.7, 1.6549840276802644e308],
    [709.79, Number.POSITIVE_INFINITY],
    [-745, 5e-324],
    [-740, 4.2e-322],
    [-746, 0],
  ])('exp(%d) = %d', (x, y) => {
    expect(exp(x)).toBe(y);
  });
});

describe('log', () => {
  test('agrees with the built-in within 2 units in the last place', () => {
    for (let i = 1; i <= 100_000; i++) {
      for (const x of [i / 50_000, Math.exp((i / 50_000 - 1) * 700)]) {
        if (!(relative(log(x), Math.log(x)) < 4.5e-16)) expect(log(x)).toBe(Math.log(x));
      }
    }
  });

  test('undoes exp', () => {
    for (let x = -700; x <= 700; x += 0.37) expect(relative(log(exp(x)), x)).toBeLessThan(1e-14);
  });

  test.each([
    [1, 0],
    [0, Number.NEGATIVE_INFINITY],
    [-1, Number.NaN],
    [Number.NaN, Number.NaN],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [5e-324, -744.4400719213812],
  ])('log(%d) = %d', (x, y) => {
    expect(log(x)).toBe(y);
  });
});
