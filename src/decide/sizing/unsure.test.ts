import { expect, test } from 'vitest';
import { choose } from './choose.ts';
import { isUnsure } from './unsure.ts';

const AIM = { outputs: ['npv'], best: 'most' } as const;
const PAYBACK = { id: 'min_payback', of: 'payback', at: 'least', value: 3 } as const;
const BUDGET = { id: 'budget', of: 'capex', at: 'most', value: 10 } as const;
const unsure = (list: { npv: number; payback: number; capex: number }[]) =>
  isUnsure(choose(list, AIM, [PAYBACK, BUDGET]), AIM, ['min_payback']);

test('the best of all keeps the limit: whatever was left out is no better', () => {
  expect(
    unsure([
      { npv: 5, payback: 4, capex: 9 },
      { npv: 4, payback: 2, capex: 9 },
    ]),
  ).toBe(false);
});

test('a better one breaks only that limit: something left out may lie between', () => {
  expect(
    unsure([
      { npv: 5, payback: 4, capex: 9 },
      { npv: 6, payback: 2, capex: 9 },
    ]),
  ).toBe(true);
  expect(unsure([{ npv: 6, payback: 2, capex: 9 }])).toBe(true);
});

test('a budget that all break stands: what was left out costs more', () => {
  expect(
    unsure([
      { npv: 6, payback: 2, capex: 11 },
      { npv: 5, payback: 4, capex: 12 },
    ]),
  ).toBe(false);
});
