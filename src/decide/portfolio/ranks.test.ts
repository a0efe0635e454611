import { expect, test } from 'vitest';
import { inTop, ranking, swaps } from './ranks.ts';

/** Three candidates, four draws. */
const DRAWS = [Float64Array.of(9, 1, 9, 9), Float64Array.of(5, 5, 5, 5), Float64Array.of(1, 9, 5, 4)];

test('largest mean first, of equal ones the earlier', () => {
  expect(ranking(Float64Array.of(7, 5, 4.75))).toEqual([0, 1, 2]);
  expect(ranking(Float64Array.of(1, 3, 3))).toEqual([1, 2, 0]);
});

test('shares among the first k, counted by hand, add up to k', () => {
  expect([...inTop(DRAWS, [0, 1, 2], 1)]).toEqual([0.75, 0, 0.25]);
  // Draw 3: second and third are equal at 5; the one ranked before counts.
  expect([...inTop(DRAWS, [0, 1, 2], 2)]).toEqual([0.75, 1, 0.25]);
  expect([...inTop(DRAWS, [0, 2, 1], 2)]).toEqual([0.75, 0.75, 0.5]);
  expect([...inTop(DRAWS, [0, 1, 2], 3)]).toEqual([1, 1, 1]);
  expect([...inTop(DRAWS, [0, 1, 2], 0)]).toEqual([0, 0, 0]);
});

test('how often two change places', () => {
  expect(swaps(DRAWS, [0, 1, 2])).toEqual([
    { before: 0, after: 1, chance: 0.25 },
    { before: 0, after: 2, chance: 0.25 },
    { before: 1, after: 2, chance: 0.25 },
  ]);
});
