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

test('a quantity that counts only beyond its P10 and P90 is listed', async () => {
  // 40 % of 81 M yen over 0.333 × 1,080 MWh × 16.3 years: 5,515 yen/t. The band from 5,000 to 6,000 is left below 1,241 and from
  // 1,489 kWh/kW, that is beyond two standard deviations of 50. It is the only uncertain quantity, so all is due to it.
  const file = join(folder, 'edge.csv');
  writeFileSync(
    file,
    'site_id,country,technology,power_use,capacity_kw,specific_yield_kwh_per_kw,degradation_pct_per_year,capex_jpy,discount_rate_pct,legal_durable_years,similar_projects\n' +
      'A,VN,solar-pv,self,800,"normal(1350,50)",0.5,81000000,7,17,3\n',
  );
  const args = ['sensitivity', file, '--site', 'A', '--outputs', 'score_cost_points'];
  const site = JSON.parse((await jcm([...args, '--json'])).out) as Site;
  const points = site.outputs.score_cost_points as Site['outputs'][string];
  const [bar] = points.tornado.filter((b) => b.quantity === 'specific_yield_kwh_per_kw');
  expect([bar?.low, bar?.high]).toEqual([points.base, points.base]);
  const { out } = await jcm(args);
  expect(points.indices[0]?.total).toBeCloseTo(1, 1);
  expect(out).toMatch(/Specific yield/);
  expect(out).not.toContain('None of the uncertain quantities');
});

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

  test('without any spread every number of the row has index 0, and how to get spreads is said', async () => {
    const { result, err } = await json('--site', 'U07', '--outputs', 'npv_jpy,subsidy_limit');
    const { tornado, indices } = (result as Site).outputs.npv_jpy as Site['outputs'][string];
    expect(tornado).toEqual([]);
    expect(indices.map((x) => x.quantity)).toContain('capex_jpy');
    for (const x of indices) expect(x).toMatchObject({ first: 0, first_ci: [0, 0], total: 0, total_ci: [0, 0] });
    expect((result as Site).outputs.subsidy_limit?.indices).toEqual([]);
    expect(err).toMatch(/--spreads default/);
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

/** The sheet with cells of some rows replaced. */
function changed(cells: (site: string) => Record<string, string | number>): string {
  const rows = records(readFileSync(SITES, 'utf8')).map(
    (r): Record<string, unknown> => ({ ...r, ...cells(r.site_id as string) }),
  );
  const heads = Object.keys(rows[0] ?? {});
  const line = (list: readonly unknown[]) => `${list.map((c) => `"${String(c ?? '')}"`).join(',')}\n`;
  const file = join(folder, `changed${Math.floor(performance.now() * 1000)}.csv`);
  writeFileSync(file, line(heads) + rows.map((r) => line(heads.map((h) => r[h]))).join(''));
  return file;
}

async function assessed(file: string): Promise<Site[]> {
  return JSON.parse((await jcm(['assess', file, '--json', '--outputs', 'npv_jpy,subsidy_jpy'])).out).sites;
}

describe('tables over quantities', () => {
  const args = ['--site', 'U03', '--outputs', 'npv_jpy,subsidy_limit', '--mark', 'npv_jpy >= 2e8'];
  const axes = ['--vary', 'capex_jpy=2e8:3e8:3', '--vary', 'electricity_price_jpy_per_kwh=10,14'];

  test('each cell is what assess gives with both numbers in the sheet, of a row in a project too', async () => {
    const { result } = await json(...args, ...axes);
    const { rows, columns, values, met } = result.outputs.npv_jpy;
    expect(rows).toEqual({ quantity: 'capex_jpy', values: [2e8, 2.5e8, 3e8] });
    expect(columns).toEqual({ quantity: 'electricity_price_jpy_per_kwh', values: [10, 14] });
    for (const [i, j] of [
      [0, 0],
      [2, 1],
    ] as const) {
      const cells = { capex_jpy: rows.values[i], electricity_price_jpy_per_kwh: columns.values[j] };
      const sites = await assessed(changed((site) => (site === 'U03' ? cells : {})));
      const npv = sites.find((s) => s.site_id === 'U03')?.outputs.npv_jpy as unknown as number;
      expect(values[i][j]).toBeCloseTo(npv, 3);
    }
    expect(met['npv_jpy >= 200000000']).toEqual(values.map((line: number[]) => line.map((v) => v >= 2e8)));
    expect(met['npv_jpy >= 200000000'].flat().some(Boolean)).toBe(true);
    expect(met['npv_jpy >= 200000000'].flat().every(Boolean)).toBe(false);
    expect(result.outputs.subsidy_limit.values[0][0]).toBe('rate');
  });

  test('in a share of the draws: the mark agrees with the chance', async () => {
    const one = ['--outputs', 'npv_jpy', '--vary', 'capex_jpy=2e8', '--spreads', 'default'];
    const { result } = await json('--site', 'U03', ...one, '--at', 'p75');
    const [[figure]] = result.outputs.npv_jpy.values;
    const file = changed((site) => (site === 'U03' ? { capex_jpy: 2e8 } : {}));
    const [least, more] = [`npv_jpy >= ${figure - 1}`, `npv_jpy >= ${figure + 3e6}`];
    const chances = ['--probability', least, '--probability', more, '--spreads', 'default', '--json'];
    const { sites } = JSON.parse((await jcm(['simulate', file, ...chances])).out);
    const of = sites.find((s: Site) => s.site_id === 'U03').probabilities;
    expect(of[least]).toBeGreaterThanOrEqual(0.75);
    expect(of[more]).toBeLessThan(0.75);
  });

  test('for people and as CSV', async () => {
    const { out } = await jcm(['sensitivity', SITES, ...args, ...axes]);
    expect(out).toMatch(/200,000,000 +│ +\d+ │ +\d+ \*/);
    expect(out).toContain('*: npv_jpy >= 200000000');
    const csv = records(
      (await jcm(['sensitivity', SITES, '--all', '--outputs', 'npv_jpy', '--vary', 'capacity_kw', '--csv'])).out,
    );
    expect(csv.filter((l) => l.site_id === 'U01').map((l) => Number(l.row_value))).toEqual([
      960, 1080, 1200, 1320, 1440,
    ]);
    expect(csv.some((l) => l.site_id === 'U04')).toBe(false);
  });

  test.each([
    [['--vary', 'capex_jpy', '--vary', 'opex_jpy_per_year', '--vary', 'capacity_kw'], /at most two quantities/],
    [['--vary', 'capex_jpy', '--vary', 'capex_jpy'], /at most two quantities, which differ/],
    [['--vary', 'capex_jpy=1:2'], /is no list of values/],
    [['--vary', 'capex_jpy=a,b'], /is no list of values/],
    [['--vary', 'kapex'], /"kapex" is no number of any technology/],
    [['--vary', 'lamps'], /no lamps that could be varied/],
    [['--vary', 'capex_jpy', '--indices', 'none'], /Leave one of the two out/],
    [['--mark', 'npv_jpy >= 0'], /--mark has an effect only with --vary/],
    [['--at', 'p80'], /--at has an effect only with/],
  ])('%j is refused', async (more, message) => {
    const { code, err } = await jcm(['sensitivity', SITES, '--site', 'U01', ...more]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('sweep of a scenario', () => {
  const scenario = (text: string): string => {
    const file = join(folder, `sweep${Math.floor(performance.now() * 1000)}.yaml`);
    writeFileSync(file, text);
    return file;
  };
  const outputs = ['--outputs', 'npv_jpy,subsidy_jpy'];

  test('a grid: one row a site and combination, as assess with these cells in every row', async () => {
    const file = scenario('sweep:\n  capex_jpy: [9e7, 2e8]\n  discount_rate_pct: [5, 7]\n');
    const { result } = await json('-s', file, ...outputs);
    expect(result.length).toBe(readRecords(SITES).length);
    const sites = await assessed(changed(() => ({ capex_jpy: 2e8, discount_rate_pct: 7 })));
    for (const s of result) {
      expect(s.scenarios.map((x: { values: object }) => x.values)).toEqual([
        { capex_jpy: '90000000', discount_rate_pct: '5' },
        { capex_jpy: '90000000', discount_rate_pct: '7' },
        { capex_jpy: '200000000', discount_rate_pct: '5' },
        { capex_jpy: '200000000', discount_rate_pct: '7' },
      ]);
      const same = sites.find((x) => x.site_id === s.site_id)?.outputs as unknown as Record<string, number>;
      // Rows of a project too: the plan holds for all of them.
      expect(s.scenarios[3].outputs.npv_jpy).toBeCloseTo(same.npv_jpy as number, 3);
      expect(s.scenarios[3].outputs.subsidy_jpy).toBeCloseTo(same.subsidy_jpy as number, 3);
    }
  });

  test('named plans, as CSV and for people; a rate that no cell gives', async () => {
    const plans =
      '  - name: as it is\n  - { name: rate, subsidy_rate_ceiling: 0.2 }\n  - { name: 電気代, electricity_price_jpy_per_kwh: 15 }\n';
    const file = scenario(`sweep:\n${plans}`);
    const csv = records((await jcm(['sensitivity', SITES, '-s', file, '--csv', ...outputs])).out);
    expect(csv.length).toBe(3 * readRecords(SITES).length);
    const [asItIs, rate] = csv.filter((l) => l.site_id === 'U03');
    expect(asItIs).toMatchObject({ scenario: 'as it is', subsidy_rate_ceiling: '', subsidy_jpy: '104000000' });
    expect(rate).toMatchObject({ scenario: 'rate', subsidy_rate_ceiling: '0.2', subsidy_jpy: '52000000' });
    const { out } = await jcm(['sensitivity', SITES, '-s', file, '--site', 'U01', '--lang', 'ja', ...outputs]);
    expect(out).toMatch(/U01 factory roof │ 電気代/);
    expect(out).not.toContain('U02');
  });

  test.each([
    ['sweep: 5', /sweep is neither a grid nor a list/],
    ['sweep:\n  - { capex_jpy: 5 }', /sweep is neither a grid nor a list/],
    ['sweep:\n  capex_jpy: 5', /sweep is neither a grid nor a list/],
    ['sweep:\n  - { name: a }\n  - { name: a }', /Two plans of sweep are called "a"/],
    ['sweep:\n  kapex_jpy: [5]', /no key "kapex_jpy".*capex_jpy/],
    ['sweep:\n  capex_jpy: [-5]', /-5 is outside 0 to/],
    ['sweep:\n  technology: [solar-pv]', /sweep.technology/],
    ['sweep:\n  methodology: [TH_AM001, XX_AM999]', /XX_AM999.*sweep.methodology/],
    ['sweep:\n  programme: [jcm-model-project@1999]', /sweep.programme/],
    [`sweep:\n  capex_jpy: [${Array(120).fill(1)}]\n  opex_jpy_per_year: [${Array(120).fill(1)}]`, /14,400 plans/],
  ])('%# is refused', async (text, message) => {
    const { code, err } = await jcm(['sensitivity', SITES, '-s', scenario(text)]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('has no effect in assess, which is said', async () => {
    const { err } = await jcm(['assess', SITES, '-s', scenario('sweep:\n  capex_jpy: [9e7]\n')]);
    expect(err).toMatch(/no effect in assess: sweep/);
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
