/** Simulation against closed forms and against `assess`; nothing expected here comes from the simulation itself. */
import { describe, expect, test } from 'vitest';
import type { SiteRow } from '../../src/assessment/row.ts';
import { readScenario } from '../../src/assessment/scenario.ts';
import { OpenSite } from '../../src/batch/open-site.ts';
import { type SimulateOptions, SimulateRun, simulateRows } from '../../src/batch/simulate.ts';
import { SimulatePlan } from '../../src/batch/simulate-plan.ts';
import { type SimulatedGroup, SimulatedGroups } from '../../src/batch/simulated-groups.ts';
import { SimulatedTotal } from '../../src/batch/simulated-total.ts';
import { InlineRunner } from '../../src/runners/inline.ts';
import { parseThreshold, type Threshold } from '../../src/simulate/threshold.ts';
import { assess, type Cells, catalog, csvOf } from '../support/assess.ts';
import { steadyCogeneration, steadyLed, steadySolar } from '../support/sites.ts';
import { onlySunshine, SUNSHINE_PCT, withSunshine } from '../support/sunshine.ts';

const OUTPUTS = catalog.choices.simulated;

function optionsOf(groups: SimulateOptions['groups'], more: Partial<SimulateOptions> = {}): SimulateOptions {
  return {
    catalog,
    columns: new Set(OUTPUTS),
    draws: 1024,
    seed: 1,
    sampling: 'sobol',
    defaultSpreads: false,
    thresholds: [],
    groups,
    ...more,
  };
}

/** Projects and proposals of a sheet. */
async function groupsOf(rows: readonly Cells[], more: Partial<SimulateOptions> = {}): Promise<SimulatedGroup[]> {
  const sheet = assess(csvOf(rows));
  const plan = new SimulatePlan(optionsOf(sheet.run.groups, more));
  const list: SimulatedGroup[] = [];
  const groups = new SimulatedGroups(plan, (g) => list.push(g));
  const source = (async function* () {
    yield sheet.rows;
  })();
  for await (const drawn of simulateRows(source, plan, new InlineRunner(plan.options))) {
    let next = 0;
    for (const r of drawn.rows) groups.add(r, 'dropped' in r ? undefined : drawn.sites[next++]);
  }
  return list;
}

/** Figures of the total of a sheet. */
async function totalOf(rows: readonly Cells[], more: Partial<SimulateOptions> = {}) {
  const sheet = assess(csvOf(rows));
  const options = optionsOf(sheet.run.groups, more);
  const plan = new SimulatePlan(options);
  const total = new SimulatedTotal();
  const source = (async function* () {
    yield sheet.rows;
  })();
  for await (const drawn of simulateRows(source, plan, new InlineRunner(options))) total.add(drawn.view);
  return total.figures(plan);
}

function simulate(rows: readonly Cells[], more: Partial<SimulateOptions> = {}) {
  const books = more.catalog ?? catalog;
  const sheet = assess(csvOf(rows.map((r, i) => ({ site_id: `S${i + 1}`, ...r }))), { catalog: books });
  const run = new SimulateRun(optionsOf(sheet.run.groups, more));
  const sites = sheet.sites.map((s) => ({ assessed: s, simulated: run.site(s.result.row as SiteRow) }));
  return { run, sites };
}

const of = (site: ReturnType<SimulateRun['site']>, column: string) => {
  const o = site.outputs.find((x) => x.output.column === column);
  if (!o?.summary) throw new Error(`no ${column}`);
  return { values: o.values ?? new Float64Array(0), summary: o.summary };
};

/** Standard normal quantiles, Abramowitz & Stegun table 26.1 to ten digits. */
const Z90 = 1.2815515655;

describe('no spread', () => {
  test.each([
    ['solar', steadySolar(1_000)],
    ['lighting', steadyLed(1_000)],
    ['cogeneration', steadyCogeneration(1_000)],
  ])('%s: every draw is what assess gives', (_name, row) => {
    const { sites } = simulate([row]);
    for (const column of OUTPUTS) {
      const expected = sites[0]?.assessed.value(column) ?? null;
      const { values } = of(sites[0]?.simulated as never, column);
      for (const v of values) {
        if (expected === null) expect(v).toBeNaN();
        else expect(Math.abs(v - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));
      }
    }
  });
});

