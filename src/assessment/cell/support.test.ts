import { describe, expect, test } from 'vitest';
import { parseCell } from './cell.ts';
import { isCellError } from './errors.ts';
import { normalTail } from './normal-tail.ts';
import type { SpreadShape } from './spread.ts';
import { momentsOf, shareOutside, supportOf } from './support.ts';

/** @throws when the text is no spread */
function spread(text: string): SpreadShape {
  const cell = parseCell(text);
  if (isCellError(cell) || !cell.spread) throw new Error(text);
  return cell.spread;
}

// Abramowitz & Stegun, tables 26.1 and 26.6.
test.each([
  [0, 0.5],
  [1, 0.158655254],
  [1.644853627, 0.05],
  [2.326347874, 0.01],
  [3.090232306, 0.001],
  [-1, 0.841344746],
  [8, 0],
])('the normal lies above %f with probability %f', (z, p) => {
  expect(Math.abs(normalTail(z) - p)).toBeLessThan(1e-7);
});

test.each([
  ['1200 ± 5%', [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]],
  ['lognormal(5, 1)', [0, Number.POSITIVE_INFINITY]],
  ['uniform(2, 9)', [2, 9]],
  ['triangular(1, 2, 4)', [1, 4]],
  ['pert(1, 2, 4)', [1, 4]],
  ['truncated(normal(3, 1), 0, 5)', [0, 5]],
  ['discrete(7: 0.5, 1: 0.5, 900: 0)', [1, 7]],
])('%s lies in %j', (text, ends) => {
  expect(supportOf(spread(text))).toEqual(ends);
});

test('a column of data has its least and greatest number as ends', () => {
  expect(supportOf({ kind: 'empirical', values: [1, 5, 9] })).toEqual([1, 9]);
});

describe('share outside', () => {
  test('a normal on either side', () => {
    expect(shareOutside({ kind: 'normal', mean: 0, sd: 1 }, -1, 1)).toBeCloseTo(2 * 0.158655254, 6);
    expect(shareOutside({ kind: 'normal', mean: 95, sd: 5 }, 0, 100)).toBeCloseTo(0.158655254, 6);
  });

  test('a lognormal by its logarithm: `a to b` leaves 5 % on either side', () => {
    expect(shareOutside(spread('2 to 8'), 2, 8)).toBeCloseTo(0.1, 6);
    expect(shareOutside(spread('2 to 8'), 0, 8)).toBeCloseTo(0.05, 6);
    expect(shareOutside(spread('2 to 8'), -5, 8)).toBeCloseTo(0.05, 6);
  });
});

test('mean and sd of a lognormal are those it was written with', () => {
  const { mean, sd } = momentsOf(spread('lognormal(1200, 60)')) ?? { mean: 0, sd: 0 };
  expect(mean).toBeCloseTo(1_200, 8);
  expect(sd).toBeCloseTo(60, 8);
  expect(momentsOf(spread('uniform(1, 2)'))).toBeUndefined();
});
