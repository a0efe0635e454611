/** `size` of lamps: the example looked at again combination by combination, one evaluator, faults with their place. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessJson, jcm, records, scratch, sheet } from '../support/command.ts';

const FOLDER = scratch();
const SITE = sheet('sizing/led.yaml');

interface Part {
  room: string;
  luminaire: string;
  lamps_after: number;
  baseline_kwh: number;
  project_kwh: number;
  saved_kwh: number;
  needed_lux?: number;
  lux?: number;
  light_share: number;
  capex_jpy: number;
}
interface Point {
  year: Record<string, number | null>;
  parts: Part[];
  outputs: Record<string, number | null>;
}
interface Sized {
  best: (Point & { choice: string }) | null;
  binding: string[];
  combinations: number;
  curve: (Point & { size: { choice: string }; broken: string[] })[];
  findings: { code: string; severity: string; row?: number; column?: string }[];
}

const sized = async (file: string): Promise<Sized> => JSON.parse((await jcm(['size', file, '--json'])).out);

let n = 0;
/** A site file beside a table of rooms. */
function site(lines: readonly string[], rooms: readonly string[]): string {
  writeFileSync(join(FOLDER, 'rooms.csv'), `${rooms.join('\n')}\n`);
  const file = join(FOLDER, `led${n++}.yaml`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
const BASE = ['site_id: A', 'country: VN', 'technology: led-lighting', 'methodology: generic-led', 'rooms: rooms.csv'];
const HEAD = 'id,use,fixtures,fixture_power_w,operating_hours_per_year,illuminance_lx,area_m2';

describe('the example', () => {
  test('no key is said to be unused: what a size fills in as the site has it is none', async () => {
    const { findings } = JSON.parse((await jcm(['size', SITE, '--json'])).out) as { findings: { code: string }[] };
    expect(findings.map((f) => f.code)).not.toContain('size_key_not_used');
  });

  test('its best is the best of all combinations that keep the budget', async () => {
    const r = await sized(SITE);
    expect(r.curve).toHaveLength(r.combinations);
    const capex = (p: Point) => 400_000 + p.parts.reduce((a, x) => a + x.capex_jpy, 0);
    const allowed = r.curve.filter((p) => capex(p) <= 4_400_000);
    expect(allowed.length).toBeLessThan(r.curve.length);
    expect(r.best?.outputs.npv_jpy).toBe(Math.max(...allowed.map((p) => p.outputs.npv_jpy as number)));
    expect(r.curve.filter((p) => p.broken.length > 0)).toHaveLength(r.curve.length - allowed.length);
    expect(r.binding).toEqual(['budget_jpy']);
  });

  test('every room of every combination has its light; rooms add up to the site and to the assessment', async () => {
    for (const { year, parts, outputs } of (await sized(SITE)).curve) {
      for (const p of parts) {
        expect(p.light_share).toBeGreaterThanOrEqual(1 - 1e-9);
        if (p.lux !== undefined) expect(p.lux).toBeGreaterThanOrEqual((p.needed_lux as number) * (1 - 1e-9));
        expect(p.saved_kwh).toBeCloseTo(p.baseline_kwh - p.project_kwh, 6);
      }
      const saved = parts.reduce((a, p) => a + p.saved_kwh, 0);
      expect(year.saved_kwh).toBeCloseTo(saved, 6);
      expect((outputs.electricity_mwh_year1 as number) * 1000).toBeCloseTo(saved, 6);
    }
  });

  test('figures by hand: the workshop, and upkeep of the old lamps', async () => {
    const { best } = await sized(SITE);
    const p = best?.parts.find((x) => x.room === 'Workshop') as Part;
    // 60 lamps of 400 W with 15 % for the ballast, 5,000 h.
    expect(p.baseline_kwh).toBeCloseTo(60 * 460 * 5, 6);
    // bay-120: 200 lx × 2,400 m2 ÷ (18,600 lm × 0.6 × 0.8) = 53.8.
    expect([p.luminaire, p.lamps_after]).toEqual(['bay-120', 54]);
    expect(p.lux).toBeCloseTo((54 * 18_600 * 0.48) / 2400, 9);
    const upkeep =
      (60 * 5000 * 6000) / 12_000 + (40 * 4500 * 5000) / 12_000 + (96 * 3000 * 900 + 24 * 6000 * 700) / 15_000;
    expect(best?.year.upkeep_avoided_jpy).toBeCloseTo(upkeep, 6);
  });

  test('the row it writes gives the same figures in assess, and runs in simulate: one evaluator', async () => {
    const row = join(FOLDER, 'row.csv');
    const r = JSON.parse((await jcm(['size', SITE, '--json', '--write-row', row])).out) as Sized;
    const [assessed] = (await assessJson([row])).sites;
    expect(assessed?.outputs).toEqual(r.best?.outputs);
    const [cells] = records(readFileSync(row, 'utf8'));
    const [lamps, watts, hours] = ['lamps', 'lamp_power_before_w', 'operating_hours_per_year'].map((h) =>
      Number(cells?.[h]),
    );
    expect(((lamps as number) * (watts as number) * (hours as number)) / 1000).toBeCloseTo(
      r.best?.year.baseline_kwh as number,
      6,
    );
    const { code, out } = await jcm([
      'simulate',
      row,
      '--spreads',
      'default',
      '--draws',
      '256',
      '--outputs',
      'electricity_mwh_year1',
      '--json',
    ]);
    expect(code).toBe(0);
    // Hours of the catalog's spread reach the energy.
    expect(JSON.parse(out).sites[0].outputs.electricity_mwh_year1.sd).toBeGreaterThan(1);
  });

  test('a table for people: the lamps of each room, in both languages', async () => {
    const en = await jcm(['size', SITE]);
    expect(en.code).toBe(0);
    expect(en.out).toMatch(/Workshop\s+│ bay-120/);
    expect(en.err).toContain('15 % of the lamp');
    const ja = await jcm(['size', SITE, '--lang', 'ja']);
    expect(ja.out).toContain('維持照度');
  });
});

describe('what is wrong with an inventory is told with its file, line and column', () => {
  test.each([
    ['a unit missing', ['id,fixtures,operating_hours_per_year,area', 'a,1,1,1'], /rooms\.csv:1: area.*no unit/],
    ['lux missing', [HEAD, 'a,indoor,5,80,3000,,50'], /Line 2.*rooms\.csv:2: illuminance_lx.*how much light/],
    ['a negative', [HEAD, 'a,indoor,5,-80,3000,300,50'], /rooms\.csv:2: fixture_power_w.*outside/],
    ['an id twice', [HEAD, 'a,indoor,5,80,3000,300,50', 'a,indoor,5,80,3000,300,50'], /rooms\.csv:3: id.*too/],
    [
      'a luminaire nobody knows',
      [`${HEAD},luminaires`, 'a,indoor,5,80,3000,300,50,zs-hb101'],
      /rooms\.csv:2: luminaires.*Did you mean zs-hb100/,
    ],
    ['no rows', [HEAD], /no rows/],
  ])('%s', async (_, rooms, message) => {
    const { code, err } = await jcm(['size', site(BASE, rooms)]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('rooms in a table that is not there', async () => {
    const file = site([...BASE.slice(0, 4), 'rooms: none.csv'], [HEAD]);
    const { code, err } = await jcm(['size', file]);
    expect([code, err.includes('none.csv')]).toEqual([2, true]);
  });

  test('Shift_JIS and Japanese headers are read like a sheet', async () => {
    const file = site([...BASE, 'aim: reduction'], [HEAD]);
    // 「部屋,照明用途,灯数,消費電力 [W],点灯時間 [h],照度 [lx],面積 [m2]」 and 「事務室,屋内,20,80,3000,300,100」 in CP932.
    const bytes = Buffer.from(
      '9594 89ae 2c 8fc6 96be 9770 9372 2c 9394 9094 2c 8fc1 94ef 9364 97cd 205b575d 2c 935f 9394 8e9e 8ad4 205b685d 2c 8fc6 9378 205b6c785d 2c 96ca 90cf 205b6d325d 0a 8e96 96b1 8eba 2c 89ae 93e0 2c 32302c38302c333030302c3330302c313030 0a'.replaceAll(
        ' ',
        '',
      ),
      'hex',
    );
    writeFileSync(join(FOLDER, 'rooms.csv'), bytes);
    const r = await sized(file);
    expect(r.findings.filter((f) => f.severity === 'error')).toEqual([]);
    expect(r.best?.parts[0]?.room).toBe('事務室');
  });
});

test('roads: a class, one for one, dimmed at night; the ratio of efficacies beside the true saving', async () => {
  const lines = [
    'site_id: A',
    'country: TH',
    'technology: led-lighting',
    'lighting_use: street',
    'methodology: generic-led',
    'efficacy_reference_lm_per_w: 90',
    'aim: reduction',
    'luminaires: [{ id: s60, use: street, power_w: 60, flux_lm: 8400, life_h: 100000, life_basis: L80, price_jpy: 20000 }]',
    'rooms: rooms.csv',
  ];
  const rooms = [
    'id,fixtures,fixture_power_w,operating_hours_per_year,lighting_class,road_width_m,spacing_m,dimming,constant_output',
    'Ring road,200,170,4200,P2,7,30,50% at 60%,yes',
  ];
  const r = await sized(site(lines, rooms));
  const part = r.best?.parts[0] as Part;
  // 8,400 lm × 0.36 × 0.7 ÷ 210 m2; 60 W × (1 − 0.5 × 0.4) × (1 + 0.8) ÷ 2 on average.
  expect(part.lux).toBeCloseTo((8400 * 0.36 * 0.7) / 210, 9);
  const project = 200 * 60 * 4.2 * 0.8 * 0.9;
  expect(part.project_kwh).toBeCloseTo(project, 6);
  expect(r.best?.year.saved_kwh).toBeCloseTo(200 * 170 * 4.2 - project, 6);
  expect(r.best?.year.ratio_saved_kwh).toBeCloseTo(project * (140 / 90 - 1), 6);
  // The one street light of the catalog states no life basis and has no price.
  expect(r.findings.map((f) => f.code)).toContain('lighting_no_price');
});
