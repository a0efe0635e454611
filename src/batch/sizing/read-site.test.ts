import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../tools/build-catalog.ts';
import { NO_SCENARIO } from '../../assessment/scenario.ts';
import type { Catalog } from '../../catalog/index.ts';
import { readSite, type SitePlan } from './read-site.ts';
import type { SolarPlan } from './solar/plan.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const BASE = { site_id: 'A', country: 'VN', technology: 'solar-pv' };
const plan = (more: object) => {
  const { file, plan } = readSite({ ...BASE, ...more }, catalog, NO_SCENARIO).site as SitePlan;
  return { ...file, ...(plan as SolarPlan) };
};
const faults = (more: object) =>
  readSite({ ...BASE, ...more }, catalog, NO_SCENARIO).findings.map((f) => [f.code, f.params.key]);

test('columns stay as they are written; parts are read', () => {
  const p = plan({
    capacity_kw: 100,
    discount_rate_pct: '6 ± 1',
    limits: { budget_jpy: 5, min_payback_years: 3, roof_m2: 10 },
    range: { battery_kwh: { from: 0, to: 20, step: 10 } },
    battery_round_trip_pct: 80,
  });
  expect(p.columns).toContainEqual(['discount_rate_pct', '6 ± 1', 'discount_rate_pct']);
  expect(p.range).toMatchObject({ capacityKw: [100], batteryKwh: [0, 10, 20], roundTripPct: 80 });
  expect(p.limits).toEqual([
    { id: 'budget_jpy', of: 'capex_jpy', at: 'most', value: 5 },
    { id: 'min_payback_years', of: 'payback_years_without_subsidy', at: 'least', value: 3 },
  ]);
  expect(p.area).toMatchObject({ roofM2: 10 });
});

test('the first aim of the catalog when none is named; any output by name', () => {
  expect(plan({}).aim).toMatchObject({ id: 'npv', outputs: ['npv_jpy'], best: 'most' });
  expect(plan({ aim: 'points' }).aim.outputs).toEqual(['score_cost_points', 'score_reduction_points']);
  expect(plan({ aim: { output: 'payback_years', best: 'least' } }).aim).toMatchObject({
    outputs: ['payback_years'],
    best: 'least',
  });
});

describe('faults name their key', () => {
  test.each([
    [{ limits: { roof: 3 } }, 'size_unknown_key', 'limits.roof'],
    [{ limits: { roof_m2: -3 } }, 'size_bad_value', 'limits.roof_m2'],
    [{ limits: { module: 'none' } }, 'size_bad_value', 'limits.module'],
    [{ range: { capacity_kw: { from: 5, to: 1, step: 1 } } }, 'size_bad_value', 'range.capacity_kw'],
    [{ range: { capacity_kw: [] } }, 'size_bad_value', 'range.capacity_kw'],
    [{ range: [1] }, 'size_bad_value', 'range'],
    [{ series: { fill: 'yes' } }, 'size_bad_value', 'series.fill'],
    [{ aim: 'profit' }, 'size_bad_value', 'aim'],
    [{ aim: { output: 'profit', best: 'most' } }, 'size_bad_value', 'aim.output'],
    [{ cost: { per_kw: 1 } }, 'size_unknown_key', 'cost.per_kw'],
    [{ battery_round_trip_pct: 'high' }, 'size_bad_value', 'battery_round_trip_pct'],
  ])('%j', (more, code, key) => {
    expect(faults(more)).toContainEqual([code, key]);
  });

  test('a list is no site', () => {
    expect(readSite([], catalog, NO_SCENARIO).findings.map((f) => f.code)).toEqual(['size_form']);
  });
});
