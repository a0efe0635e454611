import { expect, test } from 'vitest';
import { bandShares, bandsOf } from './bands.ts';

const COST = bandsOf({
  side: 'up_to',
  points: [
    [4000, 5],
    [5000, 4],
    [6000, 3],
  ],
  otherwise: 0,
});
const TONNES = bandsOf({
  side: 'from',
  points: [
    [1000, 1],
    [5000, 2],
  ],
  otherwise: 0,
});

test('bands lie in the order of the figure, the last or the first one open', () => {
  expect(COST).toEqual([
    { points: 5, above: null, upTo: 4000 },
    { points: 4, above: 4000, upTo: 5000 },
    { points: 3, above: 5000, upTo: 6000 },
    { points: 0, above: 6000, upTo: null },
  ]);
  expect(TONNES.map((b) => [b.points, b.above, b.upTo])).toEqual([
    [0, null, 1000],
    [1, 1000, 5000],
    [2, 5000, null],
  ]);
});

test('shares count the draws and, with the undefined ones, add up to one', () => {
  const s = bandShares(Float64Array.of(5, 5, 4, Number.NaN, 0, 0, 0, 5), COST);
  expect(s.bands.map((b) => b.probability)).toEqual([3 / 8, 1 / 8, 0, 3 / 8]);
  expect(s.undefinedShare).toBe(1 / 8);
  expect(s.bands.reduce((a, b) => a + b.probability, s.undefinedShare)).toBe(1);
  expect(s.expected).toBeCloseTo((3 * 5 + 4) / 7, 12);
});

test('no points in any draw: nothing is expected', () => {
  const s = bandShares(Float64Array.of(Number.NaN, Number.NaN), TONNES);
  expect(s.expected).toBeNull();
  expect(s.undefinedShare).toBe(1);
});

test('points that no band gives are a fault', () => {
  expect(() => bandShares(Float64Array.of(7), TONNES)).toThrow('7 points are of no band');
});
