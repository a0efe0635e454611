/** Loads that cannot be what they say. */
import { describe, expect, test } from 'vitest';
import { codes, FLAT, read, stamps } from './made-series.ts';

const HALF_HOURS = [...stamps(2025, 30)];
const intervals = (value: (i: number) => number) =>
  read(['time,load_kwh', ...HALF_HOURS.map((t, i) => `${t},${value(i)}`)]);
const bills = (values: readonly string[], header = 'kWh') =>
  read([`month,${header}`, ...values.map((v, m) => `2025-${m + 1},${v}`)], { shape: FLAT });
const twelve = (value: (m: number) => string) => Array.from({ length: 12 }, (_, m) => value(m));

describe('intervals', () => {
  test('nothing at all is no load', () => {
    expect(intervals(() => 0).findings).toMatchObject([
      { code: 'series_all_zero', severity: 'error', row: 2, column: 'load_kwh' },
    ]);
  });

  test('one far beyond the others, with its line; below the bound none', () => {
    const at = (most: number) => intervals((i) => (i === 5000 ? most : 8 + (i % 3)));
    const r = at(201);
    expect(r.findings).toEqual([
      {
        code: 'series_load_outlier',
        severity: 'warning',
        row: 5002,
        column: 'load_kwh',
        params: { value: 201, times: 20, count: 1 },
      },
    ]);
    expect(r.year).toBeDefined();
    expect(at(199).findings).toEqual([]);
  });

  test('a register only rises, even when it begins anew or its year begins in April', () => {
    expect(intervals((i) => 100_000 + 10 * i).findings).toMatchObject([{ code: 'series_register', severity: 'error' }]);
    expect(codes(intervals((i) => (100_000 + 10 * i) % 200_000))).toContain('series_register');
    const fiscal: string[] = [];
    for (let t = Date.UTC(2023, 3, 1), n = 0; t < Date.UTC(2024, 3, 1); t += 3_600_000, n += 7)
      fiscal.push(`${new Date(t).toISOString().slice(0, 16)},${5000 + n}`);
    expect(codes(read(['time,kwh', ...fiscal]))).toEqual(['series_register']);
  });

  test('a load that is mostly flat, and one that falls as it rises, are none', () => {
    expect(intervals((i) => (i < 10_000 ? 5 : 6)).findings).toEqual([]);
    expect(intervals((i) => i % 48).findings).toEqual([]);
  });
});

describe('bills', () => {
  test('a dot of thousands is no decimal point', () => {
    const r = bills(twelve((m) => `${215 + m}.081`));
    expect(r.year).toBeUndefined();
    expect(r.findings[0]).toMatchObject({
      code: 'series_dot_thousands',
      severity: 'error',
      row: 2,
      column: 'kWh',
      params: { text: '215.081', whole: '215081' },
    });
    expect(codes(bills(twelve((m) => (m === 3 ? '998' : '1.215'))))).toContain('series_dot_thousands');
    expect(codes(bills(twelve((m) => (m === 3 ? '1.261.207' : '998.215'))))).toContain('series_dot_thousands');
  });

  test('decimals that are none of thousands', () => {
    expect(codes(bills(twelve(() => '215.08')))).toEqual(['series_shape_assumed']);
    expect(codes(bills(twelve((m) => (m === 3 ? '1215.081' : '998.215'))))).toEqual(['series_shape_assumed']);
    const mwh = bills(
      twelve(() => '215.081'),
      'load_mwh',
    );
    expect(codes(mwh)).toEqual(['series_shape_assumed']);
    expect(mwh.year?.tracks.load?.reduce((a, b) => a + b, 0)).toBeCloseTo(12 * 215_081, 4);
  });

  test('one month far beyond the others', () => {
    expect(bills(twelve((m) => (m === 6 ? '229418' : '220'))).findings[0]).toMatchObject({
      code: 'series_bill_outlier',
      severity: 'warning',
      row: 8,
      params: { value: 229_418, times: 1043 },
    });
    expect(codes(bills(twelve((m) => (m === 6 ? '2100' : '220'))))).toEqual(['series_shape_assumed']);
  });

  test('nothing at all; numbers that only rise', () => {
    expect(bills(twelve(() => '0')).findings[0]).toMatchObject({ code: 'series_all_zero', severity: 'error' });
    expect(bills(twelve((m) => String(100_000 + 9000 * m))).findings[0]).toMatchObject({
      code: 'series_register',
      severity: 'warning',
    });
  });

  test('readings by name and by number', () => {
    const r = bills(
      twelve((m) => String(100_000 + 9000 * m)),
      '指針 [kWh]',
    );
    expect(r.year).toBeUndefined();
    expect(r.findings).toContainEqual(expect.objectContaining({ code: 'series_register', severity: 'error' }));
  });

  test('dates of reading say no month', () => {
    const dates = twelve((m) => `2025-${m + 1}-14,1000`);
    expect(read(['date,kWh', ...dates]).findings).toMatchObject([{ code: 'series_month_apart', severity: 'error' }]);
  });
});
