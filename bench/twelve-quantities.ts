/** A solar site with twelve uncertain quantities, read from cells as a user's sheet is. */
import type { SiteRow } from '../src/assessment/row.ts';
import { Sheet } from '../src/assessment/sheet.ts';
import { catalog } from './sites.ts';

const CELLS = {
  country: 'TH',
  technology: 'solar-pv',
  power_use: 'self',
  capacity_kw: '1200',
  discount_rate_pct: '6',
  tax_rate_pct: '20',
  tax_depreciation_years: '10',
  similar_projects: '0',
  legal_durable_years: '17',
  specific_yield_kwh_per_kw: 'normal(1400, 84)',
  reference_factor_tco2_per_mwh: 'normal(0.319, 0.02)',
  degradation_pct_per_year: 'triangular(0.3, 0.5, 0.8)',
  escalation_pct: 'uniform(0, 1)',
  capex_jpy: 'lognormal(150000000, 20000000)',
  mrv_cost_jpy_per_year: 'lognormal(500000, 120000)',
  opex_jpy_per_year: 'pert(800000, 1000000, 1500000)',
  electricity_price_jpy_per_kwh: 'pert(9, 11, 15)',
  credit_price_jpy_per_tco2: 'uniform(0, 4000)',
  overhaul_cost_jpy: 'triangular(2000000, 4000000, 9000000)',
  overhaul_year: '10',
  curtailment_pct: 'uniform(0, 5)',
  auxiliary_electricity_mwh: 'uniform(2, 8)',
};

/** @param number sites of different numbers have draws of their own */
export function twelveQuantities(number: number): SiteRow {
  const sheet = new Sheet(['site_id', ...Object.keys(CELLS)], { catalog, addId: () => true });
  const row = sheet.row(2, [`T${number}`, ...Object.values(CELLS)]);
  if ('dropped' in row) throw new Error(row.findings.map((f) => f.code).join());
  return row;
}
