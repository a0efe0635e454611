import { describe, expect, test } from 'vitest';
import { FormulaError, parseUnit } from '../formula/index.ts';
import { resolveUnits } from '../formula/units-mathjs.ts';
import { compileBook, declaredUnits } from './compile-book.ts';
import { compileCall, compileMethodology, SlotError } from './compile-methodology.ts';
import { type BookFile, bookSchema, type MethodologyFile, type QuantityFile } from './schema.ts';

const UNITS = resolveUnits({
  year: { base: true },
  JPY: { base: true },
  tCO2: { base: true },
  '%': { of: '1', scale: 0.01 },
  kW: { library: 'kW' },
  MWh: { library: 'MWh' },
  kWh: { library: 'kWh' },
});
const TITLE = { en: 'Test', ja: '試験' };
const file = (more: Partial<BookFile>): BookFile => bookSchema.parse({ id: 'b', title: TITLE, ...more });

function compiled(more: Partial<BookFile>) {
  const f = file(more);
  const units = declaredUnits(f, UNITS);
  return compileBook(f, 'finance', { unitOf: (n) => units.get(n) }, UNITS);
}
const quantity = (name: string, q: QuantityFile) =>
  compiled({ quantities: { [name]: { input: true, ...q } } }).quantities[name]!;

function refusal(run: () => unknown): FormulaError {
  try {
    run();
  } catch (e) {
    if (e instanceof FormulaError) return e;
    throw e;
  }
  throw new Error('not refused');
}

describe('columns', () => {
  test.each<[string, QuantityFile, string]>([
    ['capacity', { unit: 'kW' }, 'capacity_kw'],
    ['price', { unit: 'JPY/kWh' }, 'price_jpy_per_kwh'],
    ['discount_rate', { unit: '%' }, 'discount_rate_pct'],
    ['horizon', { unit: 'year' }, 'horizon_years'],
    ['opex', { unit: 'JPY/year' }, 'opex_jpy_per_year'],
    ['annual_electricity', { unit: 'MWh/year', per_year: 'implied' }, 'annual_electricity_mwh'],
    ['lamps', { unit: '1' }, 'lamps'],
    ['irr', {}, 'irr'],
    ['overhaul', { unit: 'year', as: 'overhaul_year' }, 'overhaul_year'],
    ['owner_type', { labels: { private: 1 } }, 'owner_type'],
    ['industry', { text: 'industries' }, 'industry'],
  ])('%s %j: %s', (name, q, column) => {
    expect(quantity(name, q).column).toBe(column);
  });
});

describe('a quantity', () => {
  test('is a number, a label or a text', () => {
    expect(
      [quantity('a', {}), quantity('a', { labels: { x: 1 } }), quantity('a', { text: 'fuels' })].map((q) => q.kind),
    ).toEqual(['number', 'label', 'text']);
  });

  test('has a conversion for the cell when it is written in another unit', () => {
    expect(quantity('a', { unit: '1', written: '%' })).toMatchObject({ written: 0.01, writtenUnit: '%' });
    expect(quantity('a', { unit: 'kW' })).toMatchObject({ written: 1, writtenUnit: 'kW' });
  });

  test('conditions: formulas and other conditions', () => {
    const b = compiled({
      quantities: {
        a: { unit: 'JPY', value: 1 },
        ok: { conditions: [{ id: 'paid', formula: 'a > 0', unknown_when_missing: true }] },
        all: { conditions: [{ id: 'ok', of: 'ok' }] },
      },
    });
    expect(b.quantities.ok?.options[0]?.def).toMatchObject({
      k: 'conditions',
      list: [{ id: 'paid', unknownWhenMissing: true }],
    });
    expect(b.quantities.all?.options[0]?.def).toMatchObject({
      list: [{ expr: { k: 'ref', name: 'ok' }, unknownWhenMissing: false }],
    });
  });
});

describe('units of names', () => {
  test('needs and variants count; a label is a plain number', () => {
    const units = declaredUnits(
      file({
        needs: { price: 'JPY/kWh', use: 'label', cost: { unit: 'JPY/year', default: 0 } },
        quantities: { a: { unit: 'JPY', input: true }, b: { unit: 'kW', input: true } },
        variants: { _without: { a: 0 } },
      }),
      UNITS,
    );
    expect(units.get('price')).toEqual(parseUnit('JPY/kWh', UNITS));
    expect(units.get('use')?.dim).toEqual({});
    expect(units.get('b_without')).toEqual(units.get('b'));
    expect(units.has('a_without')).toBe(false);
  });
});

