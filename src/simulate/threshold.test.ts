import { describe, expect, test } from 'vitest';
import { parseThreshold, probability, type Threshold } from './threshold.ts';

describe('parseThreshold', () => {
  test.each([
    ['npv_jpy >= 0', 'npv_jpy', '>=', 0],
    ['  subsidy_jpy_per_tco2<=4,000 ', 'subsidy_jpy_per_tco2', '<=', 4000],
    ['score_cost_points ≥ 3', 'score_cost_points', '>=', 3],
    ['irr > -0.5', 'irr', '>', -0.5],
    ['irr ≤ 8e-2', 'irr', '<=', 0.08],
    ['npv_jpy < 1e9', 'npv_jpy', '<', 1e9],
    ['npv_jpy_without_subsidy =< ４，０００', 'npv_jpy_without_subsidy', '<=', 4000],
  ])('%s', (text, output, op, value) => {
    expect(parseThreshold(text)).toEqual({ text: text.trim(), output, op, value });
  });

  test.each([
    ['', 'threshold_syntax'],
    ['npv_jpy', 'threshold_syntax'],
    ['0 <= npv_jpy', 'threshold_syntax'],
    ['npv jpy >= 0', 'threshold_syntax'],
    ['npv_jpy == 0', 'threshold_operator'],
    ['npv_jpy = 0', 'threshold_operator'],
    ['npv_jpy != 0', 'threshold_operator'],
    ['npv_jpy >=', 'threshold_number'],
    ['npv_jpy >= x', 'threshold_number'],
    ['npv_jpy >= 1,5', 'threshold_number'],
    ['npv_jpy >= 0 and irr > 0', 'threshold_number'],
    ['npv_jpy >= NaN', 'threshold_number'],
  ])('%s is refused: %s', (text, code) => {
    expect(parseThreshold(text)).toMatchObject({ code, params: { text } });
  });
});

describe('probability', () => {
  const values = Float64Array.of(-1, 0, 1, 2, Number.NaN);
  test.each([
    ['x >= 0', 0.6],
    ['x > 0', 0.4],
    ['x <= 0', 0.4],
    ['x < 0', 0.2],
    ['x >= 3', 0],
  ])('%s', (text, share) => {
    expect(probability(values, parseThreshold(text) as Threshold)).toBe(share);
  });

  test('nothing drawn, nothing holds', () => {
    expect(probability(new Float64Array(0), parseThreshold('x < 1') as Threshold)).toBe(0);
  });
});