describe('one normal quantity', () => {
  // 15 years of 1,000 kW × N(1,200; 60) kWh/kW × 0.5 t/MWh without degradation: N(9,000; 450) t.
  const row: Cells = {
    country: 'VN',
    technology: 'solar-pv',
    capacity_kw: 1_000,
    specific_yield_kwh_per_kw: 'normal(1200, 60)',
    degradation_pct_per_year: 0,
    reference_factor_tco2_per_mwh: 0.5,
    capex_jpy: 1e8,
    similar_projects: 0,
    legal_durable_years: 10,
  };

  test.each(['sobol', 'random'] as const)('%s: mean, sd, P10, P50, P90', (sampling) => {
    const { sites } = simulate([row], { draws: 16_384, sampling });
    const { summary } = of(sites[0]?.simulated as never, 'reduction_tco2_horizon');
    const [mean, sd] = [9_000, 450];
    // Four standard errors of plain random draws: sd/√n for the mean, sd·√(p(1−p)/n)/φ(z) for a quantile.
    const wide = (4 * sd) / Math.sqrt(16_384);
    expect(Math.abs((summary.mean as number) - mean)).toBeLessThan(wide);
    expect(Math.abs((summary.sd as number) - sd)).toBeLessThan(wide);
    expect(Math.abs((summary.p50 as number) - mean)).toBeLessThan(1.26 * wide);
    expect(Math.abs((summary.p10 as number) - (mean - Z90 * sd))).toBeLessThan(1.71 * wide);
    expect(Math.abs((summary.p90 as number) - (mean + Z90 * sd))).toBeLessThan(1.71 * wide);
  });

  test('the grant is fixed at the middles and never more than the ceiling of the drawn cost', () => {
    const uncertain = { ...row, capex_jpy: 'uniform(40000000; 60000000)', eligible_cost_jpy: '' };
    const { sites } = simulate([uncertain]);
    const { values } = of(sites[0]?.simulated as never, 'subsidy_jpy');
    // Middle: capex 50 M, rate 50 % → 25 M requested; 600 t × 10 years × 4,000 = 24 M granted. Drawn: min(24 M, half the cost).
    expect(Math.max(...values)).toBeCloseTo(24e6, 3);
    const low = [...values].filter((v) => v < 24e6 - 1);
    // Half of the drawn cost lies below 24 M when the cost lies below 48 M: 8 of the 20 M of the range.
    expect(low.length / values.length).toBeCloseTo(0.4, 2);
    expect(Math.min(...values)).toBeGreaterThan(20e6 - 1);
  });

  test('probability of a threshold', () => {
    const t = parseThreshold('reduction_tco2_horizon >= 9450') as Threshold;
    const { sites } = simulate([row], { draws: 16_384, thresholds: [t] });
    // One sd above the mean: 15.8655 %.
    expect(sites[0]?.simulated.probabilities['reduction_tco2_horizon >= 9450']).toBeCloseTo(0.158655, 2);
  });

  test('a draw does not depend on the number of draws, nor on the other rows', () => {
    const few = simulate([row], { draws: 256 }).sites[0]?.simulated;
    const many = simulate(
      [
        { ...row, site_id: 'other' },
        { ...row, site_id: 'S1' },
      ],
      { draws: 4_096 },
    ).sites[1]?.simulated;
    const [a, b] = [
      of(few as never, 'reduction_tco2_horizon').values,
      of(many as never, 'reduction_tco2_horizon').values,
    ];
    expect([...a]).toEqual([...b.subarray(0, 256)]);
  });

  test('seeds differ', () => {
    const [a, b] = [1, 2].map((seed) => [
      ...of(simulate([row], { seed }).sites[0]?.simulated as never, 'reduction_tco2_horizon').values,
    ]);
    expect(a).not.toEqual(b);
  });

  test('sites vary on their own: the sd of a total of 64 grows with the root', async () => {
    const total = await totalOf(Array.from({ length: 64 }, (_, i) => ({ ...row, site_id: `P${i}` })));
    const sd = total.outputs.get('reduction_tco2_horizon')?.summary?.sd as number;
    expect(Math.abs(sd / (450 * 8) - 1)).toBeLessThan(0.1);
  });

  test('a quantity shared by the country adds up in full', async () => {
    const priced = {
      ...row,
      specific_yield_kwh_per_kw: 1_200,
      electricity_price_jpy_per_kwh: 'normal(10, 1)',
      discount_rate_pct: 5,
      opex_jpy_per_year: 0,
    };
    const rows = Array.from({ length: 9 }, (_, i) => ({ ...priced, site_id: `P${i}` }));
    const one = of(simulate(rows).sites[0]?.simulated as never, 'npv_jpy').summary.sd as number;
    const all = (await totalOf(rows)).outputs.get('npv_jpy')?.summary?.sd as number;
    expect(all / one).toBeCloseTo(9, 6);
  });
});

