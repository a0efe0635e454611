import { describe, expect, test } from 'vitest';
import { catalog } from '../../test/support/assess.ts';
import { withSunshine } from '../../test/support/sunshine.ts';
import type { DataFiles } from './empirical.ts';
import { dataFilesOf } from './empirical.ts';
import { readScenario } from './scenario.ts';
import { withoutEffect } from './scenario-switches.ts';

const codes = (raw: unknown, data?: DataFiles) => readScenario(raw, catalog, data).findings.map((f) => f.code);

describe('correlation', () => {
  const matrix = [
    [1, 0.5],
    [0.5, 1],
  ];

  test('a matrix and pairs say the same; names are those of the quantities', () => {
    const expected = { quantities: ['capex', 'opex'], matrix };
    const quantities = ['capex_jpy', 'opex_jpy_per_year'];
    expect(readScenario({ correlation: { quantities, matrix } }, catalog).correlation).toEqual(expected);
    expect(readScenario({ correlation: [['capex_jpy', 'opex_jpy_per_year', 0.5]] }, catalog).correlation).toEqual(
      expected,
    );
  });

  test('pairs that are not named are not correlated', () => {
    const pairs = [
      ['capex_jpy', 'opex_jpy_per_year', 0.5],
      ['opex_jpy_per_year', 'capacity_kw', -0.25],
    ];
    expect(readScenario({ correlation: pairs }, catalog).correlation).toEqual({
      quantities: ['capex', 'opex', 'capacity'],
      matrix: [
        [1, 0.5, 0],
        [0.5, 1, -0.25],
        [0, -0.25, 1],
      ],
    });
  });

  const two = ['capex_jpy', 'opex_jpy_per_year'];
  test.each<[what: string, raw: unknown, code: string, params: object]>([
    ['no matrix', { quantities: two }, 'correlation_form', {}],
    ['a number', 0.5, 'correlation_form', {}],
    ['one quantity', { quantities: ['capex_jpy'], matrix: [[1]] }, 'correlation_form', {}],
    [
      'text in the matrix',
      {
        quantities: two,
        matrix: [
          ['1', 0],
          [0, 1],
        ],
      },
      'correlation_form',
      {},
    ],
    ['a triple that is none', [['capex_jpy', 0.5]], 'correlation_form', {}],
    [
      'an unknown column',
      { quantities: ['capex_jpy', 'opex_jpy'], matrix },
      'correlation_unknown',
      { column: 'opex_jpy' },
    ],
    [
      'a column of texts',
      { quantities: ['capex_jpy', 'power_use'], matrix },
      'correlation_unknown',
      { column: 'power_use' },
    ],
    [
      'a quantity of the country',
      { quantities: ['capex_jpy', 'electricity_price_jpy_per_kwh'], matrix },
      'correlation_shared',
      { column: 'electricity_price_jpy_per_kwh', shared_by: 'country' },
    ],
    [
      'a quantity twice',
      { quantities: ['capex_jpy', 'capex_jpy'], matrix },
      'correlation_twice',
      { column: 'capex_jpy' },
    ],
    ['a quantity with itself', [['capex_jpy', 'capex_jpy', 1]], 'correlation_twice', { column: 'capex_jpy' }],
    [
      'a pair twice',
      [
        ['capex_jpy', 'opex_jpy_per_year', 0.5],
        ['opex_jpy_per_year', 'capex_jpy', 0.6],
      ],
      'correlation_pair_twice',
      { first: 'opex_jpy_per_year', second: 'capex_jpy' },
    ],
    ['a row too few', { quantities: two, matrix: [[1, 0.5]] }, 'correlation_not_square', { quantities: 2, rows: 1 }],
    [
      'a number too many',
      {
        quantities: two,
        matrix: [
          [1, 0.5, 0],
          [0.5, 1],
        ],
      },
      'correlation_not_square',
      { columns: 3 },
    ],
    [
      '2 on the diagonal',
      {
        quantities: two,
        matrix: [
          [1, 0],
          [0, 2],
        ],
      },
      'correlation_diagonal',
      { column: two[1], value: 2 },
    ],
    ['1.2', [[...two, 1.2]], 'correlation_beyond', { first: two[0], second: two[1], value: 1.2 }],
    ['not a number', [[...two, Number.NaN]], 'correlation_form', {}],
    [
      'two answers',
      {
        quantities: two,
        matrix: [
          [1, 0.5],
          [0.4, 1],
        ],
      },
      'correlation_not_symmetric',
      { there: 0.5, back: 0.4 },
    ],
    ['one and the same', [[...two, 1]], 'correlation_not_positive_definite', { column: two[1], others: two[0] }],
    [
      'a contradiction',
      [
        ['capex_jpy', 'opex_jpy_per_year', 0.9],
        ['opex_jpy_per_year', 'capacity_kw', 0.9],
        ['capex_jpy', 'capacity_kw', -0.9],
      ],
      'correlation_not_positive_definite',
      { column: 'capacity_kw', others: 'capex_jpy, opex_jpy_per_year' },
    ],
  ])('%s is refused', (_, correlation, code, params) => {
    const read = readScenario({ correlation }, catalog);
    expect(read.correlation).toBeUndefined();
    expect(read.findings).toEqual([expect.objectContaining({ code, severity: 'error' })]);
    expect(read.findings[0]?.params).toMatchObject(params);
  });

  test('a quantity drawn anew each year is refused', () => {
    const books = withSunshine(catalog, { input: true, sharedBy: 'site' });
    const { findings } = readScenario({ correlation: [['capex_jpy', 'sunshine', 0.5]] }, books);
    expect(findings.map((f) => f.code)).toEqual(['correlation_yearly']);
  });
});

