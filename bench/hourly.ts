/** A year of hours: the plant, the battery, cogeneration, the sizes of a site, beside pvlib on the same weather; gives the lines of RESULTS.md. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Bench } from 'tinybench';
import { NO_SCENARIO } from '../src/assessment/scenario.ts';
import { readSite, type SitePlan } from '../src/batch/sizing/read-site.ts';
import { SizedRows } from '../src/batch/sizing/rows.ts';
import { sizeSite } from '../src/batch/sizing/size-site.ts';
import { cogenerationYear } from '../src/hourly/cogeneration/dispatch.ts';
import type { Plant as Cogeneration } from '../src/hourly/cogeneration/types.ts';
import { selfConsumption } from '../src/hourly/dispatch/self-consumption.ts';
import { seriesLimits } from '../src/hourly/parameters.ts';
import { loadShape, shapedLoad } from '../src/hourly/series/load-shape.ts';
import { readSeries } from '../src/hourly/series/read.ts';
import type { HourlyYear } from '../src/hourly/series/types.ts';
import { plantYear } from '../src/hourly/solar/plant.ts';
import { readSeriesRows } from '../src/io/series-read.ts';
import { loadCatalogFromFiles } from '../tools/build-catalog.ts';
import { sizeCommands } from './size-sheet.ts';

const WEATHER = path.resolve(import.meta.dirname, '../fixtures/series/pvwatts-golden-co.csv');
const PLANT = {
  tilt: 20,
  azimuth: 180,
  losses: 0.1408,
  inverterEfficiency: 0.96,
  dcAcRatio: 1.2,
  temperatureCoefficient: -0.0047,
  noct: 45,
  albedo: 0.2,
};
const BATTERY = { battery: { capacityKwh: 400, powerKw: 100, roundTrip: 0.9 }, exportLimitKw: 50 };
/** Two units beside heat and cooling, prices near those of the sizing fixture. */
const COGENERATION: Cogeneration = {
  engine: {
    ratedKw: 1000,
    points: [
      { load: 0.5, electrical: 0.367, heat: 0.459 },
      { load: 0.75, electrical: 0.3895, heat: 0.441 },
      { load: 1, electrical: 0.4, heat: 0.427 },
    ],
    minLoad: 0.5,
    auxiliaryShare: 0.03,
  },
  units: 2,
  operation: 'cost-led',
  exportLimitKw: 0,
  dump: true,
  chiller: { cop: 0.74 },
  electricCop: 5,
  forcedOutage: 0.03,
};
const COGENERATION_PRICES = { electricity: 16, export: 5, fuel: 5.4, boilerHeat: 6, upkeep: 1.5 };
const SITE = {
  site_id: 'B',
  country: 'VN',
  technology: 'solar-pv',
  power_use: 'self',
  electricity_price_jpy_per_kwh: 16,
  discount_rate_pct: 6,
  series: { latitude: 21, utc_offset: 7 },
  range: { capacity_kw: { from: 50, to: 2500, step: 50 }, battery_kwh: [0, 250, 500, 1000] },
  cost: { jpy_per_kw: 90000, jpy_per_battery_kwh: 30000 },
};

export async function benchHourly(): Promise<string[]> {
  const catalog = await loadCatalogFromFiles();
  const shape = loadShape(catalog, 'office') as NonNullable<ReturnType<typeof loadShape>>;
  const rows = readSeriesRows(readFileSync(WEATHER));
  const weather = readSeries(rows, { limits: seriesLimits(catalog), shape, utcOffset: -7 }).year as HourlyYear;
  const { ac } = plantYear(weather, PLANT);
  const wave = Float64Array.from({ length: 8760 }, (_, h) => 200 + 100 * Math.sin((h / 24) * 2 * Math.PI));
  const office = shapedLoad(shape, { annualKwh: 2_400_000 }, { leap: false, firstWeekday: 0 });
  const load: HourlyYear = { ...weather, site: {}, tracks: { load: office } };
  const site = readSite(SITE, catalog, NO_SCENARIO).site as SitePlan;
  const size = { catalog, scenario: NO_SCENARIO, site, inputs: { years: { load }, tables: {} } };
  const daily = (mean: number, swing: number, shift: number) =>
    Float64Array.from({ length: 8760 }, (_, h) => mean + swing * Math.sin((h / 24) * 2 * Math.PI + shift));
  const demand = { electricity: daily(1500, 700, 0), heat: daily(1200, 500, 1), cooling: daily(800, 500, -1) };
  const bench = new Bench({ time: 1500, warmupTime: 500 })
    .add('plant', () => plantYear(weather, PLANT))
    .add('dispatch', () => selfConsumption(wave, ac, 500, BATTERY))
    .add('cogeneration', () => cogenerationYear(demand, COGENERATION, COGENERATION_PRICES))
    .add('sizes', () => sizeSite({ ...size, rows: new SizedRows(catalog, NO_SCENARIO) }));
  await bench.run();
  const ms = (name: string) => {
    const { result } = bench.getTask(name) ?? {};
    return result && 'latency' in result ? result.latency.p50 : Number.NaN;
  };
  const peer = pvlib();
  const ratio = (name: 'plant' | 'dispatch') => (peer ? `${Math.round((peer[name] * 1000) / ms(name))}×` : 'not here');
  const both = ms('plant') + ms('dispatch');
  const commands = sizeCommands();
  return [
    '| a year of hours, one core | measured | against pvlib | must |',
    '| --- | --- | --- | --- |',
    `| plant: sun, plane, cells, inverter (once a site and DC/AC ratio) | ${ms('plant').toFixed(2)} ms | ${ratio('plant')} | |`,
    `| battery and own use (once a size) | ${ms('dispatch').toFixed(3)} ms | ${ratio('dispatch')} | |`,
    `| both | ${both.toFixed(2)} ms | | 1.5 ms |`,
    `| cogeneration, two units led by cost, heat, cooling, outages (once a size) | ${ms('cogeneration').toFixed(2)} ms | | 2 ms |`,
    `| \`size\`, 200 sizes of one site, deterministic, assessments included | ${ms('sizes').toFixed(0)} ms | | |`,
    `| the command: 200 sizes of one site × 1,024 draws | ${commands.drawn.toFixed(2)} s | | 3 s |`,
    `| the command: \`--all\`, 1,000 sites, any size up to roof or load, deterministic | ${commands.sheet.toFixed(1)} s | | 60 s |`,
    '',
    peer
      ? `pvlib ${peer.version}: AC of the year ${(100 * (ac.reduce((a, b) => a + b, 0) / peer.ac - 1)).toFixed(2)} % apart from ours.`
      : 'pvlib: skipped, no python3 with pvlib.',
  ];
}

/** Seconds of the peer. */
function pvlib(): { plant: number; dispatch: number; ac: number; version: string } | undefined {
  const script = path.join(import.meta.dirname, 'peers/pvlib_year.py');
  const { status, stdout } = spawnSync('python3', [script, WEATHER, '3'], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : undefined;
}
