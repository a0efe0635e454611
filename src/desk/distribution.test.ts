import { expect, test } from 'vitest';
import { distribution } from './distribution.ts';

test('bars of equal width hold every defined draw, the greatest too', () => {
  const values = Float64Array.from({ length: 401 }, (_, i) => 400 - i);
  values[7] = Number.NaN;
  const d = distribution(values);
  expect(d?.edges).toHaveLength(41);
  expect([d?.edges[0], d?.edges[1], d?.edges[40]]).toEqual([0, 10, 400]);
  // 0 … 400 without 393, which would be in the last bar: that holds 390 … 400.
  expect([...(d?.counts ?? [])]).toEqual([...Array(39).fill(10), 10]);
});

test('the cumulative share ends at one and counts equal draws', () => {
  const d = distribution(Float64Array.of(3, 1, 2, 2));
  expect([...(d?.cumulative.x ?? [])]).toEqual([1, 2, 2, 3]);
  expect([...(d?.cumulative.share ?? [])]).toEqual([0.25, 0.5, 0.75, 1]);
});

test('one number is one bar, none is nothing', () => {
  expect(distribution(Float64Array.of(5, 5, 5))?.counts).toEqual(Float64Array.of(3));
  expect(distribution(Float64Array.of(Number.NaN))).toBeUndefined();
});
