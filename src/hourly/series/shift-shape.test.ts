/** Factories: a base load and other working days. The expected sums are counted by hand. */
import { expect, test } from 'vitest';
import { type LoadShape, shapedLoad } from './load-shape.ts';
import { shapeFinding, withShifts } from './shift-shape.ts';

const one = (from: number, to: number) => Array.from({ length: 24 }, (_, h) => (h >= from && h < to ? 4 : 0));
const shape = (weekday: readonly number[], weekend: readonly number[]): LoadShape => ({
  id: 'works',
  hours: Array.from({ length: 12 }, () => [weekday, weekend] as const),
  evidence: 'definition',
  source: 'test',
  note: '',
});
const SHIFT = shape(one(9, 17), one(0, 0));
/** A common year that begins on a Sunday: 53 Sundays, 52 of every other day. */
const YEAR = { leap: false, firstWeekday: 0 };
const load = (s: LoadShape | undefined) => shapedLoad(s as LoadShape, { annualKwh: 1_000_000 }, YEAR);
const total = (values: Float64Array) => values.reduce((a, b) => a + b, 0);

test.each([
  [5, 260],
  [6, 312],
  [7, 365],
])('%i working days: the year is spread over %i days of eight hours', (workingDays, days) => {
  const hours = load(withShifts(SHIFT, { workingDays }));
  expect(total(hours)).toBeCloseTo(1_000_000, 4);
  expect(hours.filter((v) => v > 0)).toHaveLength(days * 8);
  expect(Math.max(...hours)).toBeCloseTo(1_000_000 / (days * 8), 6);
  // 1 January is a Sunday, the 7th a Saturday.
  expect(hours[12] !== 0).toBe(workingDays === 7);
  expect((hours[6 * 24 + 12] as number) !== 0).toBe(workingDays >= 6);
});

test('a base load of a quarter: outside the shifts a quarter of the load within, the year unchanged', () => {
  const hours = load(withShifts(SHIFT, { baseLoadPct: 25 }));
  const [shift, other] = [260 * 8, 8760 - 260 * 8];
  const within = 1_000_000 / (shift + 0.25 * other);
  expect(total(hours)).toBeCloseTo(1_000_000, 4);
  expect(hours[24 + 12]).toBeCloseTo(within, 6);
  expect(hours[24 + 3]).toBeCloseTo(0.25 * within, 6);
  expect(hours[12]).toBeCloseTo(0.25 * within, 6);
});

test('three shifts have days off only when somebody says so', () => {
  const always = shape(one(0, 24), one(0, 24));
  expect(load(always).filter((v) => v > 0)).toHaveLength(8760);
  expect(load(withShifts(always, { workingDays: 6 })).filter((v) => v > 0)).toHaveLength(312 * 24);
});

test('a shape without shifts is not changed', () => {
  const office = shape([...one(9, 17).slice(0, 23), 1], one(0, 0));
  expect(withShifts(office, { workingDays: 6 })).toBeUndefined();
  expect(withShifts(office, {})).toBe(office);
});

test('which way a shape errs is said where it has nothing outside the shifts', () => {
  expect(shapeFinding(SHIFT).code).toBe('series_shape_without_base');
  expect(shapeFinding(withShifts(SHIFT, { workingDays: 6 }) as LoadShape)).toMatchObject({
    code: 'series_shape_without_base',
    params: { shape: 'works, working_days: 6' },
  });
  expect(shapeFinding(withShifts(SHIFT, { baseLoadPct: 10 }) as LoadShape).code).toBe('series_shape_assumed');
  expect(shapeFinding(shape(one(0, 24), one(0, 24))).code).toBe('series_shape_assumed');
});
