import { describe, expect, test } from 'vitest';
import { FormulaError, type Unit } from '../formula/index.ts';
import { compileOptions } from './compile-option.ts';
import type { FillerFile } from './schema.ts';

const PLAIN: Unit = { scale: 1, dim: {} };
const YEN: Unit = { scale: 1, dim: { JPY: 1 } };
const scope = {
  unitOf: (n: string) => ({ a: YEN, b: YEN, million: { scale: 1e6, dim: { JPY: 1 } }, plain: PLAIN, x: YEN })[n],
};
const options = (file: FillerFile, labels?: Record<string, number>) =>
  compileOptions(file, { name: 'x', measure: YEN, labels }, scope);
const kinds = (file: FillerFile) => options(file).map((o) => o.def.k);

function refusal(file: FillerFile, labels?: Record<string, number>): unknown {
  try {
    return options(file, labels);
  } catch (e) {
    expect(e).toBeInstanceOf(FormulaError);
    return (e as FormulaError).code;
  }
}

describe('ways to get a quantity', () => {
  test('stand in the order in which they are tried', () => {
    expect(
      options({ first_of: ['a', { formula: 'b', label: 'indicative' }, { lookup: 'prices' }, { value: 4 }] }),
    ).toMatchObject([
      { def: { k: 'formula', text: 'a' } },
      { def: { k: 'formula', text: 'b' }, label: 'indicative' },
      { def: { k: 'lookup', table: 'prices' } },
      { def: { k: 'value', v: 4 } },
    ]);
    expect(kinds({ lookup: 'prices', default: 0 })).toEqual(['lookup', 'value']);
    expect(kinds({ first_of: ['a'], default: 3 })).toEqual(['formula', 'value']);
    expect(kinds({})).toEqual([]);
  });

  test('a formula in another unit is converted', () => {
    expect(options({ formula: 'million' })[0]?.def).toMatchObject({ expr: { k: 'convert', factor: 1e6 } });
  });

  test('by a text: numbers, names, formulas, look-ups, each with its own grounds or those of all', () => {
    const [o] = options({
      by: 'power_source',
      values: {
        grid: 'a',
        diesel: 0.8,
        gas: { value: 0.46, evidence: 'recalled', source: 'recalled' },
        default: { lookup: 't' },
      },
      evidence: 'secondary',
      source: 'page',
    });
    expect(o?.def).toMatchObject({
      k: 'by',
      key: 'power_source',
      values: {
        // A name only passes on what that quantity has.
        grid: { def: { k: 'formula', text: 'a' }, evidence: 'definition' },
        diesel: { def: { k: 'value', v: 0.8 }, evidence: 'secondary', source: 'page' },
        gas: { def: { k: 'value', v: 0.46 }, evidence: 'recalled', source: 'recalled' },
        default: { def: { k: 'lookup', table: 't' }, evidence: 'secondary' },
      },
    });
  });

  test('a default may be a label', () => {
    expect(options({ default: 'grid' }, { grid: 1, diesel: 2 })[0]?.def).toEqual({ k: 'value', v: 1 });
    expect(refusal({ default: 'wind' }, { grid: 1 })).toBe('formula_unknown_name');
  });

  test('a default of 0 holds by the rules; another has the grounds of the quantity', () => {
    expect(options({ default: 0 })[0]).toMatchObject({ evidence: 'definition', source: 'rules-of-calculation' });
    expect(options({ default: 0, evidence: 'recalled', source: 'recalled' })[0]).toMatchObject({
      evidence: 'recalled',
    });
    expect(options({ default: 15, evidence: 'secondary', source: 'page' })[0]).toMatchObject({
      evidence: 'secondary',
      source: 'page',
    });
  });

  test('steps: which side is closed, and what lies beyond', () => {
    expect(options({ step: 'a', up_to: [[4000, 5]], else: 0 })[0]?.def).toEqual({
      k: 'step',
      of: 'a',
      side: 'up_to',
      points: [[4000, 5]],
      otherwise: 0,
    });
    expect(options({ step: 'a', from: [[1000, 1]] })[0]?.def).toMatchObject({ side: 'from', otherwise: 0 });
  });
});

describe('refuses', () => {
  test.each<[string, FillerFile, string]>([
    ['an unknown name', { formula: 'nobody' }, 'formula_unknown_name'],
    ['a wrong unit', { formula: 'plain' }, 'formula_unit_of_result'],
    ['a wrong unit in first_of', { first_of: ['a', { formula: 'plain' }] }, 'formula_unit_of_result'],
    ['a wrong unit in values', { by: 'k', values: { grid: 'plain' } }, 'formula_unit_of_result'],
    ['per cent', { formula: 'a * 5%' }, 'formula_not_allowed'],
    [
      'steps that do not rise',
      {
        step: 'a',
        from: [
          [2, 1],
          [1, 2],
        ],
      },
      'formula_number',
    ],
    [
      'a step twice',
      {
        step: 'a',
        up_to: [
          [1, 1],
          [1, 2],
        ],
      },
      'formula_number',
    ],
    [
      'points that do not rise',
      {
        interp: 'a',
        points: [
          [2, 1],
          [1, 2],
        ],
      },
      'formula_number',
    ],
    [
      'a point twice',
      {
        interp: 'a',
        points: [
          [1, 1],
          [1, 2],
        ],
      },
      'formula_number',
    ],
    ['a quantity that needs itself', { formula: 'x + a' }, 'formula_not_allowed'],
    ['its own past of more than itself', { formula: 'prev(x + a, 0)' }, 'formula_not_allowed'],
    ['itself as the first of its past', { formula: 'prev(a, x)' }, 'formula_not_allowed'],
    ['whether it is given itself', { formula: 'given(x) ? a : b' }, 'formula_not_allowed'],
    ['a choice of itself', { by: 'k', values: { grid: 'x' } }, 'formula_not_allowed'],
    ['steps of a name that is not there', { step: 'nobody', from: [[1, 1]] }, 'formula_unknown_name'],
    [
      'points of a name that is not there',
      {
        interp: 'nobody',
        points: [
          [1, 1],
          [2, 1],
        ],
      },
      'formula_unknown_name',
    ],
    ['steps of itself', { step: 'x', from: [[1, 1]] }, 'formula_not_allowed'],
    [
      'points of itself',
      {
        interp: 'x',
        points: [
          [1, 1],
          [2, 1],
        ],
      },
      'formula_not_allowed',
    ],
    ['a text beyond the steps', { step: 'a', from: [[1, 1]], else: 'no_reduction' }, 'formula_number'],
  ])('%s', (_, file, code) => {
    expect(refusal(file)).toBe(code);
  });

  test('a label that objects have', () => {
    expect(refusal({ default: 'constructor' }, { grid: 1 })).toBe('formula_unknown_name');
  });

  test('but not its own past', () => {
    expect(kinds({ formula: 'max(0, prev(x, 0) - a)' })).toEqual(['formula']);
  });
});
