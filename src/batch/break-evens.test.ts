import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessRows, type Cells, catalog, isGood } from '../../test/support/assess.ts';
import { steadySolar } from '../../test/support/sites.ts';
import type { SiteRow } from '../assessment/row.ts';
import { parseTarget } from '../decide/target.ts';
import type { Threshold } from '../simulate/threshold.ts';
import { type BreakEvenQuestion, BreakEvenRun, type SiteBreakEven } from './break-evens.ts';

function breakEven(
  cells: Cells,
  target: string,
  quantity: string,
  more: Partial<BreakEvenQuestion> = {},
): SiteBreakEven {
  const { run, rows } = assessRows([cells]);
  const options = {
    draws: 4096,
    seed: 1,
    sampling: 'sobol',
    defaultSpreads: false,
    catalog,
    groups: run.groups,
  } as const;
  const question: BreakEvenQuestion = {
    target: parseTarget(target, (output) => output.startsWith('payback')) as Threshold,
    share: undefined,
    quantities: [quantity],
    low: undefined,
    high: undefined,
    along: [],
    ...more,
  };
  return new BreakEvenRun(options, question).site(rows.find(isGood) as SiteRow)[0] as SiteBreakEven;
}

/** Worth of one yen a year over fifteen years at 5 %. */
const ANNUITY = (1 - 1.05 ** -15) / 0.05;
/** Half of an eligible cost of ten million, well below 4,000 yen for each of ten years' tonnes. */
const GRANT = 5e6;

describe('a plant that saves the same every year: worked out by hand', () => {
  test.each([
    ['npv_jpy = 0', (saving: number) => GRANT + saving * ANNUITY],
    ['npv_jpy >= 30,000,000', (saving: number) => GRANT + saving * ANNUITY - 3e7],
    ['payback_years <= 7', (saving: number) => GRANT + 7 * saving],
    ['payback_years_without_subsidy = 4.5', (saving: number) => 4.5 * saving],
  ])('the cost for %s', (target, cost) => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 9_000 }), fc.integer({ min: 5, max: 30 }), (tonnes, price) => {
        const cells = steadySolar(tonnes, { electricity_price_jpy_per_kwh: price, capex_jpy: 5e7 });
        const { value, reached } = breakEven(cells, target, 'capex_jpy', { low: 0, high: 1e11 });
        expect((value as number) / cost(tonnes * 1_000 * price)).toBeCloseTo(1, 10);
        expect(reached).toBeCloseTo(Number(target.split(/[ =]+/).at(-1)?.replaceAll(',', '')), 3);
      }),
      { numRuns: 20 },
    );
  });

  test('the price, the tonnes, the discount rate', () => {
    const cells = steadySolar(1_000, { capex_jpy: 1e8 });
    const price = (1e8 - GRANT) / ANNUITY / 1e6;
    expect(breakEven(cells, 'npv_jpy = 0', 'electricity_price_jpy_per_kwh').value).toBeCloseTo(price, 8);
    expect(breakEven(cells, 'npv_jpy = 0', 'annual_electricity_mwh').value).toBeCloseTo(100 * price, 6);
    // 5 million for ten years of tonnes.
    const perTonne = breakEven(cells, 'subsidy_requested_jpy_per_tco2 <= 2000', 'annual_electricity_mwh');
    expect(perTonne.value).toBeCloseTo(250, 8);
    const rate = breakEven({ ...cells, electricity_price_jpy_per_kwh: price }, 'npv_jpy = 0', 'discount_rate_pct');
    expect(rate.value).toBeCloseTo(5, 8);
    expect([rate.own, rate.low, rate.high]).toEqual([5, 0.5, 50]);
  });

  test('the rate of the subsidy, until the cost-effectiveness cuts it', () => {
    // 10,000 t in ten years: at most 40 million.
    const cells = steadySolar(1_000, { capex_jpy: 1.2e8, eligible_cost_jpy: 1e8 });
    const missing = 1.2e8 - 1e7 * ANNUITY;
    expect(breakEven(cells, 'npv_jpy = 0', 'subsidy_rate_ceiling').value).toBeCloseTo(missing / 1e8, 10);
    const dear = breakEven({ ...cells, capex_jpy: 1.5e8 }, 'npv_jpy = 0', 'subsidy_rate_ceiling');
    expect(dear).toMatchObject({ value: null, reason: 'never_within', low: 0, high: 1 });
  });

  test('whole numbers only where the column has them', () => {
    const cells = steadySolar(1_000, { capex_jpy: 7.5e7, evaluation_years: 15 });
    const { value } = breakEven(cells, 'npv_jpy = 0', 'evaluation_years');
    // (1 − 1.05^−n) / 0.05 is 7.1078 for 9 years, 6.4632 for 8; 7 are needed.
    expect(value).toBe(9);
  });
});

describe('in a share of the draws', () => {
  // The price is the only thing uncertain; the worth of the plant rises with it.
  const cells = steadySolar(1_000, { capex_jpy: 1e8, electricity_price_jpy_per_kwh: 'normal(10, 1)' });

  test.each([
    [0.8, -0.8416212],
    [0.5, 0],
    [0.95, -1.6448536],
  ])('%d: the cost at the quantile of the price', (share, z) => {
    const { value } = breakEven(cells, 'npv_jpy = 0', 'capex_jpy', { share });
    const exact = GRANT + (10 + z) * 1e6 * ANNUITY;
    expect(Math.abs((value as number) / exact - 1)).toBeLessThan(1e-3);
  });

  test('a number looked for has no spread of its own', () => {
    const { value, own } = breakEven(cells, 'npv_jpy = 0', 'electricity_price_jpy_per_kwh', { share: 0.8 });
    expect(own).toBe(10);
    expect(value).toBeCloseTo((1e8 - GRANT) / ANNUITY / 1e6, 8);
  });
});
