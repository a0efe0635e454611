/** Own use at other sun and load than the plan's: the equations of the book beside a year of hours run for just that. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { SiteRow } from '../../src/assessment/row.ts';
import { NO_SCENARIO } from '../../src/assessment/scenario.ts';
import { AssessRun } from '../../src/batch/assess.ts';
import { DEMAND_LEVELS } from '../../src/batch/sizing/cogeneration/levels.ts';
import { readSite, type SitePlan } from '../../src/batch/sizing/read-site.ts';
import { SizedRows } from '../../src/batch/sizing/rows.ts';
import { sizeSite } from '../../src/batch/sizing/size-site.ts';
import type { SizedPoint } from '../../src/batch/sizing/sized.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import { LEVELS } from '../../src/hourly/dispatch/levels.ts';
import { selfConsumption } from '../../src/hourly/dispatch/self-consumption.ts';
import type { HourlyYear } from '../../src/hourly/series/types.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const HOURS = 8760;
/** Made up: the sun from 6 to 18 h, brighter and duller by days; a load with a weekly rhythm. */
const SUN = Float64Array.from({ length: HOURS }, (_, h) => {
  const day = Math.max(0, Math.sin((((h % 24) - 6) / 12) * Math.PI));
  return day * (0.35 + 0.25 * Math.cos(h / 24));
});
const LOAD = Float64Array.from({ length: HOURS }, (_, h) =>
  Math.floor(h / 24) % 7 < 5 ? 200 + 150 * Math.sin((h / 24) * 2 * Math.PI - 1.5) : 80,
);

const total = (list: Float64Array) => list.reduce((a, b) => a + b, 0);
const year = (tracks: HourlyYear['tracks'], capacityKw?: number): HourlyYear => ({
  format: 'interval',
  site: { capacityKw, utcOffset: 7 },
  stepMinutes: 60,
  leap: false,
  year: undefined,
  sunMinute: 30,
  tracks,
});

function sized(more: object): SizedPoint {
  const raw = {
    site_id: 'A',
    country: 'VN',
    technology: 'solar-pv',
    power_use: 'self',
    electricity_price_jpy_per_kwh: 16,
    capex_jpy: 1e7,
    degradation_pct_per_year: 0,
    series: { weather: 'w', load: 'l', utc_offset: 7 },
    ...more,
  };
  const site = readSite(raw, catalog, NO_SCENARIO).site as SitePlan;
  const inputs = { years: { weather: year({ generation: SUN }, 1), load: year({ load: LOAD }) }, tables: {} };
  const rows = new SizedRows(catalog, NO_SCENARIO);
  const { sizing } = sizeSite({ catalog, scenario: NO_SCENARIO, site, rows, inputs });
  return sizing?.points[0] as SizedPoint;
}

/** The row of a size with some numbers changed → what it delivers in year 1 (MWh) and saves (JPY at 16 JPY/kWh). */
function changed(p: SizedPoint, change: Record<string, (x: number) => number>): { delivered: number; own: number } {
  const rows = new SizedRows(catalog, NO_SCENARIO);
  const header = [...p.row.header];
  const cells = [...p.row.cells];
  for (const [column, by] of Object.entries(change)) {
    const at = header.indexOf(column);
    if (at < 0) throw new Error(column);
    cells[at] = String(by(Number(cells[at])));
  }
  const [row] = rows.read([{ header, cells }]).rows as SiteRow[];
  const { model, frame } = new AssessRun({ catalog, scenario: NO_SCENARIO.values }).single(row as SiteRow);
  const at = (name: string) => frame.buffer[frame.at[frame.graph.byName.get(name) as number] as number] as number;
  expect(model.assessment.shape.params).toContain('own_use_at_100');
  return { delivered: at('electricity'), own: at('own_use_saving') / 16000 };
}

