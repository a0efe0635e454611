import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { read } from '../../test/hourly/made-series.ts';
import { clockFinding, toCalendar, toClock } from './align.ts';
import type { HourlyYear } from './series/types.ts';
import { sunOf } from './solar/plant.ts';

const year = Float64Array.from({ length: 8760 }, (_, h) => h);

test('UTC to UTC+7: what fell at 5 h falls at 12 h; half-hour zones split the hour; the sum stays', () => {
  expect(toClock(year, 7)[12]).toBe(5);
  expect(toClock(year, -5)[0]).toBe(5);
  expect(toClock(year, 5.5)[12]).toBe(6.5);
  const sum = (v: Float64Array) => v.reduce((a, b) => a + b, 0);
  for (const ahead of [7, 5.5, 5.75, -3]) expect(sum(toClock(year, ahead))).toBeCloseTo(sum(year), 3);
});

test('29 February is copied from the day before it, or left out, and said', () => {
  const longer = toCalendar(year, true);
  expect(longer.values).toHaveLength(8784);
  expect([58, 59, 60].map((d) => longer.values[d * 24])).toEqual([58 * 24, 58 * 24, 59 * 24]);
  expect(longer.values[8783]).toBe(8759);
  expect(longer.findings.map((f) => f.code)).toEqual(['series_leap_day_copied']);
  const back = toCalendar(longer.values, false);
  expect(back.values).toEqual(year);
  expect(back.findings.map((f) => f.code)).toEqual(['series_leap_day_dropped']);
  expect(toCalendar(year, false)).toEqual({ values: year, findings: [] });
});

test('a clock that is hours off is seen by the sun, with about how many', () => {
  const text = readFileSync(new URL('../../fixtures/series/pvwatts-golden-co.csv', import.meta.url), 'utf8');
  const finding = (utcOffset: number) => {
    const weather = read(text, { utcOffset }).year as HourlyYear;
    const { dni } = weather.tracks as { dni: Float64Array };
    return clockFinding(dni, sunOf(weather), 1);
  };
  expect(finding(-7)).toBeUndefined();
  for (const off of [-6, 5, 7]) {
    const hours = Number(finding(-7 + off)?.params.hours);
    expect(Math.abs(Math.abs(hours) - Math.abs(off))).toBeLessThan(2);
  }
});
