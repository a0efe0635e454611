import { expect, test } from 'vitest';
import { assess, type Cells, catalog, csvOf } from '../../test/support/assess.ts';
import { steadySolar } from '../../test/support/sites.ts';
import type { SiteRow } from '../assessment/row.ts';
import { type SimulateOptions, SimulateRun } from './simulate.ts';
import { SimulatePlan } from './simulate-plan.ts';

const SPREAD: Cells = {
  annual_electricity_mwh: 'normal(2000, 100)',
  capex_jpy: 'lognormal(100000000, 15000000)',
  opex_jpy_per_year: 'pert(500000, 1000000, 2500000)',
  electricity_price_jpy_per_kwh: 'uniform(9, 13)',
  degradation_pct_per_year: 'triangular(0, 0.5, 1)',
};
const PLAIN: Cells = { opex_jpy_per_year: 1_000_000, electricity_price_jpy_per_kwh: 11, degradation_pct_per_year: 0.5 };
const NAMES = Object.keys(SPREAD);

/** Row i spreads the cells of the bits of i. */
const rows = Array.from({ length: 2 ** NAMES.length }, (_, i) => {
  const spread = NAMES.filter((_n, bit) => i & (1 << bit)).map((n) => [n, SPREAD[n]]);
  return { ...steadySolar(1_000, PLAIN), ...Object.fromEntries(spread), site_id: `S${i}` } as Cells;
});
const sheet = assess(csvOf(rows));
const options: SimulateOptions = {
  ...{ draws: 256, seed: 1, sampling: 'sobol', defaultSpreads: false, thresholds: [], catalog },
  columns: new Set(['npv_jpy', 'reduction_tco2_horizon', 'subsidy_jpy']),
  groups: sheet.run.groups,
};

test('32 combinations of spread cells share a few programs; each row has the draws it has alone', () => {
  const together = new SimulateRun(options);
  const programs = new Set<number>();
  for (const row of sheet.rows as SiteRow[]) {
    const site = together.site(row);
    programs.add(site.planned.program.id);
    const alone = new SimulateRun(options).site(row);
    expect(site.outputs.map((o) => o.values)).toEqual(alone.outputs.map((o) => o.values));
    expect(site.outputs.map((o) => o.summary)).toEqual(alone.outputs.map((o) => o.summary));
  }
  expect(programs.size).toBeLessThan(10);
});

test('programs unused for longest are forgotten, so that memory has a bound', () => {
  const plan = new SimulatePlan({ ...options, draws: 1 << 20 });
  const ids = new Set<number>();
  let dropped = 0;
  for (const row of [...sheet.rows, ...sheet.rows] as SiteRow[]) {
    for (const p of plan.prepare([{ ...row, proposalId: row.siteId.endsWith('1') ? 'Q' : '' }])) ids.add(p.program.id);
    dropped += plan.forgotten().length;
  }
  expect(ids.size - dropped).toBeLessThanOrEqual(8);
});
