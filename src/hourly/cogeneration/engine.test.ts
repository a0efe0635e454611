import { describe, expect, test } from 'vitest';
import { curveFault, EngineCurve } from './engine.ts';

/** Caterpillar G3520E: 5,001, 3,851 and 2,723 kW of fuel for 2,000, 1,500 and 1,000 kW; heat 42.7, 44.1 and 45.9 % of it (eq-cat-g3520e). */
const POINTS = [
  { load: 0.5, electrical: 1000 / 2723, heat: 0.459 },
  { load: 0.75, electrical: 1500 / 3851, heat: 0.441 },
  { load: 1, electrical: 2000 / 5001, heat: 0.427 },
];

describe('the sheet of a maker', () => {
  const curve = new EngineCurve({ ratedKw: 2000, points: POINTS });

  test.each([
    [0.5, 2723, 0.459],
    [0.75, 3851, 0.441],
    [1, 5001, 0.427],
  ])('load %f: fuel and heat of the sheet', (load, fuel, heat) => {
    expect(curve.fuelAt(load)).toBeCloseTo(fuel, 9);
    expect(curve.heatAt(load)).toBeCloseTo(fuel * heat, 9);
  });

  test('between and below the loads of the sheet: straight', () => {
    expect(curve.fuelAt(0.625)).toBeCloseTo((2723 + 3851) / 2, 9);
    expect(curve.fuelAt(0.25)).toBeCloseTo(2723 - (3851 - 2723), 9);
  });

  test('the load of a heat is the heat of the load, the other way round', () => {
    for (const load of [0.4, 0.5, 0.6, 0.75, 0.9, 1])
      expect(curve.loadOfHeat(curve.heatAt(load))).toBeCloseTo(load, 12);
    expect(curve.loadOfHeat(2 * 5001)).toBeGreaterThan(1);
  });
});

test('one load known: the same efficiency at all loads', () => {
  const curve = new EngineCurve({ ratedKw: 100, points: [{ load: 1, electrical: 0.4, heat: 0.45 }] });
  expect([curve.fuelAt(0.5), curve.heatAt(0.5), curve.loadOfHeat(56.25)]).toEqual([125, 56.25, 0.5]);
});

test('no heat: no load gives any', () => {
  const curve = new EngineCurve({ ratedKw: 100, points: [{ load: 1, electrical: 0.4, heat: 0 }] });
  expect(curve.loadOfHeat(1)).toBe(Number.POSITIVE_INFINITY);
});

test.each([
  ['loads', [{ load: 0.5, electrical: 0.4, heat: 0.4 }]],
  [
    'loads',
    [
      { load: 1, electrical: 0.4, heat: 0.4 },
      { load: 0.5, electrical: 0.4, heat: 0.4 },
    ],
  ],
  [
    'fuel',
    [
      { load: 0.9, electrical: 0.3, heat: 0.4 },
      { load: 1, electrical: 0.4, heat: 0.4 },
    ],
  ],
  [
    'heat',
    [
      { load: 0.5, electrical: 0.4, heat: 0.5 },
      { load: 1, electrical: 0.4, heat: 0.2 },
    ],
  ],
])('a fault of %s', (fault, points) => {
  expect(curveFault({ points })).toBe(fault);
  expect(() => new EngineCurve({ ratedKw: 1, points })).toThrow(RangeError);
});
