/** What a site file of a cogeneration plant means: money, maintenance, chillers, engines that cannot run; demands are flat, so figures are worked out by hand. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../../tools/build-catalog.ts';
import { readScenario } from '../../../assessment/scenario.ts';
import type { Catalog } from '../../../catalog/index.ts';
import type { HourlyYear } from '../../../hourly/series/types.ts';
import { readSite } from '../read-site.ts';
import { SizedRows } from '../rows.ts';
import { sizeSite } from '../size-site.ts';
import { bestOf } from '../sized.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const flat = (kwh: number): HourlyYear => ({
  format: 'interval',
  site: {},
  stepMinutes: 60,
  leap: false,
  year: undefined,
  sunMinute: 30,
  tracks: { load: new Float64Array(8760).fill(kwh) },
});

/** 800 kW that run all year beside a load of 1,000 kW. */
const OWN = {
  power_kw: 800,
  electrical_efficiency_pct: 40,
  heat_efficiency_pct: 40,
  forced_outage_pct: 0,
  maintenance_hours: 0,
};
const SITE = {
  site_id: 'A',
  country: 'VN',
  technology: 'gas-cogeneration',
  methodology: 'generic-cogeneration',
  reference_factor_tco2_per_mwh: 0.5,
  electricity_price_jpy_per_kwh: 16,
  gas_price_jpy_per_gj_ncv: 1400,
  boiler_efficiency_pct: 80,
  discount_rate_pct: 6,
  power_use: 'self',
  capex_jpy: 100_000_000,
  series: {},
  engine: OWN,
  range: { operation: 'power-led' },
};
const KWH = 800 * 8760;

/** @param more keys of the site; those that are undefined are taken away */
function sized(
  more: object,
  { load = 1000, cooling, scenario = {} }: { load?: number; cooling?: number; scenario?: object } = {},
) {
  const read = readScenario(scenario, catalog);
  const raw = Object.fromEntries(Object.entries({ ...SITE, ...more }).filter(([, v]) => v !== undefined));
  const { site, findings } = readSite(raw, catalog, read);
  if (!site) return { best: undefined, cells: {}, codes: findings.map((f) => f.code), points: [], findings };
  const years = { load: flat(load), ...(cooling === undefined ? {} : { cooling: flat(cooling) }) };
  const rows = new SizedRows(catalog, read);
  const made = sizeSite({ catalog, scenario: read, site, rows, inputs: { years, tables: {} } });
  const best = bestOf(made.sizing);
  const all = [...findings, ...made.findings];
  const cells = Object.fromEntries(best?.row.header.map((h, i) => [h, best.row.cells[i] as string]) ?? []);
  return { best, cells, codes: all.map((f) => f.code), points: made.sizing?.points ?? [], findings: all };
}

describe('a tariff', () => {
  const demand = { tariff: { demand_jpy_per_kw_year: 12_000 } };

  test('of a demand charge alone leaves the flat price of a kWh, which must be there', () => {
    // The peak goes from 1,000 to 200 kW.
    expect(Number(sized(demand).cells.electricity_price_jpy_per_kwh)).toBeCloseTo(16 + (800 * 12_000) / KWH, 9);
    const without = sized({ ...demand, electricity_price_jpy_per_kwh: undefined });
    expect(without.codes).toContain('size_tariff_needs_price');
    expect(without.best).toBeUndefined();
  });

  test('of weekends only is refused: weekdays would have no price', () => {
    expect(sized({ tariff: { weekend_jpy_per_kwh: new Array(24).fill(8) } }).codes).toContain(
      'size_tariff_needs_price',
    );
  });
});
