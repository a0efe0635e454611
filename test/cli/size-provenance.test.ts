/** A sized row says where its hours come from: whoever reads it later takes nothing of them for the user's own word. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assessJson, jcm, records, scratch, sheet } from '../support/command.ts';

const FOLDER = scratch();
const BASE = [
  'site_id: A',
  'country: VN',
  'technology: solar-pv',
  'power_use: self',
  'electricity_price_jpy_per_kwh: 16',
  'discount_rate_pct: 6',
  'cost: { jpy_per_kw: 90000 }',
  'range: { capacity_kw: 300 }',
];

interface Quantity {
  name: string;
  from: string;
  evidence: string;
  detail: string;
}

let n = 0;
async function rowOf(lines: readonly string[]): Promise<string> {
  const file = join(FOLDER, `site${n++}.yaml`);
  writeFileSync(file, `${[...BASE, ...lines].join('\n')}\n`);
  const row = file.replace('.yaml', '.csv');
  const { code, err } = await jcm(['size', file, '--json', '--write-row', row]);
  expect(code, err).toBe(0);
  return row;
}
const noteOf = (row: string) => records(readFileSync(row, 'utf8'))[0]?.note_hours;

test("shares from the hours are derived, in explain and among what must be confirmed; the rest of the cells is the user's", async () => {
  const row = await rowOf([
    'load_electricity_mwh: 2100',
    'series: { latitude: 15, load_shape: office, annual_kwh: 2000000 }',
  ]);
  const quantities = JSON.parse((await jcm(['explain', row, '--json'])).out).quantities as Quantity[];
  const of = (name: string) => {
    const { from, evidence } = quantities.find((q) => q.name === name) as Quantity;
    return [from, evidence];
  };
  for (const name of ['own_use_at_100', 'exported_at_60', 'hours_generation', 'hours_load'])
    expect([name, ...of(name)]).toEqual([name, 'hours', 'derived']);
  for (const name of ['load_electricity', 'electricity_price', 'capacity'])
    expect([name, ...of(name)]).toEqual([name, 'cell', 'user']);
  expect(quantities.find((q) => q.name === 'own_use_at_100')?.detail).toContain('line 2, "own_use_at_100_pct"');
  const [site] = (await assessJson([row])).sites;
  expect(site?.unverified).toContain('own_use_at_100_pct');
  expect(site?.unverified).not.toContain('load_electricity_mwh');
  expect((await jcm(['assess', row])).out).toContain('own_use_at_40…200_pct');
  expect((await jcm(['explain', row])).out).toContain('worked out by jcm size');
  expect((await jcm(['explain', row, '--lang', 'ja'])).out).toContain('毎時計算');
});

test('the note names shapes and files, who gave the yield, and how many gaps were filled', async () => {
  const shape = await rowOf(['series: { latitude: 15, load_shape: office, annual_kwh: 2000000 }']);
  const clear = 'sun: typical shape of a clear sky, scaled to the yield of the';
  expect(noteOf(shape)).toBe(`load: typical shape office; ${clear} country`);

  const hour = (h: number) => new Date(Date.UTC(2025, 0, 1, h)).toISOString().slice(0, 16).replace('T', ' ');
  const lines = Array.from({ length: 8760 }, (_, h) => `${hour(h)},${100 + (h % 24)}`);
  writeFileSync(join(FOLDER, 'meter.csv'), ['time,load [kWh]', ...lines.filter((_, h) => h !== 5000)].join('\n'));
  const own = ['specific_yield_kwh_per_kw: 1300', 'series: { latitude: 15, load: meter.csv, fill: true }'];
  expect(noteOf(await rowOf(own))).toBe(`load: meter.csv (1 filled); ${clear} site`);

  const bills = sheet('series/bills.csv');
  const weather = sheet('series/pvwatts-golden-co.csv');
  const series = `series: { load: ${bills}, load_shape: factory-2-shifts, weather: ${weather}, utc_offset: -7 }`;
  expect(noteOf(await rowOf([series]))).toBe('load: bills.csv by factory-2-shifts; sun: pvwatts-golden-co.csv');
});
