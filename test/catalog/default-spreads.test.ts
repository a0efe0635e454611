/** Default spreads: what each technology has, and that every number has its grounds. */
import { describe, expect, test } from 'vitest';
import { bindShape } from '../../src/assessment/assessment.ts';
import { defaultSpreadOf } from '../../src/assessment/default-spread.ts';
import { checkCatalog } from '../../src/catalog/check.ts';
import type { Catalog, Quantity } from '../../src/catalog/index.ts';
import { catalog } from '../support/assess.ts';

const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
const spreads = quantities.flatMap((q) => {
  const spread = q.spread ?? q.spreadIfGiven;
  return Object.entries(spread?.values ?? {}).map(([label, form]) => ({ q, label, form, spread }));
});

test('every spread has a source that is there, or is recalled', () => {
  expect(spreads.length).toBeGreaterThan(20);
  for (const { q, form } of spreads) {
    if (form.source === undefined) expect([q.name, form.evidence]).toEqual([q.name, 'recalled']);
    else expect(Object.keys(catalog.sources)).toContain(form.source);
    // What a number rests on, or that nothing was found, is said.
    expect(form.note, q.name).toEqual(expect.any(String));
  }
});

const shapeOf = (technology: string, params: readonly string[] = [], texts: Record<string, string> = {}) => {
  const a = bindShape(catalog, { texts: { technology, country: 'FR', ...texts }, params: [...params] });
  return (name: string) => defaultSpreadOf(a.bindings.resolve(name), a.bindings);
};

const MONEY = ['capex_jpy', 'local_currency_drift'];
const MAIN: Record<string, string[]> = {
  'solar-pv': [
    'specific_yield_kwh_per_kw',
    'annual_electricity_mwh',
    'degradation_pct_per_year',
    'weather',
    'electricity_price_jpy_per_kwh',
  ],
  'led-lighting': ['operating_hours_per_year', 'lamp_life_hours', 'electricity_price_jpy_per_kwh'],
  'gas-cogeneration': [
    'operating_hours_per_year',
    'load_factor_pct',
    'availability_pct',
    'electrical_efficiency_pct',
    'heat_efficiency_pct',
    'heat_use_pct',
    'electricity_price_jpy_per_kwh',
    'gas_price_jpy_per_gj_ncv',
  ],
};
MAIN['floating-solar-pv'] = MAIN['solar-pv'] as string[];

test.each(
  Object.values(catalog.books)
    .filter((b) => b.kind === 'technology' && !b.abstract)
    .map((b) => b.id),
)('%s has spreads for what drives it', (id) => {
  const books = [id, ...(catalog.books[id]?.uses ?? []), 'cash-flow'];
  const has = quantitiesOf(books).filter((q) => q.spread ?? q.spreadIfGiven);
  expect(has.map((q) => q.column)).toEqual(expect.arrayContaining([...(MAIN[id] as string[]), ...MONEY]));
});

const quantitiesOf = (books: readonly string[]): Quantity[] =>
  books.flatMap((b) => Object.values(catalog.books[b]?.quantities ?? {}));

test('the yield of solar power: the site for its life, the climate year by year', () => {
  const of = shapeOf('solar-pv', ['specific_yield']);
  expect(of('specific_yield')).toMatchObject({ kind: 'normal', sd_pct: 7.8, per: 'life', sharedBy: 'site' });
  expect(of('weather')).toMatchObject({ kind: 'normal', sd_pct: 3.9, per: 'year', sharedBy: 'country' });
  // 8.7 % in the first year and, climate averaged out over 25 years and ageing left aside, 7.9 % over the life.
  expect(Math.hypot(7.8, 3.9)).toBeCloseTo(8.7, 1);
  expect(Math.hypot(7.8, 3.9 / 5)).toBeCloseTo(7.9, 0);
});

describe('which spread fits', () => {
  test('a computed quantity has that of what it is computed from', () => {
    expect(shapeOf('solar-pv')('annual_electricity')).toBeUndefined();
    expect(shapeOf('solar-pv', ['annual_electricity'])('annual_electricity')).toMatchObject({ sd_pct: 7.8 });
  });

  test('values that stand for one nobody gave are not for a given one', () => {
    expect(shapeOf('gas-cogeneration')('availability')).toMatchObject({ kind: 'triangular', mode: 0.97 });
    expect(shapeOf('gas-cogeneration', ['availability'])('availability')).toBeUndefined();
  });

  test('the class of the estimate chooses that of the cost', () => {
    expect(shapeOf('led-lighting', ['capex'])('capex')).toMatchObject({ low_pct: -30, high_pct: 50 });
    const classOf = (label: string) => shapeOf('led-lighting', ['capex'], { cost_estimate_class: label })('capex');
    expect(classOf('class-5')).toMatchObject({ low_pct: -50, high_pct: 100 });
    expect(classOf('class-1')).toMatchObject({ low_pct: -10, high_pct: 15 });
  });

  test('a factor fixed ex ante has none, nor one that the row gives; that of a table has', () => {
    const factor = (country: string, params: string[] = []) =>
      shapeOf('solar-pv', params, { country, power_source: 'grid' })('reference_factor_grid');
    expect(factor('TH')).toBeUndefined();
    expect(factor('IN')).toMatchObject({ kind: 'normal', sharedBy: 'grid' });
    expect(factor('IN', ['reference_factor_grid'])).toBeUndefined();
  });
});

describe('faults of a catalog', () => {
  const broken = (change: (q: Quantity, c: Catalog) => void, name: string): string[] => {
    const copy = structuredClone(catalog);
    for (const b of Object.values(copy.books)) if (b.quantities[name]) change(b.quantities[name], copy);
    return checkCatalog(copy);
  };
  test.each<[string, string, (q: Quantity) => void, RegExp]>([
    [
      'a source that is not there',
      'opex',
      (q) => Object.assign(q.spread?.values.default ?? {}, { source: 'gone' }),
      /cash-flow\.opex: source "gone" of the spread/,
    ],
    ['nobody shares it', 'opex', (q) => Object.assign(q, { sharedBy: undefined }), /needs shared_by/],
    ['a length in whole years', 'opex', (q) => Object.assign(q, { whole: true }), /not a whole one/],
    [
      'by no coded input',
      'capex',
      (q) => Object.assign(q.spread ?? {}, { by: 'opex' }),
      /"opex", which is no coded input/,
    ],
    [
      'a label that is none',
      'capex',
      (q) => Object.assign(q.spread?.values ?? {}, { 'class-9': q.spread?.values['class-5'] }),
      /"class-9" is none of class-1/,
    ],
  ])('%s', (_what, name, change, message) => {
    expect(broken(change, name)).toEqual([expect.stringMatching(message)]);
  });
});
