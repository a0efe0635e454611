/** Interval data of meters: what is read, and what is said with its place. */
import { describe, expect, test } from 'vitest';
import { monthlySums } from '../../src/hourly/calendar.ts';
import { codes, FLAT, read, stamps } from './made-series.ts';

const lines = (year: number, step: number, value: (i: number) => number | string = (i) => i % 97, shift = 0) => [
  'time,load_kwh',
  ...[...stamps(year, step, shift)].map((t, i) => `${t},${value(i)}`),
];
/** Its number, but for a few that fall back: a meter's register only rises. */
const number = (i: number) => (i % 2000 === 1999 ? 0 : i);
const hour = (day: number, h: number) => day * 24 + h;
const without = (list: readonly string[], ...at: number[]) => list.filter((_, i) => !at.includes(i));

describe('intervals', () => {
  test.each([15, 30, 60])('%i minutes add up to hours, months and the year', (step) => {
    const { year, findings } = read(lines(2023, step, (i) => (i % 97) / 10));
    expect(findings).toEqual([]);
    const load = year?.tracks.load as Float64Array;
    expect(load).toHaveLength(8760);
    let sum = 0;
    for (let i = 0; i < (8760 * 60) / step; i++) sum += (i % 97) / 10;
    expect(load.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 6);
    expect(monthlySums(load).reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 6);
    const parts = 60 / step;
    const first = Array.from({ length: parts }, (_, k) => ((1000 * parts + k) % 97) / 10).reduce((a, b) => a + b, 0);
    expect(load[1000]).toBeCloseTo(first, 9);
  });

  test('kW is a power: over half an hour half of it is energy; MWh are thousands', () => {
    const kw = [...stamps(2023, 30)].map((t) => `${t},10`);
    expect(read(['time,load [kW]', ...kw]).year?.tracks.load?.[5]).toBe(10);
    const mwh = [...stamps(2023, 60)].map((t) => `${t},0.25`);
    expect(read(['time,load_mwh', ...mwh]).year?.tracks.load?.[5]).toBe(250);
  });

  test('labels at the end of half hours (0:30 … 24:00) belong to the half hour before', () => {
    const { year, findings } = read(lines(2023, 30, number, 30));
    expect(findings).toEqual([]);
    expect([0, 1, 8759].map((h) => year?.tracks.load?.[h])).toEqual([1, 5, 17518 + 17519]);
  });

  test('hourly labels at half past name the middle of the hour', () => {
    const { year, findings } = read(lines(2023, 60, number, 30));
    expect(findings).toEqual([]);
    expect([0, 17, 8759].map((h) => year?.tracks.load?.[h])).toEqual([0, 17, 8759]);
  });

  test('a row a day with times across, 24:00 last, in kW', () => {
    const times = Array.from({ length: 48 }, (_, i) => `${Math.floor((i + 1) / 2)}:${i % 2 === 0 ? '30' : '00'}`);
    const days = [...stamps(2024, 1440)].map((t, d) =>
      [t.slice(0, 10).replaceAll('-', '/'), ...times.map((_, i) => (d % 60) + i / 100)].join(','),
    );
    const { year, findings } = read(['需要電力 [kW]', ['年月日', ...times].join(','), ...days]);
    expect(findings).toEqual([]);
    expect(year).toMatchObject({ format: 'interval-wide', leap: true, stepMinutes: 30 });
    expect(year?.tracks.load).toHaveLength(8784);
    expect(year?.tracks.load?.[hour(59, 0)]).toBeCloseTo((59 + 59.01) / 2, 9);
  });

  test('twelve months from April are put on the calendar', () => {
    const list: string[] = [];
    for (let t = Date.UTC(2023, 3, 1); t < Date.UTC(2024, 3, 1); t += 3_600_000)
      list.push(`${new Date(t).toISOString().slice(0, 16).replace('T', ' ')},${new Date(t).getUTCFullYear()}`);
    const { year } = read(['time,load_kwh', ...list]);
    expect(year).toMatchObject({ leap: true, year: 2023 });
    expect([hour(0, 0), hour(59, 23), hour(91, 0)].map((h) => year?.tracks.load?.[h])).toEqual([2024, 2024, 2023]);
  });

  test('a leap year has 8,784 hours; one that leaves out 29 February has 8,760, which is said', () => {
    const whole = lines(2024, 60, number);
    expect(read(whole).year?.tracks.load).toHaveLength(8784);
    const cut = read(whole.filter((l) => !l.startsWith('2024-02-29')));
    expect(codes(cut)).toEqual(['series_leap_day_left_out']);
    expect(cut.year?.tracks.load?.[hour(59, 0)]).toBe(hour(60, 0));
  });

  test('day and month are told apart by a day above 12, else asked for', () => {
    const dmy = [...stamps(2023, 60)].map((t) => `${t.slice(8, 10)}/${t.slice(5, 7)}/2023 ${t.slice(11)},1`);
    expect(codes(read(['time,kwh', ...dmy]))).toEqual([]);
    const first = dmy.slice(0, 24);
    expect(read(['time,kwh', ...first]).findings[0]).toMatchObject({ code: 'series_date_order', row: 2 });
  });
});

