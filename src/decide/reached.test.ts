import { expect, test } from 'vitest';
import { lowestShare, lowestYear, reached, sumOfYears } from './reached.ts';

const upTo = (n: number): Float64Array => Float64Array.from({ length: n }, (_, i) => ((i * 7) % n) + 1);

test('of 1 … 1,000 in any order nine in ten reach 101, and no more than that', () => {
  const values = upTo(1000);
  expect(reached(values, 0.9)).toBe(101);
  expect(values.filter((v) => v >= 101).length / 1000).toBe(0.9);
  expect(values.filter((v) => v >= 102).length / 1000).toBeLessThan(0.9);
});

test('the share is kept where it is no whole number of draws', () => {
  const values = upTo(1024);
  const figure = reached(values, 0.9) as number;
  expect(values.filter((v) => v >= figure).length).toBe(922);
  expect(921 / 1024).toBeLessThan(0.9);
});

test('certainty is the least draw, no confidence the largest', () => {
  expect(reached(upTo(100), 1)).toBe(1);
  expect(reached(upTo(100), 0)).toBe(100);
});

test('an undefined draw reaches nothing', () => {
  const values = upTo(1000);
  values.fill(Number.NaN, 0, 50);
  const figure = reached(values, 0.9) as number;
  expect(values.filter((v) => v >= figure).length).toBe(900);
  values.fill(Number.NaN, 0, 101);
  expect(reached(values, 0.9)).toBeNull();
});

test('years are joined draw by draw', () => {
  const years = [Float64Array.of(3, 1, 5), Float64Array.of(2, 4, Number.NaN)];
  expect([...lowestYear(years)]).toEqual([2, 1, Number.NaN]);
  expect([...sumOfYears(years)]).toEqual([5, 5, Number.NaN]);
});

test('the lowest share of the plan, draw by draw', () => {
  const years = [Float64Array.of(3, 1, 5), Float64Array.of(2, 4, Number.NaN)];
  expect([...(lowestShare(years, [4, 8]) ?? [])]).toEqual([0.25, 0.25, Number.NaN]);
  expect(lowestShare(years, [4, 0])).toBeNull();
  expect(lowestShare([], [])).toBeNull();
});
