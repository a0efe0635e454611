import { describe, expect, test } from 'vitest';
import { chanceLimit, chanceOf, parseChance } from './chances.ts';

describe('limits on the draws', () => {
  test.each([
    ['npv_jpy >= 0 at p80', 'npv_jpy', '>=', 0, 0.8],
    ['irr ≥ 8% AT P 95', 'irr', '>=', 0.08, 0.95],
    ['subsidy_jpy_per_tco2 <= 4,000 at p99.5', 'subsidy_jpy_per_tco2', '<=', 4000, 0.995],
  ])('%s', (text, output, op, value, share) => {
    expect(parseChance(text)).toMatchObject({ threshold: { output, op, value }, share });
  });

  test.each(['npv_jpy >= 0', 'npv_jpy at p80', 'npv_jpy >= 0 at p0', 'npv_jpy >= 0 at p100', 'npv_jpy = 0 at p80', ''])(
    '%s is refused',
    (text) => {
      expect(parseChance(text)).toBeUndefined();
    },
  );

  test('becomes a limit on the share of draws', () => {
    const chance = parseChance('npv_jpy >= 0 at p80');
    expect(chance && chanceLimit(chance)).toEqual({
      id: 'npv_jpy >= 0 at p80',
      of: chanceOf({ text: 'npv_jpy >= 0' }),
      at: 'least',
      value: 0.8,
    });
  });
});