describe('default spreads', () => {
  test('are off unless asked for, and then spread the capacity’s yield', () => {
    const plain = simulate([steadySolar(1_000)]).sites[0]?.simulated;
    expect(plain?.uncertain).toEqual([]);
    const spread = simulate([steadySolar(1_000)], { defaultSpreads: true }).sites[0]?.simulated;
    expect(spread?.uncertain.map((s) => s.name)).toContain('electricity_price');
    const { annual_electricity_mwh: _given, ...sized } = steadySolar(1_000);
    const yielding = simulate([{ ...sized, specific_yield_kwh_per_kw: '1400' }], { defaultSpreads: true });
    expect(yielding.sites[0]?.simulated.uncertain.map((s) => s.name)).toContain('specific_yield');
    expect(spread?.uncertain.every((s) => s.from === 'default')).toBe(true);
  });
});

describe('a quantity drawn anew each year', () => {
  const sunny = { catalog: onlySunshine(catalog), defaultSpreads: true };
  /** Nothing else has a default spread: the price is that of the export, which has none. */
  const row = steadySolar(1_000, {
    power_use: 'grid',
    electricity_price_jpy_per_kwh: '',
    export_price_jpy_per_kwh: 10,
    capex_jpy: '',
    eligible_cost_jpy: '',
  });
  /** 15 independent years of 1,000 t × N(1; σ), σ = 6.4 % / Φ⁻¹(0.95). */
  const sd = (1_000 * SUNSHINE_PCT * Math.sqrt(15)) / 100 / 1.6448536269514722;

  test('15 independent years: sd grows with the root of 15', () => {
    const { sites } = simulate([row], { ...sunny, draws: 16_384 });
    expect(sites[0]?.simulated.planned.program.kernel).toBeDefined();
    const { uncertain: streams } = sites[0]!.simulated;
    expect(streams.map((s) => [s.name, s.year])).toEqual(Array.from({ length: 15 }, (_, t) => ['sunshine', t + 1]));
    expect(new Set(streams.map((s) => s.dimension)).size).toBe(15);
    const { summary } = of(sites[0]!.simulated, 'reduction_tco2_horizon');
    expect(Math.abs((summary.mean as number) - 15_000)).toBeLessThan((4 * sd) / 128);
    expect(Math.abs((summary.sd as number) / sd - 1)).toBeLessThan(4 / Math.sqrt(2 * 16_384));
  });

  test('its plain value without default spreads, in assess too', () => {
    const { sites } = simulate([row], { ...sunny, defaultSpreads: false, draws: 256 });
    expect(sites[0]?.assessed.value('reduction_tco2_horizon')).toBe(15_000);
    expect(new Set(of(sites[0]!.simulated, 'reduction_tco2_horizon').values)).toEqual(new Set([15_000]));
  });

  test('a horizon in the cell draws as many years; the numbers are those of any other horizon', () => {
    const columns = new Set([...OUTPUTS, 'reduction_tco2_year1']);
    const [a, b] = simulate(
      [
        { ...row, site_id: 'A', horizon_years: 15 },
        { ...row, site_id: 'B', horizon_years: 40, evaluation_years: 3 },
      ],
      { ...sunny, columns },
    ).sites;
    expect([a, b].map((s) => s?.simulated.uncertain.length)).toEqual([15, 40]);
    const without = simulate([row], { ...sunny, columns }).sites[0];
    for (const s of [a, b])
      expect(of(s!.simulated, 'reduction_tco2_year1').values).toEqual(
        of(without!.simulated, 'reduction_tco2_year1').values,
      );
  });

  test('does not move the draws of plain quantities, and its draws depend on their number no more than others do', () => {
    const priced = { ...row, export_price_jpy_per_kwh: '10 ± 10%' };
    const drawn = (more: Partial<SimulateOptions>) => {
      const { run, sites } = simulate([priced], more);
      return new OpenSite(run.plan.options, sites[0]?.simulated.row as SiteRow).draw(100);
    };
    const few = drawn({ ...sunny, draws: 256 });
    const many = drawn({ ...sunny, draws: 8_192 });
    expect(few.params).toEqual(many.params);
    const price = (d: typeof few) => d.params[d.site.model.params.indexOf('export_price')];
    expect(price(few)).toBe(price(drawn({ ...sunny, defaultSpreads: false, draws: 256 })));
  });

  test('a spread of a cell is one draw for the life of the project', () => {
    const inCell = { ...sunny, catalog: onlySunshine(catalog, { input: true }), draws: 16_384 };
    const { sites } = simulate([{ ...row, sunshine: '1 ± 6.4%' }], inCell);
    expect(new Set(sites[0]?.simulated.uncertain.map((s) => s.dimension)).size).toBe(1);
    // All 15 years alike: √15 times the sd of independent ones.
    const { summary } = of(sites[0]!.simulated, 'reduction_tco2_horizon');
    expect(Math.abs((summary.sd as number) / (sd * Math.sqrt(15)) - 1)).toBeLessThan(4 / Math.sqrt(2 * 16_384));
  });

  test('around the number of a cell; 0 has no spread', () => {
    const books = { ...sunny, catalog: onlySunshine(catalog, { input: true }), draws: 4_096 };
    const { sites } = simulate(
      [
        { ...row, site_id: 'A', sunshine: 1.2 },
        { ...row, site_id: 'B', sunshine: 0 },
      ],
      books,
    );
    const [a, b] = sites.map((s) => of(s.simulated, 'reduction_tco2_horizon').summary);
    expect(Math.abs((a?.mean as number) - 18_000)).toBeLessThan((4 * 1.2 * sd) / 64);
    expect(Math.abs((a?.sd as number) / (1.2 * sd) - 1)).toBeLessThan(4 / Math.sqrt(2 * 4_096));
    expect([b?.mean, b?.sd]).toEqual([0, 0]);
    expect(sites.every((s) => s.simulated.planned.program.kernel)).toBe(true);
  });

  test('shared by the country: two sites have the same years', () => {
    const { sites } = simulate([row, { ...row, site_id: 'B' }], sunny);
    const [a, b] = sites.map((s) => of(s.simulated, 'reduction_tco2_horizon').values);
    expect(a).toEqual(b);
  });
});

