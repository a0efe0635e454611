/** A whole site against an independent simulation: independent.py, written by hand in NumPy with its own generators, two million draws. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SiteRow } from '../../src/assessment/row.ts';
import { SimulateRun } from '../../src/batch/simulate.ts';
import { assess, catalog, csvOf } from '../support/assess.ts';

type Figures = Record<'mean' | 'sd' | 'p5' | 'p10' | 'p25' | 'p50' | 'p75' | 'p90' | 'p95', number>;
const expected = JSON.parse(readFileSync(join(import.meta.dirname, 'independent.json'), 'utf8')) as Record<
  string,
  Figures
>;
const DRAWS = 65_536;

test.each(['sobol', 'random'] as const)('%s: moments and quantiles', (sampling) => {
  const sheet = assess(
    csvOf([
      {
        site_id: 'A',
        country: 'VN',
        technology: 'solar-pv',
        power_use: 'self',
        capacity_kw: 1_000,
        specific_yield_kwh_per_kw: 'normal(1200, 60)',
        degradation_pct_per_year: 'triangular(0.3, 0.5, 0.8)',
        capex_jpy: 'lognormal(150000000, 20000000)',
        opex_jpy_per_year: 'pert(800000, 1000000, 1500000)',
        electricity_price_jpy_per_kwh: 'uniform(9, 13)',
        discount_rate_pct: 5,
        reference_factor_tco2_per_mwh: 0.5,
        similar_projects: 0,
        legal_durable_years: 17,
      },
    ]),
  );
  const run = new SimulateRun({
    ...{ catalog, draws: DRAWS, seed: 1, sampling, defaultSpreads: false, thresholds: [], groups: sheet.run.groups },
    columns: new Set(Object.keys(expected)),
  });
  const { outputs } = run.site(sheet.rows[0] as SiteRow);
  expect(outputs.length).toBe(Object.keys(expected).length);
  for (const o of outputs) {
    const figures = expected[o.output.column] as Figures;
    for (const [name, value] of Object.entries(figures)) {
      const found = o.summary?.[name as keyof Figures] as number;
      // Four standard errors of independent draws: sd / √n of the mean; at most 2.2 of these of the other figures.
      const error = ((name === 'mean' ? 4 : 8.8) * figures.sd) / Math.sqrt(DRAWS);
      expect(Math.abs(found - value), `${o.output.column} ${name}: ${found}, ${value}`).toBeLessThan(error);
    }
  }
});