describe('levels of the code and of the books', () => {
  const named = (book: string, form: RegExp) =>
    Object.keys(catalog.books[book]?.quantities ?? {}).flatMap((name) => form.exec(name)?.slice(1).map(Number) ?? []);

  test('are the same', () => {
    const rising = (list: readonly number[]) => [...list].sort((a, b) => a - b);
    expect(rising(named('solar-plant', /^own_use_at_(\d+)$/))).toEqual([...LEVELS]);
    expect(rising(named('solar-plant', /^exported_at_(\d+)$/))).toEqual([...LEVELS]);
    expect(rising(named('gas-cogeneration', /^fuel_change_at_(\d+)$/))).toEqual([...DEMAND_LEVELS]);
  });

  test.each(LEVELS.map((l) => l / 100))('at sun × %f, a level, the equations give what the hours gave', (k) => {
    const { own } = changed(sized({ range: { capacity_kw: 600 } }), { specific_yield_kwh_per_kw: (x) => x * k });
    expect(own).toBeCloseTo(selfConsumption(LOAD, SUN, 600 * k).direct / 1000, 6);
  });
});

describe('without battery and limit', () => {
  test('the plan itself: year 1 is the year of hours', () => {
    const p = sized({ range: { capacity_kw: 600 } });
    const hours = selfConsumption(LOAD, SUN, 600);
    const { delivered, own } = changed(p, {});
    expect(delivered).toBeCloseTo((hours.direct + hours.export) / 1000, 9);
    expect(own).toBeCloseTo(hours.direct / 1000, 9);
  });

  test.each([0.62, 0.87, 0.97, 1.04, 1.13, 1.4])('sun × %f: own use within half a per cent of the hours', (k) => {
    const { own } = changed(sized({ range: { capacity_kw: 600 } }), { specific_yield_kwh_per_kw: (x) => x * k });
    const hours = selfConsumption(LOAD, SUN, 600 * k);
    expect(Math.abs(own / (hours.direct / 1000) - 1)).toBeLessThan(0.005);
  });

  test.each([0.8, 1.25])('load × %f', (k) => {
    const p = sized({ range: { capacity_kw: 600 }, load_electricity_mwh: total(LOAD) / 1000 });
    const { own } = changed(p, { load_electricity_mwh: (x) => x * k });
    const hours = selfConsumption(
      LOAD.map((v) => v * k),
      SUN,
      600,
    );
    expect(Math.abs(own / (hours.direct / 1000) - 1)).toBeLessThan(0.005);
  });
});

describe('with battery and zero export', () => {
  const SITE = { range: { capacity_kw: 900, battery_kwh: 800 }, limits: { export_kw: 0 } };
  const OPTIONS = { exportLimitKw: 0, battery: { capacityKwh: 800, powerKw: 200, roundTrip: 0.899 } };

  test.each([0.75, 0.93, 1.07, 1.3])('sun × %f: delivered within half a per cent of the hours', (k) => {
    const { delivered } = changed(sized(SITE), { specific_yield_kwh_per_kw: (x) => x * k });
    const hours = selfConsumption(LOAD, SUN, 900 * k, OPTIONS);
    expect(Math.abs(delivered / ((hours.direct + hours.discharge) / 1000) - 1)).toBeLessThan(0.005);
  });

  test.each([0.8, 0.9, 1.1, 1.25])(
    'load × %f: the battery stays what it is, within one and a half per cent of the hours',
    (k) => {
      const p = sized({ ...SITE, load_electricity_mwh: total(LOAD) / 1000 });
      const { delivered } = changed(p, { load_electricity_mwh: (x) => x * k });
      const hours = selfConsumption(
        LOAD.map((v) => v * k),
        SUN,
        900,
        OPTIONS,
      );
      expect(Math.abs(delivered / ((hours.direct + hours.discharge) / 1000) - 1)).toBeLessThan(0.015);
    },
  );

  test.each([0.05, 0.2, 0.4])('load × %f: own use is never more than the load', (k) => {
    const p = sized({ ...SITE, load_electricity_mwh: total(LOAD) / 1000 });
    const { delivered } = changed(p, { load_electricity_mwh: (x) => x * k });
    expect(delivered).toBeLessThanOrEqual((k * total(LOAD)) / 1000 + 1e-9);
  });
});

describe('curtailment by the grid', () => {
  test('is taken off every hour, however its key is written', () => {
    const hours = selfConsumption(
      LOAD,
      SUN.map((v) => 0.8 * v),
      600,
    );
    for (const key of ['curtailment_pct', 'curtailment [%]', '出力抑制率 [%]']) {
      const p = sized({ range: { capacity_kw: 600 }, [key]: 20 });
      expect(p.year.generation_kwh).toBeCloseTo(hours.generation, 6);
      expect(changed(p, {}).delivered).toBeCloseTo((hours.direct + hours.export) / 1000, 9);
    }
  });
});