describe('rank correlation', () => {
  const row: Cells = {
    country: 'VN',
    technology: 'solar-pv',
    capacity_kw: 1_000,
    specific_yield_kwh_per_kw: 'normal(1200, 60)',
    capex_jpy: 'lognormal(100000000, 20000000)',
    opex_jpy_per_year: 'triangular(1000000, 2000000, 6000000)',
    reference_factor_tco2_per_mwh: 0.5,
    electricity_price_jpy_per_kwh: 20,
    discount_rate_pct: 5,
    similar_projects: 0,
    legal_durable_years: 10,
  };
  const { correlation } = readScenario(
    {
      correlation: {
        quantities: ['capex_jpy', 'opex_jpy_per_year', 'specific_yield_kwh_per_kw'],
        matrix: [
          [1, 0.6, -0.4],
          [0.6, 1, 0.25],
          [-0.4, 0.25, 1],
        ],
      },
    },
    catalog,
  );
  const DRAWS = 4_096;

  /** What was drawn of a quantity, draw by draw. */
  function drawn(cells: Cells, names: readonly string[], more: Partial<SimulateOptions> = {}): number[][] {
    const { run, sites } = simulate([cells], { draws: DRAWS, ...more });
    const site = sites[0]?.simulated.row as SiteRow;
    const open = new OpenSite(run.plan.options, site);
    const draws = Array.from({ length: DRAWS }, (_, k) => open.draw(k));
    return names.map((n) => draws.map((d) => d.params[d.site.model.params.indexOf(n)] as number));
  }

  /** Spearman's, from its definition: Pearson's correlation of the ranks, 1 − 6 Σ d² / (n (n² − 1)) without ties. */
  function spearman(a: readonly number[], b: readonly number[]): number {
    const ranks = (x: readonly number[]) => {
      const order = x.map((_, i) => i).sort((i, j) => (x[i] as number) - (x[j] as number));
      const rank = new Array<number>(x.length);
      for (const [r, i] of order.entries()) rank[i] = r;
      return rank;
    };
    const [p, q] = [ranks(a), ranks(b)];
    const squares = p.reduce((s, r, i) => s + (r - (q[i] as number)) ** 2, 0);
    return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
  }

  const NAMES = ['capex', 'opex', 'specific_yield'];

  test('ranks are correlated as asked; each quantity keeps its distribution, the first its very draws', () => {
    const [capex, opex, specific] = drawn(row, NAMES, { correlation }) as [number[], number[], number[]];
    const before = drawn(row, NAMES);
    expect(Math.abs(spearman(capex, opex) - 0.6)).toBeLessThan(0.03);
    expect(Math.abs(spearman(capex, specific) + 0.4)).toBeLessThan(0.03);
    expect(Math.abs(spearman(opex, specific) - 0.25)).toBeLessThan(0.03);
    expect(Math.abs(spearman(before[0] as number[], before[1] as number[]))).toBeLessThan(0.03);
    expect(capex).toEqual(before[0]);
    const [own, other] = [opex, before[1] as number[]].map((x) => x.toSorted((a, b) => a - b)) as [number[], number[]];
    // Kolmogorov–Smirnov distance of two samples, 1 % level.
    const beyond = own.map((x, i) => Math.abs(other.filter((y) => y <= x).length - (i + 1)) / DRAWS);
    expect(Math.max(...beyond)).toBeLessThan(1.63 * Math.sqrt(2 / DRAWS));
  });

  test('a quantity without a spread leaves the others correlated', () => {
    const [opex, specific] = drawn({ ...row, capex_jpy: 1e8 }, ['opex', 'specific_yield'], { correlation });
    expect(Math.abs(spearman(opex as number[], specific as number[]) - 0.25)).toBeLessThan(0.03);
    const one = { ...row, capex_jpy: 1e8, opex_jpy_per_year: 0 };
    expect(drawn(one, ['specific_yield'], { correlation })).toEqual(drawn(one, ['specific_yield']));
  });

  test('kernel and interpreter agree, and with the draws themselves', () => {
    const [kernel, plain] = (['kernel', 'interpreter'] as const).map(
      (executor) => simulate([row], { executor, correlation, draws: DRAWS }).sites[0]?.simulated,
    );
    expect(kernel?.planned.program.kernel).toBeDefined();
    for (const column of OUTPUTS.filter((o) => o !== 'score_cost_points'))
      expect(of(kernel as never, column).values, column).toEqual(of(plain as never, column).values);
    const [specific] = drawn(row, ['specific_yield'], { correlation }) as [number[]];
    const { values } = of(kernel as never, 'reduction_tco2_horizon');
    expect(Math.abs(spearman([...values], specific) - 1)).toBeLessThan(1e-12);
  });
});

