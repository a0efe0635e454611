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

describe('what the site says beside the plan', () => {
  const standby = { tariff: { standby_jpy_per_kw_year: 1000 } };

  test('standby charges add to its running cost, and to that of the plan', () => {
    const own = { opex_jpy_per_year: 9_000_000 };
    expect(Number(sized({ ...own, ...standby }).cells.opex_jpy_per_year)).toBeCloseTo(9_000_000 + 800_000, 6);
    const cost = { cost: { fixed_jpy: 1, opex_jpy_per_kwh: 2 } };
    expect(Number(sized({ ...cost, ...standby }).cells.opex_jpy_per_year)).toBeCloseTo(2 * KWH + 800_000, 6);
    expect(sized(own).cells.opex_jpy_per_year).toBe('9000000');
  });

  test('the running cost keeps its spread, moved by the charges; where that cannot be, it is said', () => {
    const cells = sized({ opex_jpy_per_year: 'normal(9000000, 300000)', ...standby }).cells;
    expect(cells.opex_jpy_per_year).toBe('normal(9800000, 300000)');
    const lost = sized({ opex_jpy_per_year: '8000000 to 10000000', ...standby });
    expect(Number(lost.cells.opex_jpy_per_year)).toBeCloseTo(Math.sqrt(8e13) + 800_000, 3);
    expect(lost.codes).toContain('size_spread_lost');
  });

  test('with a tariff the average price has the spread of the price, in proportion', () => {
    const tariff = { tariff: { demand_jpy_per_kw_year: 8760 * 2 } };
    // 16 JPY, and 2 of the peak.
    const { cells, codes } = sized({ electricity_price_jpy_per_kwh: 'uniform(12, 20)', ...tariff });
    const [, low, high] = /^uniform\((.*), (.*)\)$/.exec(cells.electricity_price_jpy_per_kwh as string) ?? [];
    expect(Number(low)).toBeCloseTo(12 * (18 / 16), 9);
    expect(Number(high)).toBeCloseTo(20 * (18 / 16), 9);
    expect(codes).not.toContain('size_spread_lost');
  });

  test('so has one that the scenario gives', () => {
    const scenario = { electricity_price_jpy_per_kwh: 'normal(16, 1)' };
    const tariff = { tariff: { jpy_per_kwh: new Array(24).fill(8) }, electricity_price_jpy_per_kwh: undefined };
    expect(sized(tariff, { scenario }).cells.electricity_price_jpy_per_kwh).toBe('normal(8, 0.5)');
  });
});

describe('an absorption chiller without a capacity', () => {
  const chiller = { chiller: { cop: 0.7 }, reference_cop: 4 };
  const cost = (jpy: number) => ({ cost: { fixed_jpy: 1, jpy_per_kw: 1, jpy_per_chiller_kw: jpy } });

  test('that costs something by its capacity is refused', () => {
    const { best, codes } = sized({ ...chiller, ...cost(90_000) }, { cooling: 200 });
    expect(codes).toContain('size_chiller_capacity');
    expect(best).toBeUndefined();
    const known = { chiller: { cop: 0.7, capacity_kw: 300 }, reference_cop: 4 };
    expect(sized({ ...known, ...cost(90_000) }, { cooling: 200 }).cells.capex_jpy).toBe(String(1 + 800 + 27_000_000));
  });

  test('that costs nothing has no limit, which is said with the most it gives', () => {
    const { best, findings } = sized({ ...chiller, ...cost(0) }, { cooling: 200 });
    expect(best?.year.absorption_cooling_gj).toBeCloseTo(200 * 8760 * 0.0036, 3);
    const note = findings.find((f) => f.code === 'size_chiller_unlimited');
    expect(note?.params).toEqual({ peak: 200 });
    expect(sized({}, { cooling: 200 }).codes).not.toContain('size_chiller_unlimited');
  });
});

describe('an engine that cannot reach its least load', () => {
  const range = { cost: { jpy_per_kw: 1 }, range: { operation: 'power-led', units: [1, 2] } };

  test('is no size, and that is said', () => {
    const table = {
      cost: { jpy_per_kw: 1 },
      range: { engine: ['reopt-recip-250-500', 'reopt-recip-500-1000'], operation: 'power-led' },
    };
    const small = sized(
      { ...table, gcv_per_ncv: 1.108, engine: { ...OWN, power_kw: undefined, minimum_load_pct: 50 } },
      { load: 300 },
    );
    expect(small.points.map((p) => p.size.engine)).toEqual(['reopt-recip-250-500']);
    expect(small.findings.find((f) => f.code === 'size_never_runs')).toMatchObject({
      severity: 'warning',
      params: { sizes: '1 × reopt-recip-500-1000 power-led' },
    });
  });

  test('when none can there is no best', () => {
    const { best, findings } = sized({ ...range, engine: { ...OWN, minimum_load_pct: 50 } }, { load: 300 });
    expect(best).toBeUndefined();
    expect(findings.find((f) => f.code === 'size_never_runs')).toMatchObject({
      severity: 'error',
      params: { sizes: '1 × own power-led, 2 × own power-led' },
    });
  });
});

test('the price of a unit of the own engine', () => {
  const { cells, codes } = sized({
    cost: { fixed_jpy: 5, unit_jpy: { own: 7_000_000 } },
    range: { operation: 'power-led', units: [1] },
  });
  expect(cells.capex_jpy).toBe('7000005');
  expect(codes).not.toContain('size_unknown_key');
});

describe('initial cost', () => {
  const fixed = { capex_jpy: 45_000_000 };

  test('of the site stays where the cost names running costs only', () => {
    expect(sized({ ...fixed, cost: { opex_jpy_per_kwh: 2 } }).cells.capex_jpy).toBe('45000000');
    expect(sized({ ...fixed, cost: { jpy_per_kw: 100_000 } }).cells.capex_jpy).toBe('80000000');
  });

  test('that is the same for several sizes is refused then too', () => {
    const many = { range: { units: [1, 2], operation: 'power-led' }, cost: { opex_jpy_per_kwh: 2 } };
    expect(sized({ ...fixed, ...many }).codes).toContain('size_capex_fixed');
  });

  test('without a price of the engines is said', () => {
    const priced = (cost: object) => sized({ cost }).codes.includes('size_engine_unpriced');
    expect(priced({ jpy_per_chiller_kw: 1 })).toBe(true);
    expect(priced({ unit_jpy: { 'reopt-recip-250-500': 1 } })).toBe(true);
    expect(priced({ fixed_jpy: 1 })).toBe(false);
    expect(priced({ unit_jpy: { own: 1 } })).toBe(false);
    expect(priced({ opex_jpy_per_kwh: 2 })).toBe(false);
  });
});

test('only what takes the place of a key and does not count it is told as not used', () => {
  const told = (more: object) =>
    sized(more)
      .findings.filter((f) => f.code === 'size_key_not_used')
      .map((f) => f.params.keys);
  const tariff = { demand_jpy_per_kw_year: 1, standby_jpy_per_kw_year: 1 };
  expect(told({ opex_jpy_per_year: 5, tariff })).toEqual([]);
  expect(told({ opex_jpy_per_year: 5, tariff, cost: { opex_jpy_per_kwh: 1 } })).toEqual(['opex_jpy_per_year']);
  expect(told({ tariff: { jpy_per_kwh: new Array(24).fill(8) } })).toEqual(['electricity_price_jpy_per_kwh']);
});
