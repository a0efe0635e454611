import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { read } from '../../../test/hourly/made-series.ts';
import { monthlySums } from '../calendar.ts';
import type { HourlyYear } from '../series/types.ts';
import { hasWeather, inverter, type Plant, plantYear, sunOf } from './plant.ts';

const text = readFileSync(new URL('../../../fixtures/series/pvwatts-golden-co.csv', import.meta.url), 'utf8');
const weather = read(text, { utcOffset: -7 }).year as HourlyYear;
const printed = (column: number) =>
  Float64Array.from(text.split('\n').flatMap((l) => (/^\d+,\d+,\d+,/.test(l) ? [Number(l.split(',')[column])] : [])));
// Plane of array irradiance, W/m2; and the plant of the export: 4 kW, rack, tilt 20°, south, losses 14.08 %, inverter 96 %, ratio 1.2, standard module.
const PLANE = printed(7);
const PLANT: Plant = {
  tilt: 20,
  azimuth: 180,
  losses: 0.1408,
  inverterEfficiency: 0.96,
  dcAcRatio: 1.2,
  temperatureCoefficient: -0.0047,
  noct: 45,
  albedo: 0.2,
};
const sum = (list: Float64Array) => list.reduce((a, b) => a + b, 0);
const apart = (a: number, b: number) => Math.abs(a / b - 1);

describe('against a year of PVWatts', () => {
  const year = plantYear(weather, PLANT);

  test('plane, direct and alternating current of the year within 0.2 %, AC of each month within 0.3 %', () => {
    expect(apart(sum(year.plane), sum(PLANE))).toBeLessThan(0.002);
    expect(apart(sum(year.dc) * 4000, sum(printed(9)))).toBeLessThan(0.002);
    expect(apart(sum(year.ac) * 4000, 6023671.24)).toBeLessThan(0.002);
    const ours = monthlySums(year.ac).map((v) => v * 4000);
    for (const [m, wh] of monthlySums(printed(10)).entries()) expect(apart(ours[m] as number, wh)).toBeLessThan(0.003);
  });

  test('cells within half a degree in every sunny hour', () => {
    const cells = printed(8);
    const worst = year.cell.reduce(
      (most, cell, h) => ((PLANE[h] as number) > 200 ? Math.max(most, Math.abs(cell - (cells[h] as number))) : most),
      0,
    );
    expect(worst).toBeLessThan(0.5);
  });

  test('its time zone matters: an hour off moves mornings and evenings', () => {
    const wrong = plantYear({ ...weather, site: { ...weather.site, utcOffset: -6 } }, PLANT);
    const worst = Math.max(...wrong.plane.map((v, h) => Math.abs(v - (PLANE[h] as number))));
    expect(worst).toBeGreaterThan(100);
  });
});

describe('inverter', () => {
  test('at full load it gives its rating, beyond it no more', () => {
    // Load 1: (−0.0162 − 0.0059 + 0.9858) × 0.96 ÷ 0.9637 = 0.96, the nominal efficiency.
    const rating = 1 / 1.2;
    expect(inverter(rating / 0.96, PLANT)).toBeCloseTo(rating, 12);
    expect(inverter(1, PLANT)).toBe(rating);
    expect(inverter(0.0005, PLANT)).toBe(0);
    expect(inverter(0, PLANT)).toBe(0);
  });

  test('a bigger ratio of DC to AC loses more', () => {
    const ac = [1.2, 1.5, 2].map((dcAcRatio) => sum(plantYear(weather, { ...PLANT, dcAcRatio }).ac));
    expect(ac).toEqual([...ac].sort((a, b) => b - a));
    expect(ac[0]).toBeGreaterThan(ac[2] as number);
  });
});

test('irradiance of the plane is taken as it is', () => {
  const poa = Float64Array.from({ length: 8760 }, (_, h) => (h % 24 === 12 ? 1000 : 0));
  const temperature = new Float64Array(8760).fill(25);
  const given: HourlyYear = { ...weather, tracks: { poa, temperature } };
  const year = plantYear(given, { ...PLANT, losses: 0, temperatureCoefficient: 0, dcAcRatio: 0.5 });
  expect(year.dc[12]).toBe(1);
  expect(sum(year.dc)).toBeCloseTo(365, 9);
});

test('global irradiance alone is split by its clearness: within 4 % of the year of the three', () => {
  const sun = sunOf(weather).cosZenith;
  const { dni, dhi, temperature, wind } = weather.tracks as Record<string, Float64Array>;
  const ghi = Float64Array.from(sun, (c, h) => (dhi?.[h] as number) + Math.max(0, c) * (dni?.[h] as number));
  const split = plantYear({ ...weather, tracks: { ghi, temperature, wind } as HourlyYear['tracks'] }, PLANT);
  expect(apart(sum(split.ac), sum(plantYear(weather, PLANT).ac))).toBeLessThan(0.04);
});

test('what the model needs: the plane, or a place with global or beam and diffuse', () => {
  const some = new Float64Array(8760);
  const has = (tracks: HourlyYear['tracks'], site: HourlyYear['site'] = weather.site) =>
    hasWeather({ ...weather, site, tracks });
  expect([has({ poa: some }, {}), has({ ghi: some }), has({ dni: some, dhi: some })]).toEqual([true, true, true]);
  expect([has({ dni: some }), has({ ghi: some }, { latitude: 5 }), has({ load: some })]).toEqual([false, false, false]);
});