describe('subsidy: redraw', () => {
  // 4,000 yen/t × 10 years × 1,000 kW × N(1,200; 60) kWh/kW × 0.5 t/MWh, far below half of the cost: N(24; 1.2) million.
  const row: Cells = {
    country: 'VN',
    technology: 'solar-pv',
    capacity_kw: 1_000,
    specific_yield_kwh_per_kw: 'normal(1200, 60)',
    degradation_pct_per_year: 0,
    reference_factor_tco2_per_mwh: 0.5,
    capex_jpy: 2e8,
    similar_projects: 0,
    legal_durable_years: 10,
  };
  const DRAWS = 16_384;

  test('the grant of a row that stands alone follows the tonnes of the draw', () => {
    const { run, sites } = simulate([row], { draws: DRAWS, subsidy: 'redraw' });
    expect(sites[0]?.simulated.planned.program.kernel).toBeDefined();
    const { summary } = of(sites[0]!.simulated, 'subsidy_jpy');
    const wide = (4 * 1.2e6) / Math.sqrt(DRAWS);
    expect(Math.abs((summary.mean as number) - 24e6)).toBeLessThan(wide);
    expect(Math.abs((summary.sd as number) - 1.2e6)).toBeLessThan(wide);
    expect(run.plan.findings()).toEqual([]);
    const fixed = simulate([row]).sites[0]!.simulated;
    expect(of(fixed, 'subsidy_jpy').summary.sd).toBe(0);
  });

  test.each(['project_id', 'proposal_id'])('rows with a %s keep the fixed grant, which is said once', (key) => {
    const rows = [{ ...row, [key]: 'P' }, { ...row, [key]: 'P' }, row].map((r, i) => ({ ...r, site_id: `S${i}` }));
    const { run, sites } = simulate(rows, { subsidy: 'redraw' });
    const sd = sites.map((s) => of(s.simulated, 'subsidy_jpy').summary.sd as number);
    expect([sd[0], sd[1]]).toEqual([0, 0]);
    expect(sd[2]).toBeGreaterThan(1e6);
    expect(run.plan.findings().map((f) => f.code)).toEqual(['redraw_fixed_in_groups']);
  });
});

