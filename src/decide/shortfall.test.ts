import { expect, test } from 'vitest';
import { shortfall } from './shortfall.ts';

/** Four draws of three years. */
const YEARS = [Float64Array.of(10, 8, 12, 9), Float64Array.of(10, 12, 7, 9), Float64Array.of(10, 10, 11, 9)];
const same = (promise: number) => YEARS.map(() => promise);

test('each year, the sum so far, and any year at all, counted by hand', () => {
  const s = shortfall(YEARS, same(10));
  // Year 1: 8 and 9; year 2: 7 and 9; year 3: 9.
  expect(s.years.map((y) => y.chance)).toEqual([0.5, 0.5, 0.25]);
  // Sums 10 8 12 9 · 20 20 19 18 · 30 30 30 27.
  expect(s.years.map((y) => y.cumulative)).toEqual([0.5, 0.5, 0.25]);
  // All but the first draw miss a year.
  expect(s.anyYear).toBe(0.75);
});

test('a promise of less is missed less often; none at all never', () => {
  expect(shortfall(YEARS, same(9)).anyYear).toBe(0.5);
  expect(shortfall(YEARS, same(0)).anyYear).toBe(0);
});

test('the last digit of a number is no shortfall, a tonne in a million is', () => {
  const years = [Float64Array.of(1000 - 1e-10, 1000 - 1e-5)];
  expect(shortfall(years, [1000]).years[0]).toEqual({ chance: 0.5, cumulative: 0.5 });
});

test('a year that cannot be had falls short', () => {
  expect(shortfall([Float64Array.of(Number.NaN, 5)], [1]).years[0]).toEqual({ chance: 0.5, cumulative: 0.5 });
});

test('each year against its own promise, the sum against the sum of promises', () => {
  const s = shortfall(YEARS, [10, 9, 5]);
  // Year 1: 8 and 9; year 2: 7; year 3: none.
  expect(s.years.map((y) => y.chance)).toEqual([0.5, 0.25, 0]);
  // Sums 10 8 12 9 · 20 20 19 18 · 30 30 30 27 against 10, 19, 24.
  expect(s.years.map((y) => y.cumulative)).toEqual([0.5, 0.25, 0]);
  expect(s.anyYear).toBe(0.75);
});