describe('what is wrong is said with its place', () => {
  test('a gap: where, how long; filled only when asked, from the same hour of the nearest week, and said', () => {
    const list = lines(2023, 60, number);
    const gap = without(list, 1 + 5000, 1 + 5001, 1 + 5002);
    const { year, findings } = read(gap);
    expect(year).toBeUndefined();
    expect(findings).toEqual([
      {
        code: 'series_gap',
        severity: 'error',
        row: 5001,
        column: 'load_kwh',
        params: { from: '2023-07-28 08:00', to: '2023-07-28 10:00', missing: 3, gaps: 1 },
      },
    ]);
    const filled = read(gap, { fill: true });
    expect(codes(filled)).toEqual(['series_filled']);
    expect(filled.findings[0]?.params).toMatchObject({ filled: 3 });
    expect(filled.year?.tracks.load?.[5001]).toBe(5001 + 168);
  });

  test('the time of a gap has the year of its month', () => {
    const list: string[] = [];
    for (let t = Date.UTC(2022, 3, 1); t < Date.UTC(2023, 3, 1); t += 3_600_000)
      list.push(`${new Date(t).toISOString().slice(0, 16).replace('T', ' ')},${t % 7}`);
    const gap = ['time,load_kwh', ...list.filter((l) => !/^2023-02-03 0[45]/.test(l))];
    expect(read(gap).findings[0]).toMatchObject({
      code: 'series_gap',
      params: { from: '2023-02-03 04:00', to: '2023-02-03 05:00', missing: 2, gaps: 1 },
    });
    const autumn = ['time,load_kwh', ...list.filter((l) => !l.startsWith('2022-11-05 10'))];
    expect(read(autumn).findings[0]?.params.from).toBe('2022-11-05 10:00');
  });

  test('blank cells and cells that are no numbers', () => {
    const blank = read(lines(2023, 60, (i) => (i === 30 ? '' : 1)));
    expect(blank.findings).toMatchObject([
      { code: 'series_blank', row: 32, params: { missing: 1, time: '2023-01-02 06:00' } },
    ]);
    const bad = read(lines(2023, 60, (i) => (i === 30 ? 'err' : 1)));
    expect(bad.findings[0]).toMatchObject({ code: 'series_bad_number', row: 32, params: { text: 'err', count: 1 } });
  });

  test('negatives', () => {
    const r = read(lines(2023, 60, (i) => (i === 11 || i === 12 ? -3 : 1)));
    expect(r.year).toBeUndefined();
    expect(r.findings).toMatchObject([{ code: 'series_negative', row: 13, params: { value: -3, count: 2 } }]);
  });

  test('a year too short or too long', () => {
    expect(read(lines(2023, 60).slice(0, 5000)).findings).toMatchObject([
      { code: 'series_too_short', params: { days: 208.29 } },
    ]);
    const long = [...lines(2023, 60), ...lines(2024, 60).slice(1)];
    expect(read(long).findings).toMatchObject([{ code: 'series_too_long', params: { days: 731 } }]);
  });

  test('366 days without a 29 February are a day too many', () => {
    const list = [...lines(2023, 60), '2024-01-01 00:00,1', ...[...stamps(2024, 60)].slice(1, 24).map((t) => `${t},1`)];
    expect(read(list).findings).toMatchObject([{ code: 'series_too_long', params: { days: 366 } }]);
  });

  test('mixed intervals: the first that differs', () => {
    const list = lines(2023, 60);
    const mixed = [...list.slice(0, 100), '2023-01-05 02:20,1', ...list.slice(100)];
    expect(read(mixed).findings).toMatchObject([
      { code: 'series_mixed_intervals', row: 101, params: { minutes: 60, other: 20, count: 2 } },
    ]);
  });

  test('a clock with summer time repeats an hour in autumn', () => {
    const list = lines(2023, 60);
    const twice = [...list.slice(0, 7000), list[6999] as string, ...list.slice(7000)];
    expect(read(twice).findings).toMatchObject([{ code: 'series_duplicate_time', row: 7001, params: { count: 1 } }]);
  });

  test('records out of order', () => {
    const list = lines(2023, 60);
    [list[50], list[51]] = [list[51] as string, list[50] as string];
    expect(codes(read(list))).toContain('series_out_of_order');
    expect(read(list).findings[0]?.row).toBe(52);
  });

  test('labels that say neither start nor end', () => {
    const list = without(lines(2023, 60), 1);
    expect(codes(read(list, { fill: true }))).toEqual(['series_labels_assumed', 'series_filled']);
    expect(codes(read(list, { fill: true, labels: 'start' }))).toEqual(['series_filled']);
  });

  test('an empty file, a form that nobody knows, a time that is none', () => {
    expect(codes(read(''))).toEqual(['series_empty']);
    expect(codes(read('a,b\n1,2\n'))).toEqual(['series_unknown_format']);
    expect(read(['time,load_kwh', 'soon,1', ...lines(2023, 60).slice(1)]).findings[0]).toMatchObject({
      code: 'series_bad_time',
      row: 2,
      params: { text: 'soon' },
    });
  });
});

