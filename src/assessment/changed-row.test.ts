import { expect, test } from 'vitest';
import { assessRows, isGood } from '../../test/support/assess.ts';
import { steadySolar } from '../../test/support/sites.ts';
import { changedRow } from './changed-row.ts';
import type { SiteRow } from './row.ts';

const rowOf = (cells: Parameters<typeof steadySolar>[1]): SiteRow =>
  assessRows([steadySolar(100, cells)]).rows.find(isGood) as SiteRow;

const numberIn = (row: SiteRow, name: string) => row.values[row.shape.params.indexOf(name)];

test('a number takes the place of the cell and of its spread; the row itself stays', () => {
  const row = rowOf({ capex_jpy: '100 ± 5', opex_jpy_per_year: '10 ± 1' });
  const changed = changedRow(row, { numbers: { capex: { value: 120 } }, texts: {} });
  expect(numberIn(changed, 'capex')).toBe(120);
  expect(Object.keys(changed.spreads ?? {})).toEqual(['opex']);
  expect(changed.shape).toBe(row.shape);
  expect(numberIn(row, 'capex')).toBe(100);
  const spread = { kind: 'normal', mean: 120, sd: 3, text: 'normal(120, 3)' } as const;
  const again = changedRow(row, { numbers: { capex: { value: 120, spread } }, texts: {} });
  expect(again.spreads?.capex).toEqual(spread);
});

test('a cell that was blank, and a text: equal changes have one shape', () => {
  const row = rowOf({});
  const change = (value: number) => ({ numbers: { credit_price: { value } }, texts: { power_use: 'grid' } });
  const [a, b] = [changedRow(row, change(5)), changedRow(row, change(6))];
  expect(a.shape).toBe(b.shape);
  expect(a.shape.texts.power_use).toBe('grid');
  expect([numberIn(a, 'credit_price'), numberIn(b, 'credit_price')]).toEqual([5, 6]);
  expect(a.values.slice(0, row.values.length)).toEqual(row.values);
});

test('what was lost for want of a rate is given', () => {
  const row = rowOf({});
  const lost: SiteRow = { ...row, shape: { ...row.shape, lost: { overhaul_cost: 'no_rate' } } };
  expect(changedRow(lost, { numbers: { overhaul_cost: { value: 1 } }, texts: {} }).shape.lost).toBeUndefined();
});
