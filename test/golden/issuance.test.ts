/** Delay and failure of the issuance of credits: only credits and money change, and only where the switch is on. */
import { describe, expect, test } from 'vitest';
import type { SiteRow } from '../../src/assessment/row.ts';
import { SimulateRun } from '../../src/batch/simulate.ts';
import { assess, assessRow, type Cells, catalog, csvOf } from '../support/assess.ts';
import { steadySolar } from '../support/sites.ts';

/** 100 t a year for ten years, half of them to Japanese participants at 1,000 yen. */
const row = steadySolar(100, { horizon_years: 10, evaluation_years: 12, credit_price_jpy_per_tco2: 1_000 });
const on: Cells = { ...row, issuance_risk: 'yes' };

describe('assess', () => {
  const value = (cells: Cells, output: string): number => assessRow(cells).value(output) as number;
  const incomeOf = (cells: Cells): number => value({ ...cells, discount_rate_pct: 0 }, 'npv_jpy');

  test('the switch alone changes nothing', () => {
    for (const output of [
      'npv_jpy',
      'irr',
      'credits_goj_tco2',
      'credits_jp_participants_tco2',
      'reduction_tco2_horizon',
    ])
      expect(value(on, output)).toBe(value(row, output));
  });

  test('values without the switch change nothing', () => {
    const late = { ...row, issuance_delay_years: 3, issuance_success_pct: 0 };
    expect(value(late, 'npv_jpy')).toBe(value(row, 'npv_jpy'));
  });

  test.each([
    // Delay: credits issued within the horizon; income of 50 t × 1,000 yen in every year up to the twelfth.
    [0, 1_000, 0],
    [1, 900, 0],
    [2, 800, 0],
    [3, 700, -50_000],
    [5, 500, -150_000],
    [6, 400, -200_000],
    [0.5, 950, 0],
  ])('%d years late', (delay, issued, lost) => {
    const late = { ...on, issuance_delay_years: delay };
    const shares = ['goj', 'jp_participants', 'host_government', 'host_participants'];
    const total = shares.reduce((a, s) => a + value(late, `credits_${s}_tco2`), 0);
    expect(total).toBe(issued);
    expect(incomeOf(late) - incomeOf(row)).toBeCloseTo(lost, 6);
    expect(value(late, 'reduction_tco2_horizon')).toBe(1_000);
  });

  test('part of the credits, in whole tonnes; none', () => {
    const part = { ...on, annual_electricity_mwh: 99, capacity_kw: 99, issuance_success_pct: 50 };
    // 99 t a year → 49 issued, of which 24 to Japanese participants and the rest to the Government of Japan.
    expect(value(part, 'credits_jp_participants_tco2')).toBe(240);
    expect(value(part, 'credits_goj_tco2')).toBe(250);
    const none = { ...on, issuance_success_pct: 0 };
    expect(value(none, 'credits_goj_tco2')).toBe(0);
    expect(incomeOf(row) - incomeOf(none)).toBeCloseTo(10 * 50_000, 6);
  });
});

describe('simulate', () => {
  const OUTPUTS = ['reduction_tco2_horizon', 'credits_goj_tco2', 'npv_jpy'];
  function simulate(cells: Cells, defaultSpreads: boolean) {
    const sheet = assess(csvOf([{ site_id: 'S1', ...cells }]));
    const run = new SimulateRun({
      catalog,
      columns: new Set(OUTPUTS),
      draws: 4_096,
      seed: 1,
      sampling: 'sobol',
      defaultSpreads,
      thresholds: [],
      groups: sheet.run.groups,
    });
    const site = run.site(sheet.sites[0]?.result.row as SiteRow);
    return (column: string) => site.outputs.find((o) => o.output.column === column)?.values as Float64Array;
  }
  const share = (values: Float64Array, of: number): number => values.filter((v) => v === of).length / values.length;

  test('the switch needs the default spreads or spreads of the row', () => {
    expect(share(simulate(on, false)('credits_goj_tco2'), 500)).toBe(1);
    const own = simulate({ ...on, issuance_success_pct: 'discrete(100: 0.7; 0: 0.3)' }, false);
    expect(share(own('credits_goj_tco2'), 500)).toBeCloseTo(0.7, 2);
    expect(share(own('reduction_tco2_horizon'), 1_000)).toBe(1);
  });

  test('with them credits and income are late or fail, reductions stay as they are', () => {
    const [without, risky] = [simulate(row, true), simulate(on, true)];
    expect([...risky('reduction_tco2_horizon')]).toEqual([...without('reduction_tco2_horizon')]);
    expect(share(without('credits_goj_tco2'), 0)).toBe(0);
    // 4 of 98 projects withdrawn.
    expect(share(risky('credits_goj_tco2'), 0)).toBeCloseTo(0.04, 2);
    const mean = (v: Float64Array): number => v.reduce((a, b) => a + b, 0) / v.length;
    // Mean of ten, nine, six and five years of credits out of ten, of 96 %.
    const expected = 0.96 * (0.5 + 0.09 + 0.06 + 0.15);
    const ratio = mean(risky('credits_goj_tco2')) / mean(without('credits_goj_tco2'));
    expect(ratio).toBeCloseTo(expected, 1);
    expect(mean(risky('npv_jpy'))).toBeLessThan(mean(without('npv_jpy')));
  });
});