describe('a column of data', () => {
  test('each number is as likely as any other', () => {
    const data = new Map([
      ['yields.csv', ['kwh', '1000', '1100', '1100', '1300'].map((x, i) => ({ line: i, cells: [x] }))],
    ]);
    const { values } = readScenario({ specific_yield_kwh_per_kw: 'empirical(yields.csv, kwh)' }, catalog, data);
    const cells = { country: 'VN', technology: 'solar-pv', capacity_kw: 1_000, degradation_pct_per_year: 0 };
    const more = { reference_factor_tco2_per_mwh: 0.5, capex_jpy: 1e8, similar_projects: 0, legal_durable_years: 10 };
    const { sites } = simulate([{ ...cells, ...more }], { scenario: values, draws: 1_024 });
    const drawn = of(sites[0]!.simulated, 'reduction_tco2_horizon').values;
    // 15 years × 0.5 t per MWh × 1,000, 1,100 or 1,300 MWh.
    const share = (tonnes: number) => drawn.filter((v) => Math.abs(v - tonnes) < 1e-6).length / 1_024;
    expect([7_500, 8_250, 9_750].map(share)).toEqual([0.25, 0.5, 0.25]);
  });
});

describe('spreads and ranges', () => {
  const row = steadySolar(1_000, { power_use: '' });
  const read = (cells: Cells) => assess(csvOf([{ site_id: 'A', ...row, ...cells }]));

  test.each([
    'uniform(80, 110)',
    'triangular(-5, 50, 60)',
    'truncated(normal(90, 5), 0, 101)',
    'discrete(50: 0.5, 120: 0.5)',
  ])('%s of 100 %% drops its row', (text) => {
    const { dropped } = read({ self_use_pct: text });
    expect(dropped[0]?.findings.map((f) => [f.code, f.column, f.params.quantity])).toEqual([
      ['spread_out_of_range', 'self_use_pct', 'self_use_pct'],
    ]);
  });

  test('a normal is warned of when more than a thousandth lies outside; the remedy is a spread that is not', () => {
    const { rows, dropped } = read({ self_use_pct: 'normal(95, 2.5)' });
    expect(dropped).toEqual([]);
    const [warning, ...others] = rows[0]?.findings ?? [];
    expect(others).toEqual([]);
    // P(Z > 2) = 2.275 %.
    expect(warning).toMatchObject({ code: 'spread_beyond_range', row: 2, site_id: 'A', params: { share_pct: 2.3 } });
    const remedy = String(warning?.params.remedy);
    expect(remedy).toBe('truncated(normal(95, 2.5), 0, 100)');
    expect(read({ self_use_pct: remedy }).rows[0]?.findings).toEqual([]);
    // P(Z > 3.2) = 0.07 %.
    expect(read({ self_use_pct: 'normal(92, 2.5)' }).rows[0]?.findings).toEqual([]);
  });

  test('in the unit of the header', () => {
    const { rows } = read({ 'auxiliary_electricity [GWh]': 'normal(1, 1)' });
    expect(rows[0]?.findings[0]?.params).toMatchObject({ low: 0, high: 10_000, unit: 'GWh' });
  });

  test('a spread of no width is a number', () => {
    const { uncertain: streams } = simulate([{ ...row, self_use_pct: 'uniform(80, 80)' }]).sites[0]!.simulated;
    expect(streams).toEqual([]);
  });

  test('the catalog’s own spreads stay inside', () => {
    // A normal of which 30 % lies above 1.02: 1 ± 6.4 %.
    const books = onlySunshine(catalog, { range: [0, 1.02] });
    const { uncertain: streams } = simulate([row], { catalog: books, defaultSpreads: true }).sites[0]!.simulated;
    expect(streams[0]?.shape).toMatchObject({ kind: 'truncated', mean: 1, high: 1.02 });
  });
});