describe('monthly bills', () => {
  const kwh = (m: number) => 1000 * (12 - m);
  const shape = FLAT;
  const bills = ['month,kWh', ...Array.from({ length: 12 }, (_, m) => `2024-${m + 1},${kwh(m)}`)];

  test('keep their sums on a typical shape, which is said', () => {
    const { year, findings } = read(bills, { shape });
    expect(findings.map((f) => f.code)).toEqual(['series_shape_assumed']);
    expect(year?.leap).toBe(true);
    for (const [m, sum] of monthlySums(year?.tracks.load as Float64Array).entries()) expect(sum).toBeCloseTo(kwh(m), 8);
  });

  test('a missing month and one given twice', () => {
    expect(read(without(bills, 3)).findings).toContainEqual(
      expect.objectContaining({ code: 'series_months_missing', params: { months: '3' } }),
    );
    const twice = [...bills, '2024-3,7'];
    expect(read(twice).findings[0]).toMatchObject({ code: 'series_duplicate_time', row: 14 });
  });

  test('names of months, and Japanese ones', () => {
    const named = bills.map((l, i) =>
      i === 0
        ? l
        : `${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][i - 1]}-24,1`,
    );
    expect(read(named, { shape }).year?.year).toBe(2024);
    const ja = bills.map((_, i) => (i === 0 ? '月,電力量 [kWh]' : `${i}月,1`));
    expect(read(ja, { shape }).year?.tracks.load).toHaveLength(8760);
  });
});
