/** Which of several columns of energy is the load. Numbers tell the columns apart: the first is 2, the second 10, the third 3 in each half hour or month. */
import { describe, expect, test } from 'vitest';
import type { ReadOptions } from '../../src/hourly/series/types.ts';
import { FLAT, read, stamps } from './made-series.ts';

const HALF_HOURS = [...stamps(2025, 30)];
const MONTHS = Array.from({ length: 12 }, (_, m) => `2025-${m + 1}`);
const table = (header: string, values: string, keys: readonly string[]) => [
  header,
  ...keys.map((k) => `${k},${values}`),
];
const intervals = (header: string, options: Partial<ReadOptions> = {}, values = '2,10,3') =>
  read(table(`time,${header}`, values, HALF_HOURS), options);
const bills = (header: string, options: Partial<ReadOptions> = {}, values = '2,10,3') =>
  read(table(`month,${header}`, values, MONTHS), { shape: FLAT, ...options });
const sum = (r: ReturnType<typeof read>) => r.year?.tracks.load?.reduce((a, b) => a + b, 0);

describe('one column is the load, the others say that they are something else', () => {
  test.each([
    ['売電[kWh],買電[kWh]', 10],
    ['export_kwh,import_kwh', 10],
    ['最大需要電力 [kW],使用電力量 [kWh]', 10],
    ['max demand [kW],energy [kWh]', 10],
    ['peak demand [kW],kWh,off-peak demand [kW]', 10],
    ['デマンド[kW],受電[kWh]', 10],
    ['積算電力量[kWh],需要 [kWh]', 10],
    ['reactive energy [kWh],consumption [kWh],PV generation [kWh]', 10],
    ['heat_mj,load_kwh,cooling_mj', 10],
    ['kWh import,kWh export', 2],
  ])('%s', (header, each) => {
    const r = intervals(header);
    expect(sum(r)).toBeCloseTo(17520 * each, 6);
    expect(r.findings).toMatchObject([{ code: 'series_column_used', severity: 'note', row: 1 }]);
  });

  test('generation is a track of its own, not a column left over', () => {
    const r = intervals('発電量[kWh],買電[kWh]');
    expect(r.findings).toEqual([]);
    expect(r.year?.tracks.generation?.[0]).toBe(4);
    expect(sum(r)).toBe(175_200);
  });

  test('the finding names what was taken and what was not', () => {
    expect(intervals('売電[kWh],買電[kWh],返送[kWh]').findings[0]).toMatchObject({
      column: '買電[kWh]',
      params: { left: '売電[kWh]; 返送[kWh]' },
    });
  });

  test('prices and energies for something are no energies', () => {
    expect(sum(intervals('単価 [円/kWh],load_kwh,price jpy per kwh'))).toBe(175_200);
    expect(intervals('単価 [円/kWh],load_kwh,price jpy per kwh').findings).toEqual([]);
  });

  test('a table of heat, cooling and electricity serves each of them', () => {
    const header = 'heat_mj,load_kwh,cooling_mj';
    expect(sum(intervals(header, { demand: 'heat' }))).toBeCloseTo((17520 * 2) / 3.6, 6);
    expect(sum(intervals(header, { demand: 'cooling' }))).toBeCloseTo((17520 * 3) / 3.6, 6);
    expect(sum(intervals('heat_mj'))).toBeCloseTo((17520 * 2) / 3.6, 6);
  });
});