describe('proposals', () => {
  test('points come from the sums of the rows, draw by draw', async () => {
    const rows: Cells[] = [
      { ...steadySolar(3_000), site_id: 'A', proposal_id: 'Q' },
      { ...steadySolar(2_500), site_id: 'B', proposal_id: 'Q' },
    ];
    const columns = new Set([...OUTPUTS, 'score_reduction_points']);
    for (const s of simulate(rows, { columns }).sites)
      expect(s.simulated.outputs.find((o) => o.output.column === 'score_reduction_points')?.reason).toBe(
        'see_proposal',
      );
    // 5,500 t a year: two points by the guidebook's band of 5,000 to 9,999.
    const [group] = await groupsOf(rows, { columns });
    expect(group?.outputs.get('score_reduction_points')?.summary?.mean).toBe(2);
  });
});

describe('two executors', () => {
  test.each([
    [
      'solar',
      steadySolar(1_000, {
        capex_jpy: '100000000 ± 15%',
        specific_yield_kwh_per_kw: '',
        annual_electricity_mwh: '2000 ± 10%',
      }),
    ],
    ['lighting', steadyLed(1_000, { operating_hours_per_year: '1000 to 1300' })],
    [
      'cogeneration',
      steadyCogeneration(1_000, {
        gas_price_jpy_per_gj_ncv: 'lognormal(1000, 150)',
        electricity_price_jpy_per_kwh: 'pert(12, 20, 26)',
      }),
    ],
  ])('%s: kernel and interpreter agree to the last bit', (_name, row) => {
    const books = withSunshine(catalog);
    const [kernel, plain] = (['kernel', 'interpreter'] as const).map(
      (executor) => simulate([row], { catalog: books, executor, draws: 512, defaultSpreads: true }).sites[0]?.simulated,
    );
    expect(kernel?.planned.program.kernel).toBeDefined();
    expect(plain?.planned.program.kernel).toBeUndefined();
    expect(kernel?.outputs.map((o) => o.output.column).sort()).toEqual([...OUTPUTS].sort());
    for (const [i, o] of (kernel?.outputs ?? []).entries()) {
      const other = plain?.outputs[i]?.values ?? new Float64Array(0);
      for (const [k, v] of (o.values ?? []).entries())
        expect(Object.is(v, other[k]), `${o.output.column} draw ${k}: ${v}, ${other[k]}`).toBe(true);
    }
  });
});
