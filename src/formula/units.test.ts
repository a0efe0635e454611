import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FormulaError } from './errors.ts';
import { dimText, parseUnit, sameDim, unitSlug } from './units.ts';
import { resolveUnits } from './units-mathjs.ts';

const TABLE = resolveUnits(parse(readFileSync(new URL('../../methodologies/units.yaml', import.meta.url), 'utf8')));
const unit = (text: string) => parseUnit(text, TABLE);

/** How many `to` one `from` is; undefined when they are not of one dimension. */
function factor(from: string, to: string): number | undefined {
  const [a, b] = [unit(from), unit(to)];
  return sameDim(a.dim, b.dim) ? a.scale / b.scale : undefined;
}

describe('conversions', () => {
  test.each([
    ['MWh', 'GJ', 3.6],
    ['kWh', 'MJ', 3.6],
    ['TJ', 'MWh', 1000 / 3.6],
    ['GWh', 'kWh', 1e6],
    ['kW', 'W', 1000],
    ['MWp', 'kW', 1000],
    ['kW*h', 'MWh', 0.001],
    ['t', 'kg', 1000],
    ['L', 'm3', 0.001],
    ['d', 'h', 24],
    ['min', 's', 60],
    ['kgCO2', 'tCO2', 0.001],
    ['gCO2/kWh', 'tCO2/MWh', 0.001],
    ['kgCO2e/kWh', 'tCO2/MWh', 1],
    ['ktCO2/year', 'tCO2/年', 1000],
    ['%', '1', 0.01],
    ['百万円', 'JPY', 1e6],
    ['万円', '円', 1e4],
    ['億円', '千円', 1e5],
    ['JPY/kWh', '円/MWh', 1000],
    // 1 international-table BTU = 1,055.05585262 J.
    ['MMBtu_ncv', 'GJ_ncv', 1.05505585262],
    ['MWh_gcv', 'GJ_gcv', 3.6],
    ['m2', 'mm^2', 1e6],
    ['kWh/kW/year', 'h/year', 1],
    ['台', '1', 1],
  ])('1 %s in %s', (from, to, expected) => {
    expect(factor(from, to)).toBeCloseTo(expected, 12);
  });
});

describe('what people write', () => {
  test.each([
    ['m³', 'm3'],
    ['㎥', 'm3'],
    ['m²', 'm2'],
    ['㎡', 'm2'],
    ['m^2', 'm2'],
    ['Nm³', 'Nm3'],
    ['円', 'JPY'],
    ['¥', 'JPY'],
    ['￥', 'JPY'],
    ['％', '%'],
    ['pct', '%'],
    ['kgCO2e', 'kgCO2'],
    ['t-CO2', 'tCO2'],
    ['tCO2e', 'tCO2'],
    ['kWp', 'kW'],
    ['GJ_LHV', 'GJ_ncv'],
    ['GJ_HHV', 'GJ_gcv'],
    ['円/kWh', 'JPY/kWh'],
    [' tCO2 / MWh ', 'tCO2/MWh'],
    ['年', 'year'],
    ['1/year', '1/yr'],
  ])('%s = %s', (alias, canonical) => {
    expect(unit(alias)).toEqual(unit(canonical));
  });
});

describe('never mix', () => {
  test.each([
    ['kW', 'MWh/year'],
    ['year', 'h'],
    ['year', 'd'],
    ['GJ_ncv', 'GJ_gcv'],
    ['GJ_ncv', 'GJ'],
    ['GJ_gcv', 'GJ'],
    ['MWh_ncv', 'MWh'],
    ['Nm3', 'm3'],
    ['tCO2', 't'],
    ['JPY', '1'],
    ['lm', 'W'],
  ])('%s and %s', (a, b) => {
    expect(factor(a, b)).toBeUndefined();
  });
});

describe('refuses', () => {
  test.each([
    ['banana', 'unit_unknown'],
    ['kW/banana', 'unit_unknown'],
    ['USD', 'unit_unknown'],
    ['constructor', 'unit_unknown'],
    ['__proto__', 'unit_unknown'],
    ['toString', 'unit_unknown'],
    ['kw h', 'unit_unknown'],
    ['JPY/(kWh)', 'unit_unknown'],
    ['kW/', 'unit_syntax'],
    ['*kW', 'unit_syntax'],
    ['kW//h', 'unit_syntax'],
    ['/year', 'unit_syntax'],
  ])('%s', (text, code) => {
    let e: unknown;
    try {
      unit(text);
    } catch (x) {
      e = x;
    }
    expect(e).toBeInstanceOf(FormulaError);
    expect(e).toMatchObject({ code, params: { unit: text } });
  });

  test('a line of the table that the unit library does not know', () => {
    expect(() => resolveUnits({ x: { library: 'banana' } })).toThrow(FormulaError);
    expect(() => resolveUnits({ x: { of: 'later', scale: 2 } })).toThrow(FormulaError);
  });

  test('any other text: a FormulaError and nothing else', () => {
    const piece = fc.constantFrom(
      'kW',
      'h',
      'year',
      '%',
      'm',
      '^',
      '2',
      '-',
      '*',
      '/',
      '·',
      ' ',
      '1',
      '^2',
      '^-1',
      '円',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 8 }).map((p) => p.join('')),
        ),
        (text) => {
          try {
            expect(unit(text).scale).toBeGreaterThan(0);
          } catch (e) {
            expect(e).toBeInstanceOf(FormulaError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

test('powers, and atoms that cancel', () => {
  expect(factor('kg*m^2*s^-2', 'kJ')).toBeCloseTo(0.001, 15);
  expect(unit('kWh/kWh')).toEqual({ scale: 1, dim: {} });
  expect(unit('kWh*year/year')).not.toBeUndefined();
  expect(unit('')).toEqual(unit('1'));
});

test('a dimension is written for people', () => {
  expect(dimText(unit('tCO2/year').dim)).toBe('tco2/year');
  expect(dimText(unit('1/year').dim)).toBe('1/year');
  expect(dimText({})).toBe('1');
});

test.each([
  ['JPY/kWh', 'jpy_per_kwh'],
  ['kWh/kW', 'kwh_per_kw'],
  ['JPY/year', 'jpy_per_year'],
  ['tCO2/MWh', 'tco2_per_mwh'],
  ['JPY/GJ_ncv', 'jpy_per_gj_ncv'],
  ['lm/W', 'lm_per_w'],
  ['%', 'pct'],
  ['year', 'years'],
  ['1', ''],
])('%s ends a column as %s', (text, slug) => {
  expect(unitSlug(text)).toBe(slug);
});