describe('never the first of several', () => {
  test.each([
    ['A [kWh],B [kWh],C [kWh]', 'A [kWh]; B [kWh]; C [kWh]'],
    ['peak load [kWh],off-peak load [kWh]', 'peak load [kWh]; off-peak load [kWh]'],
    ['peak [kWh],off-peak [kWh]', 'peak [kWh]; off-peak [kWh]'],
    ['T1 day [kWh],Tariff 2 [kWh],rate 3 [kWh]', 'T1 day [kWh]; Tariff 2 [kWh]; rate 3 [kWh]'],
    ['factory [kWh],office [kWh],export [kWh]', 'factory [kWh]; office [kWh]'],
    ['load [kW],load [kWh]', 'load [kW]; load [kWh]'],
  ])('%s', (header, columns) => {
    for (const r of [intervals(header), header.includes('kW]') ? undefined : bills(header)]) {
      if (!r) continue;
      expect(r.year).toBeUndefined();
      expect(r.findings[0]).toMatchObject({
        code: 'series_several_columns',
        severity: 'error',
        row: 1,
        params: { columns, key: 'load_column' },
      });
    }
  });

  test('no consumption at all', () => {
    expect(intervals('売電[kWh]').findings).toMatchObject([
      { code: 'series_no_load_column', severity: 'error', params: { columns: '売電[kWh]' } },
    ]);
    expect(bills('発電量 [kWh],売電 [kWh]').findings[0]).toMatchObject({ code: 'series_no_load_column' });
  });

  test('beside the sun unclear energies are left out, and that is said', () => {
    const r = intervals('A [kWh],ghi_w_per_m2,B [kWh]');
    expect(r.findings).toMatchObject([{ code: 'series_several_columns', severity: 'warning' }]);
    expect(Object.keys(r.year?.tracks ?? {})).toEqual(['ghi']);
  });
});

describe('a whole and its parts', () => {
  const header = 'peak [kWh],total [kWh],off-peak [kWh]';

  test('the whole is taken when the parts add up to it', () => {
    const r = bills(header, {}, '200,1000,800');
    expect(sum(r)).toBeCloseTo(12_000, 6);
    expect(r.findings[0]).toMatchObject({ code: 'series_column_used', column: 'total [kWh]' });
  });

  test('not when they do not', () => {
    expect(bills(header, {}, '200,1000,790').findings[0]).toMatchObject({ code: 'series_several_columns' });
  });
});

describe('columns that somebody names', () => {
  test('one, or several that add up, whatever their order and case', () => {
    expect(sum(intervals('A [kWh],B [kWh],C [kWh]', { column: ['b [kwh]'] }))).toBe(175_200);
    const both = intervals('A [kWh],B [MWh],C [kWh]', { column: ['C [kWh]', 'B [MWh]'] });
    expect(sum(both)).toBeCloseTo(17520 * 10_003, 3);
    expect(both.findings).toEqual([]);
    expect(sum(intervals('A [kWh],B [kWh]', { column: ['B [kWh]', 'b [kWh]'] }))).toBe(175_200);
    expect(sum(bills('peak [kWh],off-peak [kWh]', { column: ['peak [kWh]', 'off-peak [kWh]'] }))).toBeCloseTo(144, 9);
  });

  test('even an export, which was meant', () => {
    expect(sum(intervals('売電[kWh],買電[kWh]', { column: ['売電[kWh]'] }))).toBe(35_040);
  });

  test('one that is not there, and energies with powers', () => {
    expect(intervals('A [kWh],B [kW]', { column: ['D [kWh]'] }).findings).toMatchObject([
      { code: 'series_column_unknown', column: 'D [kWh]', params: { columns: 'A [kWh]; B [kW]' } },
    ]);
    expect(intervals('A [kWh],B [kW]', { column: ['A [kWh]', 'B [kW]'] }).findings).toMatchObject([
      { code: 'series_columns_mixed', severity: 'error' },
    ]);
  });

  test('a blank in one of them is a blank', () => {
    const r = intervals('A [kWh],B [kWh]', { column: ['A [kWh]', 'B [kWh]'] }, '2,');
    expect(r.findings).toMatchObject([{ code: 'series_blank', column: 'A [kWh] + B [kWh]' }]);
  });
});

test('a highest value or a reading that stands alone is doubted', () => {
  expect(intervals('最大需要 [kW]').findings).toMatchObject([{ code: 'series_column_doubtful', severity: 'warning' }]);
  expect(intervals('demand [kW]').findings).toEqual([]);
});