describe('a fault says where it is', () => {
  test.each<[string, Partial<BookFile>, string, string]>([
    [
      'a formula',
      { quantities: { fine: { value: 1 }, wrong: { formula: 'nobody' } } },
      'formula_unknown_name',
      'wrong',
    ],
    ['a unit', { quantities: { fine: { value: 1 }, wrong: { unit: 'banana', value: 1 } } }, 'unit_unknown', 'wrong'],
    ['the unit of a need', { needs: { wrong: 'banana' } }, 'unit_unknown', 'needs.wrong'],
    ['the unit of a cell', { quantities: { wrong: { written: 'banana', value: 1 } } }, 'unit_unknown', 'wrong'],
    ['defined_if', { quantities: { wrong: { value: 1, defined_if: 'x y' } } }, 'formula_not_allowed', 'wrong'],
    [
      'a condition',
      { quantities: { wrong: { conditions: [{ id: 'c', formula: '5%' }] } } },
      'formula_not_allowed',
      'wrong',
    ],
    ['a code', { quantities: { wrong: { labels: { a: 1 }, code: '1 +' } } }, 'formula_syntax', 'wrong'],
    [
      'a check',
      {
        checks: [
          { when: '1 > 0', code: 'a', severity: 'warning' },
          { when: 'x', code: 'b', severity: 'warning' },
        ],
      },
      'formula_unknown_name',
      'checks.1',
    ],
    [
      'units that differ',
      { quantities: { cost: { unit: 'JPY', value: 1 }, wrong: { unit: 'JPY', formula: 'cost + cost / cost' } } },
      'formula_units_differ',
      'wrong',
    ],
  ])('%s', (_, f, code, at) => {
    const e = refusal(() => compiled(f));
    expect([e.code, e.params.at]).toEqual([code, at]);
  });
});

describe('methodologies and calls', () => {
  const scope = {
    unitOf: (n: string) => ({ reference_factor: parseUnit('tCO2/MWh', UNITS), capacity: parseUnit('kW', UNITS) })[n],
    slots: new Set(['reference_factor', 'project_cap']),
  };
  const m: MethodologyFile = {
    id: 'TH_AM001',
    version: '3.0',
    family: 'f1',
    families: { 'floating-solar-pv': 'f2' },
    technologies: ['solar-pv', 'floating-solar-pv'],
    title: TITLE,
  };

  test('a family for all technologies, or one of its own', () => {
    expect(compileMethodology(m, scope).families).toEqual({ 'solar-pv': 'f1', 'floating-solar-pv': 'f2' });
  });

  test('days are days, however YAML read them', () => {
    const versions = [
      { version: '1.0', approved: '2016-08-23' },
      { version: '2.0', approved: new Date('2020-01-31') },
      { version: '3.0' },
    ];
    expect(compileMethodology({ ...m, versions }, scope).versions.map((v) => v.approved)).toEqual([
      '2016-08-23',
      '2020-01-31',
      undefined,
    ]);
  });

  test('only slots can be filled; a slip is said', () => {
    const fill = (name: string) => () => compileMethodology({ ...m, quantities: { [name]: { value: 1 } } }, scope);
    expect(fill('reference_factor')).not.toThrow();
    expect(fill('capacity')).toThrow(SlotError);
    expect(fill('refrence_factor')).toThrow(
      expect.objectContaining({ slot: 'refrence_factor', suggestion: 'reference_factor' }),
    );
    expect(() =>
      compileCall({ programme: 'p', call: 2025, title: TITLE, values: { cap: { value: 1 } } }, scope),
    ).toThrow(SlotError);
  });

  test('a filler’s unit is that of the slot', () => {
    const e = refusal(() =>
      compileMethodology({ ...m, quantities: { reference_factor: { formula: 'capacity' } } }, scope),
    );
    expect([e.code, e.params.at]).toEqual(['formula_unit_of_result', 'reference_factor']);
  });

  test('a call may be named by its year', () => {
    expect(compileCall({ programme: 'p', call: 2025, title: TITLE, values: {} }, scope).call).toBe('2025');
  });
});
