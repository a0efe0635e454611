import { describe, expect, test } from 'vitest';
import { catalog } from '../../test/support/assess.ts';
import { dataFilesOf } from './empirical.ts';
import { readScenario } from './scenario.ts';

const read = (sweep: unknown, data = new Map()) => readScenario({ sweep }, catalog, data);

describe('a grid', () => {
  test('stands for every combination, the last column fastest', () => {
    const { sweep, findings } = read({
      capex_jpy: [1e8, 2e8],
      discount_rate_pct: [5, '6 ± 1'],
      power_use: ['自家消費'],
    });
    expect(findings).toEqual([]);
    expect(sweep.map((p) => p.name)).toEqual([
      'capex_jpy=100000000, discount_rate_pct=5, power_use=自家消費',
      'capex_jpy=100000000, discount_rate_pct=6 ± 1, power_use=自家消費',
      'capex_jpy=200000000, discount_rate_pct=5, power_use=自家消費',
      'capex_jpy=200000000, discount_rate_pct=6 ± 1, power_use=自家消費',
    ]);
    const [, second] = sweep;
    expect(second?.numbers.capex?.value).toBe(1e8);
    // With its spread.
    expect(second?.numbers.discount_rate?.value).toBe(6);
    expect(second?.numbers.discount_rate?.spread).toMatchObject({ kind: 'normal' });
    expect(second?.texts).toEqual({ power_use: 'self' });
  });
});

describe('a list', () => {
  test('has names and columns; a number that no cell gives may be put in its place', () => {
    const { sweep, findings } = read([{ name: ' as it is ' }, { name: 'rate', subsidy_rate_ceiling: 0.25 }]);
    expect(findings).toEqual([]);
    expect(sweep).toEqual([
      { name: 'as it is', written: {}, texts: {}, numbers: {} },
      {
        name: 'rate',
        written: { subsidy_rate_ceiling: '0.25' },
        texts: {},
        numbers: { subsidy_rate_ceiling: { value: 0.25, written: '0.25' } },
      },
    ]);
  });

  test('may read a column of data', () => {
    const text = 'empirical(costs.csv, capex)';
    const scenario = { sweep: [{ name: 'data', capex_jpy: text }], opex_jpy_per_year: 'empirical(other.csv, opex)' };
    expect(dataFilesOf(scenario)).toEqual(['other.csv', 'costs.csv']);
    const rows = ['capex', '80', '100', '90'].map((c, i) => ({ line: i + 1, cells: [c] }));
    const { sweep } = read(scenario.sweep, new Map([['costs.csv', rows]]));
    expect(sweep[0]?.numbers.capex).toMatchObject({ value: 90, spread: { kind: 'empirical' } });
  });
});

test('a fault of a grid is told once', () => {
  const { findings } = read({ capex_jpy: [-1], discount_rate_pct: [5, 6, 7] });
  expect(findings.map((f) => f.code)).toEqual(['out_of_range']);
});
