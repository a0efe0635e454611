import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jcm, readRecords, records, scratch, sheet } from '../support/command.ts';

const folder = scratch();
const SITES = sheet('uncertain-sites.csv');

interface Site {
  site_id: string;
  outputs: Record<
    string,
    {
      base: number | string | null;
      reason?: string;
      tornado: { quantity: string; low: number; high: number; quantity_low: number; quantity_high: number }[];
      indices: { quantity: string; first: number; first_ci: number[]; total: number; total_ci: number[] }[];
      regression?: { r2: number; quantities: { quantity: string; coefficient: number }[] };
    }
  >;
}

const json = async (...args: string[]) => {
  const { out, code, err } = await jcm(['sensitivity', SITES, '--json', ...args]);
  return { result: JSON.parse(out), code, err };
};

describe('one site', () => {
  test('gives tornado and indices of the outputs of simulate', async () => {
    const { result, code } = await json('--site', 'U01');
    const site = result as Site;
    expect([code, site.site_id]).toEqual([0, 'U01']);
    const npv = site.outputs.npv_jpy as Site['outputs'][string];
    expect(npv.tornado.map((b) => b.quantity)[0]).toBe('capex_jpy');
    // The base is the figure of assess, and an end is assess with that number in the cell.
    const { out } = await jcm(['assess', SITES, '--json', '--outputs', 'npv_jpy']);
    const assessed = JSON.parse(out).sites.find((s: Site) => s.site_id === 'U01');
    expect(npv.base).toBeCloseTo(assessed.outputs.npv_jpy, 3);
    const sum = npv.indices.reduce((s, x) => s + x.first, 0);
    expect(sum).toBeGreaterThan(0.95);
    expect(sum).toBeLessThan(1.01);
    expect(npv.indices[0]?.first_ci[0]).toBeLessThan(npv.indices[0]?.first as number);
    // A number of the row without spread: index 0.
    expect(npv.indices.find((x) => x.quantity === 'discount_rate_pct')).toMatchObject({ first: 0, total: 0 });
    expect(npv.tornado.some((b) => b.quantity === 'discount_rate_pct')).toBe(false);
    // Requested per tonne is above 8,000 yen.
    expect(site.outputs.score_cost_points?.base).toBe(0);
  });

  test('an end of the tornado put into the sheet gives the output of the tornado', async () => {
    const { result } = await json('--site', 'U01', '--outputs', 'reduction_tco2_horizon');
    const bar = (result as Site).outputs.reduction_tco2_horizon?.tornado.find((b) =>
      b.quantity.startsWith('specific_yield'),
    );
    const row = records(readFileSync(SITES, 'utf8')).find((r) => r.site_id === 'U01') as Record<string, string>;
    const file = join(folder, 'end.csv');
    const cells = { ...row, specific_yield_kwh_per_kw: String(bar?.quantity_low) };
    writeFileSync(
      file,
      `${Object.keys(cells).join(',')}\n${Object.values(cells)
        .map((c) => `"${c}"`)
        .join(',')}\n`,
    );
    const { out } = await jcm(['assess', file, '--json', '--outputs', 'reduction_tco2_horizon']);
    expect(JSON.parse(out).sites[0].outputs.reduction_tco2_horizon).toBeCloseTo(bar?.low as number, 6);
  });

  test('the first site stands in when none is named, and that is said', async () => {
    const { result, err } = await json('--outputs', 'npv_jpy', '--indices', 'none');
    expect((result as Site).site_id).toBe('U01');
    expect((result as Site).outputs.npv_jpy?.indices).toEqual([]);
    expect(err).toMatch(/only the first one \(U01\)/);
  });
});

describe('all sites', () => {
  test('a list, with rank regression', async () => {
    const { result, code } = await json('--all', '--spreads', 'default');
    const sites = result as Site[];
    expect(code).toBe(0);
    expect(sites.length).toBe(readRecords(SITES).length);
    for (const s of sites) {
      const { regression, indices } = s.outputs.reduction_tco2_horizon as Site['outputs'][string];
      expect(indices).toEqual([]);
      expect(regression?.r2).toBeGreaterThan(0.85);
    }
  });

  test('a bad row is a finding and the rest goes on', async () => {
    const file = join(folder, 'bad.csv');
    const [head, first] = [
      'site_id,country,technology,capacity_kw,specific_yield_kwh_per_kw',
      'A,VN,solar-pv,100,1300 ± 5%',
    ];
    writeFileSync(file, `${head}\n${first}\nB,VN,solar-pv,many,1300\nC,VN,solar-pv,200,1300 ± 5%\n`);
    const { out, err, code } = await jcm(['sensitivity', file, '--all', '--json', '--outputs', 'reduction_tco2_year1']);
    expect(code).toBe(1);
    expect(err).toMatch(/"B".*"many" is not a number/);
    expect(JSON.parse(out).map((s: Site) => s.site_id)).toEqual(['A', 'C']);
  });
});

describe('for people and as CSV', () => {
  test('in both languages', async () => {
    const args = ['sensitivity', SITES, '--site', 'U01', '--outputs', 'npv_jpy', '--draws', '64'];
    expect((await jcm(args)).out).toMatch(/Net present value \(npv_jpy\), M JPY: 34\.7[\s\S]*Initial cost[\s\S]*█/);
    expect((await jcm([...args, '--lang', 'ja'])).out).toMatch(/正味現在価値[\s\S]*初期費用[\s\S]*█/);
    const all = ['sensitivity', SITES, '--all', '--outputs', 'npv_jpy', '--draws', '64'];
    expect((await jcm(all)).out).toMatch(/U01 factory roof[^\n]*Initial cost -0\.7/);
    expect((await jcm([...all, '--lang', 'ja', '--indices', 'none'])).out).toMatch(
      /U01 factory roof[^\n]*初期費用 54\.5 – 11\.2/,
    );
  });

  test('a line an output and quantity; a run directory has its record', async () => {
    const dir = join(folder, 'run');
    const { code } = await jcm(['sensitivity', SITES, '--all', '--indices', 'sobol', '--draws', '64', '-o', dir]);
    expect(code).toBe(0);
    const lines = readRecords(join(dir, 'results.csv'));
    const capex = lines.find((l) => l.site_id === 'U01' && l.output === 'npv_jpy' && l.quantity === 'capex_jpy');
    expect(Number(capex?.total)).toBeGreaterThan(0.4);
    expect(Number(capex?.total_low)).toBeLessThan(Number(capex?.total_high));
    const run = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'));
    expect(run).toMatchObject({ command: 'sensitivity', results: 'jcm.sensitivity/1', method: 'sobol', draws: 64 });
  });
});

test.each([
  [['--site', 'X9'], /no site "X9"/],
  [['--site', 'U01', '--all'], /--site names one site/],
  [['--draws', '100'], /100 draws are not possible/],
  [['--outputs', 'npv'], /"npv" is no output/],
])('%j is refused', async (args, message) => {
  const { code, out, err } = await jcm(['sensitivity', SITES, ...args]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});
