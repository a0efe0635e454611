import { expect, test } from 'vitest';
import { siteOfRow } from './sites-of-sheet.ts';

const number = (text: string) => Number(text);

test('cells take the place of common keys, dotted headers of keys of a part; empty cells leave them', () => {
  const common = { country: 'VN', technology: 'solar-pv', limits: { roof_m2: 10, export_kw: 0 }, aim: 'npv' };
  const header = ['site_id', 'country', 'limits.roof_m2', 'series.annual_kwh', 'capex [M JPY]'];
  expect(siteOfRow(common, header, ['A', '', '500', '9', '3'], number).site).toEqual({
    ...common,
    site_id: 'A',
    limits: { roof_m2: 500, export_kw: 0 },
    series: { annual_kwh: 9 },
    'capex [M JPY]': '3',
  });
});

test('the common file stays as it is', () => {
  const common = { limits: { roof_m2: 10 } };
  siteOfRow(common, ['limits.roof_m2'], ['20'], number);
  expect(common).toEqual({ limits: { roof_m2: 10 } });
});

test('filled cells beyond the header are counted', () => {
  expect(siteOfRow({}, ['site_id'], ['A', '', '1,600'], number).extra).toBe(1);
  expect(siteOfRow({}, ['site_id'], ['A', '', ' '], number).extra).toBe(0);
});