describe('empirical(file, column)', () => {
  const file = (...lines: string[]) => lines.map((l, i) => ({ line: i + 1, cells: l.split(';') }));
  const data: DataFiles = new Map([
    ['prices.csv', file('site;cost;cost [USD];yield [kg]', 'a;1,000;10;1', 'b;;30;2', 'c;3000;20;3', 'd;2000;;4')],
    ['bad.csv', file('cost', '1', '2', 'about 3')],
    ['short.csv', file('cost', '1', '')],
    ['same.csv', file('cost', '7', '7', '7')],
    ['efficiency.csv', file('eta', '30', '40', '41', '42')],
    ['low.csv', file('cost', '-1', '5', '9')],
  ]);
  const number = (text: string, key = 'capex_jpy', more = {}) => {
    const { values, findings } = readScenario({ [key]: text, ...more }, catalog, data);
    expect(findings).toEqual([]);
    return Object.values(values.numbers)[0];
  };

  test('the numbers ascending, blank cells passed over, the median as middle', () => {
    const given = number('empirical(prices.csv, cost)');
    expect(given?.spread).toMatchObject({ kind: 'empirical', values: [1_000, 2_000, 3_000] });
    expect(given?.value).toBe(2_000);
    expect(number('EMPIRICAL( "efficiency.csv" ; eta )', 'electrical_efficiency_pct')?.value).toBeCloseTo(0.405, 15);
  });

  test('a unit in the header is converted, by the rate of the scenario where it is money', () => {
    expect(number('empirical(prices.csv, cost [USD])', 'capex_jpy', { fx: { USD: 150 } })?.spread).toMatchObject({
      values: [1_500, 3_000, 4_500],
    });
  });

  test('a column of equal numbers is a number', () => {
    expect(number('empirical(same.csv, cost)')).toEqual({
      value: 7,
      spread: undefined,
      written: 'empirical(same.csv, cost)',
    });
  });

  test.each<[text: string, code: string, params: object]>([
    ['empirical(prices.csv)', 'empirical_form', {}],
    ['empirical(none.csv, cost)', 'empirical_no_file', { file: 'none.csv' }],
    ['empirical(prices.csv, costs)', 'empirical_no_column', { suggestion: 'cost' }],
    ['empirical(prices.csv, yield [kg])', 'empirical_unit', { expected: 'JPY' }],
    ['empirical(bad.csv, cost)', 'empirical_not_a_number', { line: 4, text: 'about 3' }],
    ['empirical(short.csv, cost)', 'empirical_too_few', { count: 1 }],
    ['empirical(low.csv, cost)', 'spread_out_of_range', { quantity: 'capex_jpy', least: -1, most: 9, low: 0 }],
  ])('%s: %s', (text, code, params) => {
    const { values, findings } = readScenario({ capex_jpy: text }, catalog, data);
    expect(values.numbers).toEqual({});
    expect(findings).toEqual([expect.objectContaining({ code, severity: 'error' })]);
    expect(findings[0]?.params).toMatchObject(params);
  });

  test('which files a scenario reads', () => {
    const raw = {
      capex_jpy: 'empirical(data/a, b.csv, capex)',
      opex_jpy_per_year: 'empirical(c.csv, x)',
      capacity_kw: "empirical('c.csv', y)",
      horizon_years: 15,
    };
    expect(dataFilesOf(raw)).toEqual(['data/a, b.csv', 'c.csv']);
    expect(dataFilesOf('text')).toEqual([]);
  });
});

