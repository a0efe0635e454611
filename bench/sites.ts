/**
 * The sites that our engine and its peers simulate side by side: solar power in Thailand with eight uncertain inputs and
 * tax, each site with numbers of its own. They are read from cells, as a user's sheet is; peers get what was read.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Spread } from '../src/assessment/cell/index.ts';
import type { SiteRow } from '../src/assessment/row.ts';
import { Sheet } from '../src/assessment/sheet.ts';
import type { Catalog } from '../src/catalog/index.ts';
import { hash64 } from '../src/formula/hash64.ts';

export const catalog = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../dist/catalog.json'), 'utf8'),
) as Catalog;

/** Outputs compared, in the order in which peers give them. */
export const OUTPUTS = ['reduction_tco2_horizon', 'subsidy_jpy', 'capex_jpy_per_tco2', 'npv_jpy'] as const;
/** Statistics of each output, in the order in which peers give them. */
export const STATISTICS = ['mean', 'sd', 'p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const;

/** Uncertain inputs and what they are drawn from, in the order in which peers read them. */
export const INPUTS = {
  specific_yield: 'normal',
  reference_factor: 'normal',
  degradation: 'triangular',
  escalation: 'uniform',
  capex: 'lognormal',
  mrv_cost: 'lognormal',
  opex: 'pert',
  electricity_price: 'pert',
} as const;

/** Doubles of a site in the file for peers; peers/site.h says what they are. */
export const SITE_DOUBLES = 32;

const HEADER =
  'site_id,country,technology,power_use,capacity_kw,discount_rate_pct,tax_rate_pct,tax_depreciation_years,similar_projects,legal_durable_years,specific_yield_kwh_per_kw,reference_factor_tco2_per_mwh,degradation_pct_per_year,escalation_pct,capex_jpy,mrv_cost_jpy_per_year,opex_jpy_per_year,electricity_price_jpy_per_kwh';
/** The horizon is the default one. */
const FIXED = { discount: 6, tax: 20, depreciation: 10, horizon: 15, durable: 17 };
/** Of the programme's newest call: what the catalog says for a country without similar projects. */
const CALL = { ceiling: 0.5, yenPerTonne: 4000, cap: 2e9 };

/** @param spread false: every input is certain */
export function readSites(count: number, spread = true): SiteRow[] {
  const ids = new Set<string>();
  const sheet = new Sheet(HEADER.split(','), {
    catalog,
    addId: (id) => !ids.has(id) && Boolean(ids.add(id)),
  });
  return Array.from({ length: count }, (_, i) => {
    const row = sheet.row(i + 2, cells(i, spread));
    if ('dropped' in row) throw new Error(row.findings.map((f) => f.code).join());
    return row;
  });
}

/** The same sites as a sheet. */
export function* sheetLines(count: number): Generator<string> {
  yield `${HEADER}\n`;
  for (let i = 0; i < count; i++)
    yield `${cells(i, true)
      .map((c) => (c.includes(',') ? `"${c}"` : c))
      .join(',')}\n`;
}

/** Scattered over [0, 1) evenly enough for test data. */
const part = (i: number, step: number): number => (i * step + step / 2) % 1;

function cells(i: number, spread: boolean): string[] {
  const kw = 500 + Math.round(4500 * part(i, 0.6180339887));
  const capex = Math.round(kw * (50_000 + 70_000 * part(i, 0.7548776662)));
  const opex = Math.round(kw * (60 + 60 * part(i, 0.569840291)));
  const mrv = 300_000 + 1_000 * Math.round(400 * part(i, 0.8191725134));
  const hours = 1250 + Math.round(250 * part(i, 0.6710436067));
  const price = 9 + (i % 5);
  const { discount, tax, depreciation, durable } = FIXED;
  const certain = [`S${i}`, 'TH', 'solar-pv', 'self', kw, discount, tax, depreciation, 0, durable];
  const drawn = spread
    ? [
        `normal(${hours},${0.06 * hours})`,
        'normal(0.319,0.02)',
        'triangular(0.3,0.5,0.8)',
        'uniform(0,1)',
        `lognormal(${capex},${capex / 10})`,
        `lognormal(${mrv},${mrv / 4})`,
        `pert(${8 * opex},${10 * opex},${15 * opex})`,
        `pert(${price},${price + 2},${price + 6})`,
      ]
    : [hours, 0.319, 0.5, 1, capex, mrv, 10 * opex, price + 2];
  return [...certain, ...drawn].map(String);
}

/** The numbers of a site as peers read them, but for the last two. */
export function siteNumbers(row: SiteRow): number[] {
  const value = (name: string): number => row.values[row.shape.params.indexOf(name)] as number;
  const spreads = Object.entries(INPUTS).flatMap(([name, kind]) => parameters(kind, row.spreads?.[name], value(name)));
  const { horizon, durable, depreciation } = FIXED;
  const money = [FIXED.discount / 100, FIXED.tax / 100, depreciation, horizon, durable, CALL.ceiling];
  return [value('capacity'), ...spreads, ...money, CALL.yenPerTonne, CALL.cap, ...hash64(row.siteId)];
}

/** The parameters of an input; those of no width when it is certain. */
function parameters(kind: Spread['kind'], spread: Spread | undefined, value: number): number[] {
  if (spread && spread.kind !== kind) throw new Error(`${kind} expected, not ${spread.kind}`);
  switch (spread?.kind) {
    case 'normal':
      return [spread.mean, spread.sd];
    case 'lognormal':
      return [spread.mu, spread.sigma];
    case 'uniform':
      return [spread.low, spread.high];
    case 'triangular':
    case 'pert':
      return [spread.low, spread.mode, spread.high];
  }
  switch (kind) {
    case 'normal':
      return [value, 0];
    case 'lognormal':
      return [Math.log(value), 0];
    case 'uniform':
      return [value, value];
    default:
      return [value, value, value];
  }
}
