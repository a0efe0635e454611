import { describe, expect, test } from 'vitest';
import { farthest, nextBand, type PointsAt } from './distance.ts';

/** Points of a figure that is so many yen per tonne at factor 1, right-closed bands. */
const cost =
  (figure: (f: number) => number): PointsAt =>
  (factors) =>
    Float64Array.from(factors, (f) => (figure(f) <= 4000 ? 5 : figure(f) <= 5000 ? 4 : 0));

describe('the smallest change that gains a point', () => {
  test('less capex: 4,129 yen to 4,000 is a factor of 4000 / 4129', () => {
    const d = nextBand(
      cost((f) => 4129 * f),
      0.1,
      10,
    );
    expect(d?.points).toBe(5);
    expect(d?.factor).toBeCloseTo(4000 / 4129, 8);
    expect(4129 * (d?.factor ?? 1)).toBeLessThanOrEqual(4000);
  });

  test('more yield: the figure falls with it', () => {
    const d = nextBand(
      cost((f) => 4129 / f),
      0.1,
      10,
    );
    expect(d?.factor).toBeCloseTo(4129 / 4000, 8);
    expect(4129 / (d?.factor ?? 1)).toBeLessThanOrEqual(4000);
  });

  test('the nearer of two ways', () => {
    // Gains at 10 % less and at 5 % more.
    const d = nextBand((fs) => Float64Array.from(fs, (f) => (f <= 0.9 || f >= 1.05 ? 1 : 0)), 0.1, 10);
    expect(d?.factor).toBeCloseTo(1.05, 8);
  });

  test('several points at once are said', () => {
    const d = nextBand((fs) => Float64Array.from(fs, (f) => (f <= 0.8 ? 5 : 2)), 0.1, 10);
    expect(d).toMatchObject({ points: 5 });
  });
});

test('never within the range', () => {
  expect(
    nextBand(
      cost((f) => 60_000 * f),
      0.1,
      10,
    ),
  ).toBeNull();
  expect(nextBand((fs) => fs.map(() => 5), 0.1, 10)).toBeNull();
});

test('a range that ends at 1 is looked at on one side only', () => {
  const d = nextBand((fs) => Float64Array.from(fs, (f) => (f >= 1.01 || f <= 0.5 ? 1 : 0)), 0.1, 1);
  expect(d?.factor).toBeCloseTo(0.5, 8);
});

test('without points there is no distance', () => {
  expect(nextBand((fs) => fs.map(() => Number.NaN), 0.1, 10)).toBeNull();
});

test('one may go as far as nothing is ruled out', () => {
  const above = (limit: number) => (fs: Float64Array) => Uint8Array.from(fs, (f) => (f > limit ? 1 : 0));
  expect(farthest(above(2.5), 10)).toBeCloseTo(2.5, 8);
  expect(farthest(above(2.5), 10)).toBeLessThanOrEqual(2.5);
  expect(farthest(above(20), 10)).toBe(10);
  expect(farthest((fs) => Uint8Array.from(fs, (f) => (f < 0.3 ? 1 : 0)), 0.1)).toBeCloseTo(0.3, 8);
  expect(farthest(above(1), 10)).toBeCloseTo(1, 8);
});