test.each([
  ['capex_jpy', 'triangular(1, 5, 4)', 'mode_outside'],
  ['capex_jpy', 'about 5', 'not_a_number'],
  ['capacity_kw', '-3', 'out_of_range'],
  ['horizon_years', '10.5', 'not_whole'],
  ['horizon_years', '10 to 20', 'spread_not_allowed'],
])('%s: %s is refused for the reason a cell would be', (key, text, code) => {
  const { values, findings } = readScenario({ [key]: text }, catalog);
  expect(values.numbers).toEqual({});
  expect(findings).toEqual([expect.objectContaining({ code, severity: 'error', column: key })]);
});

test('a number that one technology takes is taken', () => {
  // Half a kilowatt: a solar plant, no engine.
  expect(readScenario({ capacity_kw: 0.5 }, catalog).values.numbers.capacity?.value).toBe(0.5);
});

describe('spreads beyond the range', () => {
  test('in the unit of the key, and spreads are converted as their middles are', () => {
    const { values, findings } = readScenario({ electrical_efficiency_pct: '40 ± 5%' }, catalog);
    expect(findings).toEqual([]);
    expect(values.numbers.electrical_efficiency).toMatchObject({ value: 0.4, spread: { mean: 0.4 } });
  });

  test('an error with ends, a warning without', () => {
    expect(codes({ capex_jpy: 'uniform(-5, 100)' })).toEqual(['spread_out_of_range']);
    const { values, findings } = readScenario({ capex_jpy: 'normal(100, 50)' }, catalog);
    // P(Z < −2) = 2.275 %.
    expect(findings).toEqual([
      {
        code: 'spread_beyond_range',
        severity: 'warning',
        column: 'capex_jpy',
        params: {
          quantity: 'capex_jpy',
          text: 'normal(100, 50)',
          low: 0,
          high: 1e13,
          unit: 'JPY',
          share_pct: 2.3,
          remedy: 'truncated(normal(100, 50), 0, 10000000000000)',
        },
      },
    ]);
    expect(values.numbers.capex?.value).toBe(100);
  });
});

test('which switches were given, and which of them do nothing in a command', () => {
  const { switches } = readScenario({ spreads: 'default', sweep: {}, fx: { USD: 150 }, horizon_years: 15 }, catalog);
  expect(switches).toEqual(['spreads', 'fx', 'sweep']);
  expect(withoutEffect(switches, 'assess', ['fx'])).toEqual([
    {
      code: 'no_effect_in_command',
      severity: 'warning',
      params: { keys: 'spreads, sweep', command: 'assess' },
    },
  ]);
  expect(withoutEffect(['fx'], 'assess', ['fx'])).toEqual([]);
});
