/** Batteries wear out: what the next one costs, and when, worked out by hand here. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessJson, jcm, scratch } from '../support/command.ts';

const FOLDER = scratch();
let n = 0;

interface Sized {
  best: { outputs: Record<string, number>; year: Record<string, number>; battery_kwh: number };
  curve: { size: Record<string, number>; outputs: Record<string, number> }[];
  findings: { code: string; severity: string; params: Record<string, unknown> }[];
}

const BASE = `site_id: A
country: VN
technology: solar-pv
power_use: self
electricity_price_jpy_per_kwh: 16
discount_rate_pct: 6
degradation_pct_per_year: 0
evaluation_years: 15
series: { latitude: 15, load_shape: office, annual_kwh: 2000000 }
`;

function site(more: string): string {
  const file = join(FOLDER, `battery${n++}.yaml`);
  writeFileSync(file, `${BASE}${more}\n`);
  return file;
}

async function sized(more: string): Promise<Sized> {
  const { code, out, err } = await jcm(['size', site(more), '--json']);
  expect(code, err).toBe(0);
  return JSON.parse(out);
}
const codes = (r: Sized) => r.findings.map((f) => f.code).filter((c) => c.startsWith('size_battery'));

/** Nothing wears out but the battery: every year saves the same, and batteries are bought at the ends of these years. */
function npv({ outputs, year }: Sized['best'], capex: number, next: number, years: readonly number[]): number {
  const saving = (year.own_use_kwh as number) * 16;
  let sum = (outputs.subsidy_jpy as number) - capex;
  for (let t = 1; t <= 15; t++) sum += (saving - (years.includes(t) ? next : 0)) / 1.06 ** t;
  return sum;
}

describe('a battery of 1,000 kWh at 30,000 yen beside 1,000 kW', () => {
  const RANGE = 'range: { capacity_kw: 1000, battery_kwh: 1000 }';
  const CAPEX = 1000 * 90_000 + 1000 * 30_000;
  const cost = (more: string) => `${RANGE}\ncost: { jpy_per_kw: 90000, jpy_per_battery_kwh: 30000${more} }`;

  test('is replaced in year 10 at the price of the first unless told otherwise, which is said', async () => {
    const r = await sized(cost(''));
    expect(r.best.outputs.npv_jpy).toBeCloseTo(npv(r.best, CAPEX, 30e6, [10]), 2);
    expect(codes(r)).toEqual(['size_battery_life', 'size_battery_price']);
    expect(r.findings.find((f) => f.code === 'size_battery_life')?.params).toEqual({
      years: 10,
      evidence: 'published',
    });
  });

  test.each([
    [6, [6, 12]],
    [5, [5, 10]],
    [7.5, [8]],
    [4, [4, 8, 12]],
    [15, []],
    [20, []],
  ])('of a life of %s years: at the ends of the years %j, none in the last', async (life, years) => {
    const r = await sized(cost(`, battery_life_years: ${life}, replace_jpy_per_battery_kwh: 20000`));
    expect(r.best.outputs.npv_jpy).toBeCloseTo(npv(r.best, CAPEX, 20e6, years), 2);
    expect(codes(r)).toEqual([]);
  });

  test('its row says so to assess', async () => {
    const row = join(FOLDER, 'row.csv');
    const file = site(cost(', battery_life_years: 6'));
    const r = JSON.parse((await jcm(['size', file, '--json', '--write-row', row])).out) as Sized;
    const [assessed] = (await assessJson([row])).sites;
    expect(assessed?.outputs).toEqual(r.best.outputs);
    const { out } = await jcm(['explain', row, '--json']);
    const quantities = JSON.parse(out).quantities as { name: string; value: number | number[] }[];
    const expense = quantities.find((q) => q.name === 'replacement_expense')?.value as number[];
    expect(expense.map((v) => v / 30e6)).toEqual(expense.map((_, i) => ([5, 11].includes(i) ? 1 : 0)));
  });

  test('nobody says what the next one costs: none, with a warning; capex_jpy may have its own beside it', async () => {
    const free = await sized(`${RANGE}\ncost: { jpy_per_kw: 120000 }`);
    expect(free.best.outputs.npv_jpy).toBeCloseTo(npv(free.best, CAPEX, 0, []), 2);
    expect(codes(free)).toEqual(['size_battery_not_replaced']);
    const own = `capex_jpy: ${CAPEX}\nbattery_replacement_cost_jpy: 25000000\nbattery_life_years: 8\n${RANGE}`;
    const given = await sized(own);
    expect(given.best.outputs.npv_jpy).toBeCloseTo(npv(given.best, CAPEX, 25e6, [8]), 2);
    expect(codes(given)).toEqual([]);
  });
});

test('sizes without a battery pay for none, and nothing is said where there is none', async () => {
  const cost = 'cost: { jpy_per_kw: 90000, jpy_per_battery_kwh: 30000 }';
  const both = await sized(`range: { capacity_kw: 1000, battery_kwh: [0, 1000] }\n${cost}`);
  const none = await sized(`range: { capacity_kw: 1000 }\n${cost}`);
  expect(both.curve.find((p) => p.size.battery_kwh === 0)?.outputs).toEqual(none.best.outputs);
  expect(codes(none)).toEqual([]);
});
