/** `size`: the best of a grid, found by the evaluator that assess uses; the whole grid is looked at again here. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessJson, jcm, records, scratch, sheet } from '../support/command.ts';

const FOLDER = scratch();
const SITE = sheet('sizing/solar.yaml');
const WEATHER = sheet('series/pvwatts-golden-co.csv');

interface Point {
  size: { capacity_kw: number; battery_kwh: number; dc_ac_ratio: number };
  aim: number | null;
  broken: string[];
  year: Record<string, number>;
  outputs: Record<string, number | null>;
  reasons: Record<string, string>;
}
interface Sized {
  best: (Record<string, number> & { outputs: Record<string, number | null>; year: Record<string, number> }) | null;
  next_best: Record<string, number> | null;
  binding: string[];
  most_kw: number | null;
  hours_from: string;
  curve: Point[];
  findings: { code: string; params: Record<string, unknown> }[];
}

let n = 0;
/** A site file with this text in it, beside nothing. */
function site(lines: readonly string[]): string {
  const file = join(FOLDER, `site${n++}.yaml`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const BASE = [
  'site_id: A',
  'country: VN',
  'technology: solar-pv',
  'power_use: self',
  'electricity_price_jpy_per_kwh: 16',
  'discount_rate_pct: 6',
  'cost: { jpy_per_kw: 90000, jpy_per_battery_kwh: 30000 }',
];
const OFFICE = ['  load_shape: office', '  annual_kwh: 2000000'];

async function sized(file: string): Promise<Sized> {
  const { code, out, err } = await jcm(['size', file, '--json']);
  expect([0, 1], err).toContain(code);
  return JSON.parse(out);
}

describe('the example', () => {
  test('its best is the best of all sizes that keep the limits, looked at again one by one', async () => {
    const r = await sized(SITE);
    expect(r.curve).toHaveLength(15 * 3);
    const allowed = r.curve.filter((p) => (p.outputs.payback_years_without_subsidy ?? 99) >= 3);
    const best = allowed.reduce((a, b) => ((b.outputs.npv_jpy as number) > (a.outputs.npv_jpy as number) ? b : a));
    expect(r.best).toMatchObject(best.size);
    expect(r.best?.outputs.npv_jpy).toBe(best.outputs.npv_jpy);
    expect(best.outputs.npv_jpy as number).toBeGreaterThan(0);
    const rest = allowed.filter((p) => p !== best).map((p) => p.outputs.npv_jpy as number);
    expect(r.curve.find((p) => p.aim === Math.max(...rest))?.size).toMatchObject({
      capacity_kw: r.next_best?.capacity_kw,
    });
  });

  test('the roof takes 14,000 m2 × 0.1076 kW/m2; nothing is exported; balances close', async () => {
    const r = await sized(SITE);
    expect(r.most_kw).toBeCloseTo(1506.4, 6);
    expect(Math.max(...r.curve.map((p) => p.size.capacity_kw))).toBe(1500);
    for (const { year: h } of r.curve) {
      expect(h.export_kwh).toBe(0);
      expect((h.own_use_kwh as number) + (h.import_kwh as number)).toBeCloseTo(h.load_kwh as number, 4);
      expect(h.load_kwh).toBeCloseTo(2445000, 4);
      const direct = (h.own_use_kwh as number) - (h.battery_discharge_kwh as number);
      expect(direct + (h.battery_charge_kwh as number) + (h.curtailed_kwh as number)).toBeCloseTo(
        h.generation_kwh as number,
        4,
      );
    }
  });

  test('the row it writes gives the same figures in assess, and runs in simulate: one evaluator', async () => {
    const row = join(FOLDER, 'row.csv');
    const r = JSON.parse((await jcm(['size', SITE, '--json', '--write-row', row])).out) as Sized;
    const [assessed] = (await assessJson([row])).sites;
    expect(assessed?.outputs).toEqual(r.best?.outputs);
    const { code, out } = await jcm(['simulate', row, '--spreads', 'default', '--json']);
    expect([code, JSON.parse(out).sites[0].site_id]).toEqual([0, 'VN-ROOF']);
    const own = ((r.best?.year.own_use_kwh as number) + (r.best?.year.export_kwh as number)) / 1000;
    expect(r.best?.outputs.electricity_mwh_year1).toBeCloseTo(own, 9);
  });

  test('a table for people, in both languages; the curve as CSV', async () => {
    const en = await jcm(['size', SITE]);
    expect(en.code).toBe(0);
    expect(en.out).toMatch(/Best for net present value: [\d,]+ kW/);
    expect(en.err).toContain('shape assumption');
    expect((await jcm(['size', SITE, '--lang', 'ja'])).out).toContain('最適な規模');
    const file = join(FOLDER, 'curve.csv');
    expect((await jcm(['size', SITE, '-o', file])).code).toBe(0);
    const rows = records(readFileSync(file, 'utf8'));
    expect(rows).toHaveLength(45);
    expect(rows.filter((x) => x.rank === 'best')).toHaveLength(1);
  });
});

describe('sun, load, limits', () => {
  test('weather of a file: generation is that of PVWatts per kW on the same plane', async () => {
    const file = site([
      ...BASE,
      'series:',
      `  weather: ${WEATHER}`,
      '  utc_offset: -7',
      '  tilt_deg: 20',
      ...OFFICE,
      'range: { capacity_kw: 400 }',
    ]);
    const r = await sized(file);
    expect(r.hours_from).toBe('weather');
    // Totals of the roof-mounted export are 1.8 % below those of the rack: capacity factors 16.9 and 17.2 %.
    expect((r.best?.year.generation_kwh as number) / 400).toBeCloseTo(0.169 * 8760, -1.3);
  });

  test('irradiance of your own without a place takes that of the site; technology by any of its names', async () => {
    const hours = join(FOLDER, 'hours.csv');
    expect((await jcm(['series', WEATHER, '-o', hours])).code).toBe(0);
    const place = ['  latitude: 39.73', '  longitude: -105.18', '  utc_offset: -7', '  tilt_deg: 20'];
    const range = 'range: { capacity_kw: 400 }';
    const own = [...BASE, 'series:', `  weather: ${hours}`, ...place, ...OFFICE, range].map((l) =>
      l === 'technology: solar-pv' ? 'technology: 太陽光発電' : l,
    );
    const file = [...BASE, 'series:', `  weather: ${WEATHER}`, ...place, ...OFFICE, range];
    const [a, b] = [await sized(site(own)), await sized(site(file))];
    expect(a.best?.year.generation_kwh).toBeCloseTo(b.best?.year.generation_kwh as number, 1);
  });

  test('a yield of your own scales the hours, which is said', async () => {
    const file = site([
      ...BASE,
      'specific_yield_kwh_per_kw: 1300',
      'series:',
      `  weather: ${WEATHER}`,
      '  utc_offset: -7',
      'range: { capacity_kw: 100 }',
    ]);
    const r = await sized(file);
    expect(r.best?.year.generation_kwh).toBeCloseTo(130000, 4);
    expect(r.findings.map((f) => f.code)).toContain('size_yield_scaled');
  });

  test('twice the load, roof and plant: twice the energy', async () => {
    const file = (k: number) =>
      site([
        ...BASE,
        'series:',
        '  latitude: 15',
        '  load_shape: retail',
        `  annual_kwh: ${k * 1000000}`,
        `limits: { export_kw: ${k * 50} }`,
        `range: { capacity_kw: ${k * 700}, battery_kwh: ${k * 300} }`,
      ]);
    const [one, two] = [await sized(file(1)), await sized(file(2))];
    for (const [key, v] of Object.entries(one.best?.year ?? {})) {
      const twice = two.best?.year[key] as number;
      expect(twice, key).toBeCloseTo(key.endsWith('share') ? v : 2 * v, 4);
    }
  });

  test('a module and a cover ratio: whole modules on the roof', async () => {
    const file = site([
      ...BASE,
      'series:',
      '  latitude: 15',
      ...OFFICE,
      'limits: { roof_m2: 1000, module: et-solar-et-m772bh550gl, cover_ratio: 0.7 }',
      'range: { capacity_kw: [100, 148.5, 149] }',
    ]);
    const r = await sized(file);
    // 700 m2 ÷ 2.583252 m2 = 270 modules of 550 W.
    expect(r.most_kw).toBe(148.5);
    expect(r.curve.map((p) => p.size.capacity_kw)).toEqual([100, 148.5]);
  });

  test('water needs module and cover, then takes whole modules like a roof', async () => {
    const lines = (limits: string) => [
      ...BASE.map((l) => l.replace('solar-pv', 'floating-solar-pv').replace('VN', 'TH')),
      'series: { latitude: 15, load_shape: office, annual_kwh: 2000000 }',
      `limits: { ${limits} }`,
      'range: { capacity_kw: [100, 148.5, 149] }',
    ];
    expect((await jcm(['size', site(lines('water_m2: 1000'))])).err).toContain('limits.module');
    const r = await sized(site(lines('water_m2: 1000, module: et-solar-et-m772bh550gl, cover_ratio: 0.7')));
    expect(r.most_kw).toBe(148.5);
  });

  test('aims differ: tonnes take the largest, yen per tonne the cheapest', async () => {
    const lines = (aim: string) => [
      ...BASE,
      `aim: ${aim}`,
      'series:',
      '  latitude: 15',
      ...OFFICE,
      'range: { capacity_kw: { from: 200, to: 2000, step: 200 } }',
    ];
    const tonnes = await sized(site(lines('reduction')));
    expect(tonnes.best?.capacity_kw).toBe(2000);
    const cheapest = await sized(site(lines('cost-per-tonne')));
    const values = cheapest.curve.map((p) => p.outputs.subsidy_requested_jpy_per_tco2 as number);
    expect(cheapest.best?.outputs.subsidy_requested_jpy_per_tco2).toBe(Math.min(...values));
    const irr = await sized(site(lines('{ output: irr, best: most }')));
    expect(irr.best?.outputs.irr).toBe(Math.max(...irr.curve.map((p) => p.outputs.irr as number)));
  });

  test('a budget binds', async () => {
    const lines = (limits: string) => [
      ...BASE,
      limits,
      'aim: reduction',
      'series:',
      '  latitude: 15',
      ...OFFICE,
      'range: { capacity_kw: [100, 200, 300] }',
    ];
    const r = await sized(site(lines('limits: { budget_jpy: 18000000 }')));
    expect([r.best?.capacity_kw, r.binding]).toEqual([200, ['budget_jpy']]);
  });

  test('no size keeps the limits: exit code 1, said, no row', async () => {
    const file = site([
      ...BASE,
      'limits: { budget_jpy: 1 }',
      'series:',
      '  latitude: 15',
      ...OFFICE,
      'range: { capacity_kw: [100, 200] }',
    ]);
    const { code, err } = await jcm(['size', file]);
    expect(code).toBe(1);
    expect(err).toContain('No size keeps all limits: budget_jpy');
    expect((await jcm(['size', file, '--write-row', join(FOLDER, 'none.csv')])).err).toContain('was not written');
  });
});

describe('a range without steps', () => {
  test('finds the size that a fine grid finds, with few sizes; the best lies inside', async () => {
    const lines = (range: string) => [
      ...BASE,
      'series:',
      '  latitude: 21',
      ...OFFICE,
      `range: { capacity_kw: ${range} }`,
    ];
    const open = await sized(site(lines('{ from: 100, to: 2100 }')));
    const fine = await sized(site(lines('{ from: 100, to: 2100, step: 4 }')));
    expect(open.curve.length).toBeLessThan(50);
    expect(Math.abs((open.best?.capacity_kw as number) - (fine.best?.capacity_kw as number))).toBeLessThanOrEqual(4);
    expect(open.best?.outputs.npv_jpy as number).toBeGreaterThan((fine.best?.outputs.npv_jpy as number) * 0.9999);
    expect((open as unknown as { ends: string[] }).ends).toEqual([]);
    const sizes = open.curve.map((p) => p.size.capacity_kw);
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
  });

  test('a best at the end of the range says so, and where a roof ends it, that', async () => {
    const lines = (more: string) => [
      ...BASE,
      'aim: reduction',
      'series:',
      '  latitude: 21',
      ...OFFICE,
      ...more.split('|'),
    ];
    const ends = async (more: string) => ((await sized(site(lines(more)))) as unknown as { ends: string[] }).ends;
    expect(await ends('range: { capacity_kw: [100, 200] }')).toEqual(['range.capacity_kw']);
    expect(await ends('range: { capacity_kw: [100, 200] }|limits: { roof_m2: 1500 }')).toEqual(['roof_m2']);
    expect(await ends('limits: { export_kw: 100000 }')).toEqual(['series.load']);
  });

  test('ratios of DC to AC side by side: what the inverter cuts off is curtailed, generation that of the hours', async () => {
    const r = await sized(
      site([...BASE, 'series:', '  latitude: 21', ...OFFICE, 'range: { capacity_kw: 300, dc_ac_ratio: [1.1, 1.8] }']),
    );
    const [low, high] = r.curve;
    expect(low?.year.generation_kwh as number).toBeGreaterThan(1.005 * (high?.year.generation_kwh as number));
    for (const p of r.curve) {
      const delivered = ((p.year.own_use_kwh as number) + (p.year.export_kwh as number)) / 1000;
      expect(p.outputs.electricity_mwh_year1).toBeCloseTo(delivered, 9);
    }
  });
});

describe('keys as people write them', () => {
  const lines = (...more: string[]) => [...BASE, 'series:', '  latitude: 21', ...OFFICE, ...more];

  test('any label and unit of a quantity is that quantity', async () => {
    const plain = await sized(site(lines('capacity_kw: 400')));
    for (const key of ['capacity [MW]: 0.4', '設備容量 [kW]: 400', 'capacity_kw: "４００"']) {
      const r = await sized(site(lines(key)));
      expect([key, r.curve.length, r.best?.outputs]).toEqual([key, 1, plain.best?.outputs]);
    }
    const fixed = [...lines('初期費用 [円]: 100000000', 'range: { capacity_kw: [100, 200] }')].filter(
      (l) => !l.startsWith('cost'),
    );
    expect((await jcm(['size', site(fixed)])).err).toMatch(/same for every size/);
  });

  test('what the sizes take the place of is said', async () => {
    const r = await sized(
      site(
        lines(
          'annual_electricity_mwh: 500',
          'self_use_pct: 50',
          'opex_jpy_per_year: 1',
          'range: { capacity_kw: [100, 200] }',
        ).map((l) => l.replace('jpy_per_kw: 90000,', 'jpy_per_kw: 90000, opex_jpy_per_kw_year: 1000,')),
      ),
    );
    const [f] = r.findings.filter((x) => x.code === 'size_key_not_used');
    expect(f?.params.keys).toBe('annual_electricity_mwh, self_use_pct, opex_jpy_per_year');
  });

  test('a cost without an initial cost leaves that of the site', async () => {
    const one = lines('capex_jpy: 45000000', 'capacity_kw: 500').filter((l) => !l.startsWith('cost'));
    const plain = await sized(site(one));
    const spread = await sized(site([...one, 'cost: { spread: ± 15% }']));
    expect(spread.best?.outputs.npv_jpy).toBe(plain.best?.outputs.npv_jpy);
    expect(spread.best?.outputs.own_burden_jpy).toBe(plain.best?.outputs.own_burden_jpy);
  });

  test('names of JavaScript are no technology; what refers to itself is no value', async () => {
    expect((await jcm(['size', site(lines().map((l) => l.replace('solar-pv', 'constructor')))])).err).toMatch(
      /cannot be sized/,
    );
    const { code, err } = await jcm(['size', site([...lines(), 'range: &a { capacity_kw: *a }'])]);
    expect([code, err.includes('at ')]).toEqual([2, false]);
  });
});

describe('edges of what fits', () => {
  test.each([12345, 12346, 12347, 12350])('a roof of %i m2 is used to its last module', async (m2) => {
    const r = await sized(
      site([
        ...BASE,
        'aim: reduction',
        'series:',
        '  latitude: 15',
        '  load_shape: office',
        '  annual_kwh: 20000000',
        `limits: { roof_m2: ${m2} }`,
      ]),
    );
    expect(r.best?.capacity_kw).toBeCloseTo(m2 * 0.1076, 6);
    expect((r as unknown as { ends: string[] }).ends).toEqual(['roof_m2']);
  });

  test('a range without steps ends at the roof; a small budget finds a small plant', async () => {
    const lines = (...more: string[]) => [...BASE, 'aim: reduction', 'series:', '  latitude: 15', ...OFFICE, ...more];
    const roof = await sized(
      site(lines('range: { capacity_kw: { from: 100, to: 1000 } }', 'limits: { roof_m2: 5000 }')),
    );
    expect(roof.best?.capacity_kw).toBeCloseTo(538, 6);
    const budget = await sized(site(lines('limits: { roof_m2: 100000, budget_jpy: 9000000 }')));
    expect(budget.best?.capacity_kw as number).toBeGreaterThan(97);
    expect(budget.best?.capacity_kw as number).toBeLessThanOrEqual(100);
  });

  test('ratios of DC to AC below and above the usual, with each its own yield', async () => {
    const r = await sized(
      site([
        ...BASE,
        'series:',
        '  latitude: 15',
        ...OFFICE,
        'range: { capacity_kw: 100, dc_ac_ratio: [1.0, 1.2, 1.6] }',
      ]),
    );
    expect(r.curve).toHaveLength(3);
    for (const p of r.curve) {
      const delivered = ((p.year.own_use_kwh as number) + (p.year.export_kwh as number)) / 1000;
      expect(p.outputs.electricity_mwh_year1).toBeCloseTo(delivered, 9);
    }
  });

  test('an export limit binds when without it the best would be better', async () => {
    const lines = (limit: string) => [
      ...BASE,
      'export_price_jpy_per_kwh: 9',
      'series:',
      '  latitude: 15',
      ...OFFICE,
      `limits: { export_kw: ${limit} }`,
      'range: { capacity_kw: [1500] }',
    ];
    expect((await sized(site(lines('0')))).binding).toEqual(['export_kw']);
    expect((await sized(site(lines('100000')))).binding).toEqual([]);
  });

  test('too many sizes are refused before they are tried', async () => {
    const file = site([
      ...BASE,
      'series:',
      '  latitude: 15',
      ...OFFICE,
      'range: { capacity_kw: { from: 1, to: 5000, step: 1 }, battery_kwh: { from: 0, to: 5000, step: 1 } }',
    ]);
    expect((await jcm(['size', file])).err).toMatch(/25,005,000 sizes/);
  });
});

describe('the price of inverters', () => {
  const lines = (cost: string, ratios: string) => [
    ...BASE.map((l) => (l.startsWith('cost') ? `cost: { jpy_per_kw: 70000, ${cost} }` : l)),
    'series: { latitude: 21, load_shape: office, annual_kwh: 2000000 }',
    `range: { capacity_kw: 300, dc_ac_ratio: ${ratios} }`,
  ];
  test('by AC kW: capex is 300 kW × 70,000 + 300 ÷ ratio × 24,000, and a dear one makes the ratio rise', async () => {
    const r = await sized(site(lines('jpy_per_ac_kw: 24000', '[1.0, 1.2, 1.5]')));
    const capex = (own: number) => 21_000_000 + (300 / own) * 24_000;
    for (const p of r.curve)
      expect(p.outputs.own_burden_jpy as number).toBeCloseTo(
        capex(p.size.dc_ac_ratio) - (p.outputs.subsidy_jpy as number),
        4,
      );
    // The ratio of 1.2 yields a little more than that of 1.0: its row says so.
    for (const p of r.curve) {
      const delivered = ((p.year.own_use_kwh as number) + (p.year.export_kwh as number)) / 1000;
      expect(p.outputs.electricity_mwh_year1).toBeCloseTo(delivered, 9);
    }
    expect(r.findings.map((f) => f.code)).not.toContain('size_ratio_free');
    const dear = await sized(site(lines('jpy_per_ac_kw: 300000', '[1.0, 1.2, 1.5]')));
    expect(dear.best?.dc_ac_ratio).toBe(1.5);
  });

  test('without it a note says that no cost depends on the ratio, where there are several', async () => {
    const codes = async (ratios: string) =>
      (await sized(site(lines('fixed_jpy: 0', ratios)))).findings.map((f) => f.code);
    expect(await codes('[1.0, 1.2]')).toContain('size_ratio_free');
    expect(await codes('1.2')).not.toContain('size_ratio_free');
  });
});

describe('in the draws', () => {
  const UNSURE = [
    ...BASE.map((l) => (l.startsWith('electricity_price') ? 'electricity_price_jpy_per_kwh: 16 ± 40%' : l)),
    'specific_yield_kwh_per_kw: 1300 ± 10%',
    'similar_projects: 20',
    'series:',
    '  latitude: 21',
    ...OFFICE,
    '  utc_offset: 7',
    'range: { capacity_kw: { from: 100, to: 1900, step: 100 } }',
  ];
  interface Drawn extends Point {
    draws?: Record<string, Record<'p10' | 'p50' | 'p90' | 'mean', number>>;
    probabilities?: Record<string, number>;
  }

  test('a chance as a limit: the best of the sizes that keep it, all looked at again; its row simulates to the same figures', async () => {
    const limit = "limits: { chances: 'npv_jpy >= 20 M at p80' }".replace('20 M', '20000000');
    const row = join(FOLDER, 'unsure.csv');
    const { code, out, err } = await jcm(['size', site([...UNSURE, limit]), '--json', '--write-row', row]);
    expect(code, err).toBe(0);
    const r = JSON.parse(out) as Omit<Sized, 'curve'> & { curve: Drawn[] };
    const text = 'npv_jpy >= 20000000';
    const chances = r.curve.map((p) => p.probabilities?.[text] as number);
    expect(Math.max(...chances)).toBeGreaterThan(0.8);
    expect(Math.min(...chances)).toBeLessThan(0.8);
    const allowed = r.curve.filter((_, i) => (chances[i] as number) >= 0.8 - 1e-9);
    const best = allowed.reduce((a, b) => ((b.aim as number) > (a.aim as number) ? b : a));
    expect(r.best).toMatchObject(best.size);
    for (const [i, p] of r.curve.entries())
      expect(p.broken).toEqual((chances[i] as number) >= 0.8 - 1e-9 ? [] : [`${text} at p80`]);
    const simulated = JSON.parse((await jcm(['simulate', row, '--json', '--probability', text])).out).sites[0];
    expect(simulated.outputs.npv_jpy).toEqual(best.draws?.npv_jpy);
    expect(simulated.probabilities[text]).toBe(best.probabilities?.[text]);
  });

  test('a spread of the cost is the spread of the cell of every size', async () => {
    const file = site([...UNSURE.map((l) => l.replace(/ ± \d+%/, '').replace('90000', '90000, spread: ± 15%'))]);
    const row = join(FOLDER, 'cost.csv');
    const r = JSON.parse((await jcm(['size', file, '--json', '--write-row', row])).out) as { curve: Drawn[] };
    expect(r.curve.every((p) => (p.draws?.npv_jpy?.p10 as number) < (p.outputs.npv_jpy as number))).toBe(true);
    expect(records(readFileSync(row, 'utf8'))[0]?.capex_jpy).toMatch(/^\d+ ± 15%$/);
  });

  test('an aim at a percentile: a draw that never pays back is worse than any', async () => {
    const lines = UNSURE.map((l) =>
      l.replace('16 ± 40%', '6 ± 60%').replace(/range: .*/, 'range: { capacity_kw: [800] }'),
    );
    const p90 = JSON.parse(
      (await jcm(['size', site([...lines, 'aim: { output: payback_years, best: least, at: p90 }']), '--json'])).out,
    );
    expect(p90.curve[0].draws.payback_years.undefined_share).toBeGreaterThan(0.1);
    expect(p90.best).toBeNull();
  });

  test('an aim in the draws: the size whose tenth percentile is the highest', async () => {
    const r = (await sized(site([...UNSURE, 'aim: { output: npv_jpy, best: most, at: p10 }']))) as unknown as {
      best: { capacity_kw: number };
      curve: Drawn[];
    };
    const p10 = r.curve.map((p) => p.draws?.npv_jpy?.p10 as number);
    expect(r.best.capacity_kw).toBe(r.curve[p10.indexOf(Math.max(...p10))]?.size.capacity_kw);
  });

  test('the wider the yield, the wider the curve; nothing uncertain: no draws, and chances say so', async () => {
    const file = site([...UNSURE.map((l) => l.replace(/ ± \d+%/, '')), 'limits: { chances: [npv_jpy >= 0 at p80] }']);
    const r = await sized(file);
    expect(r.curve.every((p) => !('draws' in p))).toBe(true);
    expect(r.findings.map((f) => f.code)).toContain('size_no_spreads');
    const table = await jcm(['size', site(UNSURE)]);
    expect(table.out).toContain('P10–P90');
  });
});

describe('many sites', () => {
  const COMMON = [
    ...BASE,
    'series:',
    '  latitude: 15',
    '  load_shape: office',
    'range: { capacity_kw: [100, 200, 300, 400] }',
  ];
  const SHEET = [
    'site_id,country,electricity_price_jpy_per_kwh,limits.roof_m2,series.annual_kwh',
    'S1,VN,16,2000,500000',
    'S2,TH,14,4000,900000',
    'S3,VN,,100,500000',
    'S4,Atlantis,16,2000,500000',
  ];

  test('each as if it were alone; sites that cannot be sized are named, the others go on', async () => {
    const all = join(FOLDER, 'sites.csv');
    writeFileSync(all, `${SHEET.join('\n')}\n`);
    const rows = join(FOLDER, 'rows.csv');
    const { code, out, err } = await jcm(['size', site(COMMON), '--all', all, '--json', '--write-row', rows]);
    expect(code).toBe(1);
    expect(err).toMatch(/S3.*fits the area/);
    expect(err).toMatch(/S4/);
    const list = JSON.parse(out) as (Sized & { site_id: string })[];
    expect(list.map((s) => [s.site_id, s.best !== null])).toEqual([
      ['S1', true],
      ['S2', true],
      ['S3', false],
      ['S4', false],
    ]);
    const alone = await sized(
      site([
        ...BASE.map((l) => l.replace('site_id: A', 'site_id: S2').replace('VN', 'TH').replace('_kwh: 16', '_kwh: 14')),
        'series: { latitude: 15, load_shape: office, annual_kwh: 900000 }',
        'limits: { roof_m2: 4000 }',
        'range: { capacity_kw: [100, 200, 300, 400] }',
      ]),
    );
    expect(list[1]?.best).toEqual(alone.best);
    const written = await assessJson([rows]);
    expect(written.sites.map((s) => [s.site_id, s.outputs.npv_jpy])).toEqual([
      ['S1', list[0]?.best?.outputs.npv_jpy],
      ['S2', list[1]?.best?.outputs.npv_jpy],
    ]);
    const table = await jcm(['size', site(COMMON), '--all', all]);
    expect(table.out).toMatch(/S1 .*kW/);
  });

  test('with any size allowed, a site gives the same alone and in any order of the sheet', async () => {
    const common = [...COMMON.filter((l) => !l.startsWith('range')), 'range: { battery_kwh: [0, 100] }'];
    const row = (id: string, kwh: number) => `${id},VN,16,9000,${kwh}`;
    const lines = [row('S1', 500000), row('S2', 900000), row('S3', 500000), row('S4', 700000)];
    const best = async (list: readonly string[]) => {
      const all = join(FOLDER, `order${n++}.csv`);
      writeFileSync(all, `${[SHEET[0], ...list].join('\n')}\n`);
      const { out } = await jcm(['size', site(common), '--all', all, '--json']);
      const sites = JSON.parse(out) as (Sized & { site_id: string })[];
      return new Map(sites.map((x) => [x.site_id, { best: x.best, sizes: x.curve.length }]));
    };
    const forward = await best(lines);
    const backward = await best([...lines].reverse());
    for (const [id, x] of forward) expect(backward.get(id), id).toEqual(x);
    const alone = await best([lines[3] as string]);
    expect(alone.get('S4')).toEqual(forward.get('S4'));
    expect(forward.get('S3')?.best?.outputs).toEqual(forward.get('S1')?.best?.outputs);
  });

  test('rows at fault are named and left out: an id twice, cells beyond the header, a file that is not there', async () => {
    const all = join(FOLDER, 'faults.csv');
    const lines = [
      'site_id,country,limits.roof_m2,series.annual_kwh,series.weather',
      'D1,VN,"2,000","500,000",',
      'D1,VN,2000,500000,',
      'D2,VN,2000,500000,,1600',
      'D3,VN,2000,500000,nowhere.csv',
      ',VN,2000,500000,',
    ];
    writeFileSync(all, `${lines.join('\n')}\n`);
    const { code, out, err } = await jcm([
      'size',
      site(COMMON.filter((l) => !l.startsWith('site_id'))),
      '--all',
      all,
      '--csv',
    ]);
    expect(code).toBe(1);
    const rows = records(out);
    expect(rows.map((r) => [r.site_id, r.errors, r.capacity_kw !== ''])).toEqual([
      ['D1', '', true],
      ['D1', 'duplicate_site_id', false],
      ['D2', 'too_many_cells', false],
      ['D3', 'size_file', false],
      ['', 'missing_site_id', false],
    ]);
    expect(err).toMatch(/Line 5.*nowhere\.csv/);
  });

  test('what is assumed of many sites is said once with their number; findings.csv has every one of them', async () => {
    const all = join(FOLDER, 'alike.csv');
    writeFileSync(all, `${SHEET.slice(0, 3).join('\n')}\n`);
    const folder = join(FOLDER, 'alike');
    const { err } = await jcm(['size', site(COMMON), '--all', all, '-o', folder]);
    const said = err.split('\n').filter((l) => l.includes('shape assumption'));
    expect(said.map((l) => / \(2 sites(; numbers of the first)?\)$/.exec(l.trimEnd())?.[1] ?? '')).toEqual([
      '',
      '; numbers of the first',
    ]);
    const rows = records(readFileSync(join(folder, 'findings.csv'), 'utf8'));
    const shapes = rows.filter((r) => r.code === 'series_shape_assumed').map((r) => r.site_id);
    expect(shapes).toEqual(['S1', 'S1', 'S2', 'S2']);
    const results = records(readFileSync(join(folder, 'results.csv'), 'utf8'));
    expect(results.map((r) => Number(r.capex_jpy))).toEqual(results.map((r) => Number(r.capacity_kw) * 90_000));
  });

  test('a run directory: curve, row, findings, inputs and the record of what was run', async () => {
    const folder = join(FOLDER, 'run');
    expect((await jcm(['size', SITE, '-o', folder])).code).toBe(0);
    const record = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
    expect(record).toMatchObject({ command: 'size', results: 'jcm.size/1' });
    expect(record.files.map((f: { file: string }) => f.file)).toEqual(['results.csv', 'findings.csv', 'rows.csv']);
    expect(record.input.data.map((d: { file: string }) => d.file)).toEqual(['bills.csv']);
    const curve = records(readFileSync(join(folder, 'results.csv'), 'utf8'));
    expect(curve).toHaveLength(45);
    for (const r of curve) {
      const [kw, kwh] = [Number(r.capacity_kw), Number(r.battery_kwh)];
      expect(Number(r.capex_jpy)).toBeCloseTo(5_000_000 + 90_000 * kw + 30_000 * kwh, 4);
      expect(Number(r.opex_jpy_per_year)).toBeCloseTo(1500 * kw, 6);
    }
  });
});

describe('what is wrong with a site file', () => {
  const cases: [string, readonly string[], RegExp][] = [
    [
      'a key that nobody knows',
      [...BASE, 'series: { lattitude: 15 }'],
      /"series\.lattitude" is not known\. Did you mean latitude\?/,
    ],
    [
      'a column that nobody knows',
      [...BASE, 'capex_jpyy: 3', 'series: { latitude: 15 }', 'range: { capacity_kw: 100 }'],
      /Did you mean capex_jpy\?/,
    ],
    ['a value that cannot be used', [...BASE, 'series: { latitude: 100 }'], /100 cannot be used for series\.latitude/],
    [
      'a size that is no number',
      [...BASE, 'capacity_kw: 100 to 200', 'series: { latitude: 15 }'],
      /"100 to 200" cannot be used for capacity_kw/,
    ],
    ['another technology', ['site_id: A', 'country: VN', 'technology: wave power'], /"wave power" cannot be sized/],
    ['no sun', [...BASE, 'range: { capacity_kw: 100 }'], /no generation by the hour/],
    [
      'a battery without a load',
      [...BASE, 'series: { latitude: 15 }', 'range: { capacity_kw: 100, battery_kwh: 10 }'],
      /needs the load/,
    ],
    ['a shape without an amount', [...BASE, 'series: { latitude: 15, load_shape: office }'], /needs an amount/],
    ['no end of sizes', [...BASE, 'series: { latitude: 15 }'], /no upper end/],
    [
      'an area too small',
      [...BASE, 'series: { latitude: 15 }', 'limits: { roof_m2: 10 }', 'range: { capacity_kw: 100 }'],
      /No size of the range fits/,
    ],
    [
      'one price for all sizes',
      [...BASE.slice(0, 6), 'capex_jpy: 100', 'series: { latitude: 15 }', 'range: { capacity_kw: [100, 200] }'],
      /same for every size/,
    ],
    [
      'a module without its cover',
      [
        ...BASE,
        'series: { latitude: 15 }',
        'limits: { roof_m2: 100, module: jinko-jkm315p-72 }',
        'range: { capacity_kw: 1 }',
      ],
      /cover_ratio/,
    ],
    [
      'a chance that cannot be read',
      [...BASE, 'series: { latitude: 15 }', 'limits: { chances: npv_jp >= 0 at p80 }', 'range: { capacity_kw: 1 }'],
      /Did you mean npv_jpy\?/,
    ],
    ['a file that is not there', [...BASE, 'series: { weather: none.csv }'], /was not found/],
  ];
  test.each(cases)('%s', async (_, lines, message) => {
    const { code, err } = await jcm(['size', site(lines)]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('the load of a site', () => {
  const header = 'time,export_kwh,import A [kWh],import B [kWh]';
  const hours = Array.from({ length: 8760 }, (_, h) => {
    const t = new Date(Date.UTC(2023, 0, 1, h)).toISOString().slice(0, 16);
    return `${t},9,${h % 24},${100 - (h % 24)}`;
  });
  const meter = join(FOLDER, 'meter.csv');
  writeFileSync(meter, `${[header, ...hours].join('\n')}\n`);
  const of = (...series: string[]) =>
    site([...BASE, 'series:', '  latitude: 15', ...series, 'range: { capacity_kw: 50 }']);

  test('of several columns it is asked for; those that add up are a list', async () => {
    const unclear = await jcm(['size', of(`  load: ${meter}`)]);
    expect(unclear.code).toBe(2);
    expect(unclear.err).toContain('import A [kWh]; import B [kWh]');
    const both = await sized(of(`  load: ${meter}`, '  load_column: ["import A [kWh]", "import B [kWh]"]'));
    // 100 kWh in every hour take all that 50 kW give.
    expect(both.best?.year.own_use_kwh).toBeCloseTo(both.best?.year.generation_kwh as number, 6);
    expect((both.best?.year.own_use_kwh as number) + (both.best?.year.import_kwh as number)).toBeCloseTo(876_000, 4);
    const one = await sized(of(`  load: ${meter}`, '  load_column: import A [kWh]'));
    expect((one.best?.year.own_use_kwh as number) + (one.best?.year.import_kwh as number)).toBeCloseTo(
      (365 * 24 * 23) / 2,
      4,
    );
  });

  test('a base load and more working days raise the own use of a factory; the year stays', async () => {
    const shape = ['  load_shape: factory-1-shift', '  annual_kwh: 60000'];
    const plain = await sized(of(...shape));
    const more = await sized(of(...shape, '  base_load_pct: 20', '  working_days: 6'));
    expect(plain.findings.map((f) => f.code)).toContain('series_shape_without_base');
    expect(more.findings.map((f) => f.code)).toContain('series_shape_assumed');
    const year = (r: Sized) => (r.best?.year.own_use_kwh as number) + (r.best?.year.import_kwh as number);
    expect(year(more)).toBeCloseTo(year(plain), 4);
    expect(more.best?.year.own_use_kwh as number).toBeGreaterThan(plain.best?.year.own_use_kwh as number);
  });

  test.each([
    ['bills without a shape', [`  load: ${sheet('series/bills.csv')}`], /load_shape .*factory-2-shifts/],
    ['working days without a shape', [`  load: ${meter}`, '  working_days: 6'], /working_days has no effect without/],
    ['a column without a file', [...OFFICE, '  load_column: kWh'], /load_column has no effect without series\.load\b/],
    ['a shape without shifts', [...OFFICE, '  working_days: 6'], /"office" has no shifts/],
    ['eight days a week', [...OFFICE, '  working_days: 8'], /8 cannot be used for series\.working_days/],
    ['half a day', ['  load_shape: factory-1-shift', '  annual_kwh: 1', '  working_days: 5.5'], /5\.5 cannot be used/],
    ['a column that is none', [`  load: ${meter}`, '  load_column: 3'], /3 cannot be used for series\.load_column/],
    ['no energy at all', ['  load_shape: office', '  annual_kwh: 0'], /0 cannot be used for series\.annual_kwh/],
  ])('%s', async (_, series, message) => {
    const r = await jcm(['size', of(...series)]);
    expect(r).toMatchObject({ code: 2, out: '' });
    expect(r.err).toMatch(message);
  });
});

describe('the site file as a text', () => {
  const lines = [...BASE.slice(1), 'series: { latitude: 15 }', 'range: { capacity_kw: 50 }'];
  /** The id is 本; all else is ASCII. */
  const cp932 = Buffer.concat([Buffer.from('site_id: '), Buffer.from([0x96, 0x7b]), Buffer.from('\n')]);
  const ascii = Buffer.from(`${lines.join('\n')}\n`);

  test.each([
    ['CP932', Buffer.concat([cp932, ascii])],
    ['UTF-16', Buffer.from(`\ufeffsite_id: 本\n${ascii.toString()}`, 'utf16le')],
    ['UTF-8 with a mark', Buffer.from(`\ufeffsite_id: 本\n${ascii.toString()}`)],
  ])('%s is read', async (name, bytes) => {
    const file = join(FOLDER, `${name}.yaml`);
    const row = join(FOLDER, `${name}.csv`);
    writeFileSync(file, bytes);
    expect((await jcm(['size', file, '--write-row', row])).code).toBe(0);
    expect(records(readFileSync(row, 'utf8'))[0]).toMatchObject({ site_id: '本' });
  });

  test('a file that is no text is told as one', async () => {
    const file = join(FOLDER, 'no-text.yaml');
    writeFileSync(file, Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfd, 0x81, 0x0a]));
    expect((await jcm(['size', file])).err).toMatch(/no-text\.yaml: .*byte/);
  });

  test('a missing technology is named', async () => {
    const r = await jcm(['size', site(['site_id: A', 'country: VN'])]);
    expect(r.code).toBe(2);
    expect(r.err).toContain('technology is missing');
  });
});
