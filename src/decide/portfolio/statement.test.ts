import { describe, expect, test } from 'vitest';
import { parseBudget, parseObjective } from './statement.ts';

const MEAN = { kind: 'mean' };

describe('objectives', () => {
  test.each([
    ['reduction_tco2_horizon', MEAN, 'reduction_tco2_horizon'],
    ['mean of npv_jpy', MEAN, 'npv_jpy'],
    [' p50 of  reduction_tco2_horizon ', { kind: 'quantile', p: 0.5 }, 'reduction_tco2_horizon'],
    ['P2.5 of npv_jpy', { kind: 'quantile', p: 0.025 }, 'npv_jpy'],
    ['points', MEAN, 'points'],
  ])('%s', (text, taken, output) => {
    expect(parseObjective(text)).toEqual({ text: text.trim(), taken, output, where: {} });
  });

  test.each(['', 'p50 reduction', 'p50 of', 'mean of a + b', 'a <= 3', 'a[country]', 'a[country=TH', 'a]'])(
    '%s is none',
    (text) => {
      expect(parseObjective(text)).toMatchObject({ code: 'objective_form' });
    },
  );

  test('a quantile beyond 100', () => {
    expect(parseObjective('p101 of npv_jpy')).toMatchObject({ code: 'quantile_range', params: { quantile: 'p101' } });
  });
});

describe('budgets', () => {
  test.each([
    ['subsidy_jpy <= 2e9', MEAN, 'subsidy_jpy', '<=', 2e9, {}],
    ['p90 of subsidy_jpy ≤ 2,000,000,000', { kind: 'quantile', p: 0.9 }, 'subsidy_jpy', '<=', 2e9, {}],
    ['count[country=TH] <= 3', MEAN, 'count', '<=', 3, { country: 'TH' }],
    [
      'capex_jpy [country = TH, technology=solar-pv] >= 1e8',
      MEAN,
      'capex_jpy',
      '>=',
      1e8,
      { country: 'TH', technology: 'solar-pv' },
    ],
  ])('%s', (text, taken, output, op, value, where) => {
    expect(parseBudget(text)).toEqual({ text, taken, output, op, value, where });
  });

  test.each([
    'subsidy_jpy',
    'subsidy_jpy < 3',
    'subsidy_jpy = 3',
    'subsidy_jpy <= lots',
    '<= 3',
    'p90 subsidy_jpy <= 3',
  ])('%s is none', (text) => {
    expect(parseBudget(text)).toMatchObject({ code: 'budget_form' });
  });
});
