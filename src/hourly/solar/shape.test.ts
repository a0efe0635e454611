import { expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../tools/build-catalog.ts';
import { daysOfMonth, monthlySums } from '../calendar.ts';
import type { Plant } from './plant.ts';
import { clearSkyShape, seasonalityOf } from './shape.ts';

const PLANT: Plant = {
  tilt: 15,
  azimuth: 180,
  losses: 0.14,
  inverterEfficiency: 0.96,
  dcAcRatio: 1.2,
  temperatureCoefficient: -0.004,
  noct: 45,
  albedo: 0.2,
};
const sum = (list: Float64Array) => list.reduce((a, b) => a + b, 0);

test('adds up to the yield; best over worst month is the seasonality; dark at night', () => {
  for (const [latitude, seasonality, leap] of [
    [21, 1.6, false],
    [47.9, 1.86, true],
    [-6.2, 1.3, false],
  ] as const) {
    const azimuth = latitude < 0 ? 0 : 180;
    const ac = clearSkyShape({ latitude, utcOffset: 7, leap }, { ...PLANT, azimuth }, 1400, seasonality);
    expect(ac).toHaveLength(leap ? 8784 : 8760);
    expect(sum(ac)).toBeCloseTo(1400, 8);
    const daily = monthlySums(ac).map((s, m) => s / daysOfMonth(m + 1, leap));
    expect(Math.max(...daily) / Math.min(...daily)).toBeCloseTo(seasonality, 9);
    expect([0, 1, 2, 23].every((h) => ac[100 * 24 + h] === 0)).toBe(true);
    expect(Math.min(...ac)).toBe(0);
  }
});

test('north and south have their summer half a year apart', () => {
  const month = (latitude: number) => {
    const ac = clearSkyShape(
      { latitude, utcOffset: 0, leap: false },
      { ...PLANT, azimuth: latitude < 0 ? 0 : 180 },
      1500,
      2,
    );
    const sums = monthlySums(ac).map((s, m) => s / daysOfMonth(m + 1, false));
    return sums.indexOf(Math.max(...sums)) + 1;
  };
  expect([5, 6, 7]).toContain(month(48));
  expect([11, 12, 1]).toContain(month(-33));
});

test('without a longitude the sun is highest at noon; east of the middle of its zone it is early', () => {
  const peak = (longitude: number | undefined) => {
    const ac = clearSkyShape(
      { latitude: 0, longitude, utcOffset: 7, leap: false },
      { ...PLANT, tilt: 0 },
      1500,
      undefined,
    );
    let moment = 0;
    for (let h = 0; h < 8760; h++) moment += (ac[h] as number) * ((h % 24) + 0.5);
    return moment / 1500;
  };
  expect(peak(undefined)).toBeCloseTo(12, 1);
  expect(peak(105 + 15)).toBeCloseTo(11, 1);
});

test('seasonality of the catalog, where it has one', async () => {
  const catalog = await loadCatalogFromFiles();
  // factors/solar_yield.csv: Mongolia 1.86.
  expect([seasonalityOf(catalog, 'MN'), seasonalityOf(catalog, 'XX')]).toEqual([1.86, undefined]);
});
