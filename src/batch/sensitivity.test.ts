import { describe, expect, test } from 'vitest';
import { assessRow, assessRows, type Cells, catalog, isGood } from '../../test/support/assess.ts';
import { steadySolar } from '../../test/support/sites.ts';
import type { SiteRow } from '../assessment/row.ts';
import { PreparedEvaluator } from './prepared-evaluator.ts';
import { type Method, type OutputSensitivity, SensitivityRun, type SiteSensitivity } from './sensitivity.ts';
import { type SimulateOptions, SimulateRun } from './simulate.ts';

const NPV = 'npv_jpy_without_subsidy';

function optionsFor(cells: Cells, more: Partial<SimulateOptions> = {}): { options: SimulateOptions; row: SiteRow } {
  const { run, rows } = assessRows([cells]);
  const row = rows.find(isGood) as SiteRow;
  const draws = { draws: 1024, seed: 1, sampling: 'sobol', defaultSpreads: false } as const;
  const columns = new Set([NPV, 'reduction_tco2_horizon', 'subsidy_limit', 'irr_without_subsidy']);
  return { row, options: { ...draws, catalog, thresholds: [], groups: run.groups, columns, ...more } };
}

function sensitivity(cells: Cells, method: Method = 'sobol', more: Partial<SimulateOptions> = {}): SiteSensitivity {
  const { options, row } = optionsFor(cells, more);
  return new SensitivityRun(options, method).sites([row])[0] as SiteSensitivity;
}

const outputOf = (s: SiteSensitivity, column: string): OutputSensitivity =>
  s.outputs.find((o) => o.output.column === column) as OutputSensitivity;

/** What the output is with a cell replaced. */
const assessed = (cells: Cells, column: string): number => assessRow(cells).number(column);

/** Linear in each of the three, and they only add up. */
const additive = steadySolar(1_000, {
  capex_jpy: 'normal(100000000, 5000000)',
  opex_jpy_per_year: 'uniform(1000000, 3000000)',
  overhaul_cost_jpy: 'triangular(2000000, 5000000, 9000000)',
  overhaul_year: 8,
});

describe('tornado', () => {
  test('each quantity at its P10 and P90 is what assess gives with that number in its cell', () => {
    const s = sensitivity(additive, 'none');
    const { base, tornado } = outputOf(s, NPV);
    const middle = { ...additive, capex_jpy: 1e8, opex_jpy_per_year: 2e6, overhaul_cost_jpy: 5e6 };
    expect(base).toBeCloseTo(assessed(middle, NPV), 3);
    // Quantiles by hand: z(0.9) = 1.2815516; of the triangle by the square root of its areas.
    const ends: Record<string, [number, number]> = {
      capex_jpy: [1e8 - 1.2815515655446 * 5e6, 1e8 + 1.2815515655446 * 5e6],
      opex_jpy_per_year: [1.2e6, 2.8e6],
      overhaul_cost_jpy: [2e6 + Math.sqrt(0.1 * 7e6 * 3e6), 9e6 - Math.sqrt(0.1 * 7e6 * 4e6)],
    };
    for (const bar of tornado) {
      const q = s.quantities[bar.quantity] as SiteSensitivity['quantities'][number];
      const [low, high] = ends[q.column] as [number, number];
      expect(q.low / low).toBeCloseTo(1, 7);
      expect(q.high / high).toBeCloseTo(1, 7);
      expect(bar.low).toBeCloseTo(assessed({ ...middle, [q.column]: q.low }, NPV), 3);
      expect(bar.high).toBeCloseTo(assessed({ ...middle, [q.column]: q.high }, NPV), 3);
    }
    const swings = tornado.map((b) => Math.abs(b.high - b.low));
    expect(swings).toEqual([...swings].sort((a, b) => b - a));
  });

  test('ends are given as a cell has them', () => {
    const s = sensitivity(steadySolar(1_000, { degradation_pct_per_year: 'uniform(0.2, 0.6)' }), 'none');
    expect(s.quantities).toEqual([
      {
        column: 'degradation_pct_per_year',
        low: expect.closeTo(0.24, 12),
        high: expect.closeTo(0.56, 12),
        yearly: false,
      },
    ]);
  });

  test('a coded output has its codes at the ends, and no indices', () => {
    // 50 % of the cost against 4,000 yen for each of 10,000 t: the rate limits below a cost of 80 million.
    const s = sensitivity(steadySolar(1_000, { eligible_cost_jpy: 'uniform(70000000, 90000000)' }));
    const limit = outputOf(s, 'subsidy_limit');
    expect(limit.indices).toEqual([]);
    // The grant is fixed at the middles.
    expect(limit.tornado[0]?.low).toBe(limit.base);
  });
});

describe("Sobol' indices", () => {
  test('of an additive output they add up to one within their intervals', () => {
    const { indices } = outputOf(sensitivity(additive), NPV);
    expect(indices).toHaveLength(3);
    const sum = (pick: (x: (typeof indices)[number]) => number) => indices.reduce((t, x) => t + pick(x), 0);
    expect(sum((x) => x.firstCi[0])).toBeLessThan(1);
    expect(sum((x) => x.firstCi[1])).toBeGreaterThan(1);
    expect(sum((x) => x.first)).toBeCloseTo(1, 2);
    // Variances by hand: the discounted sum of fifteen years at 5 % is 10.3797 of a year, that of year 8 0.6768.
    const v = [
      25e12,
      (2e6 ** 2 / 12) * 10.379658 ** 2,
      ((2 ** 2 + 5 ** 2 + 9 ** 2 - 10 - 18 - 45) / 18) * 1e12 * 0.676839 ** 2,
    ];
    const all = v.reduce((a, b) => a + b, 0);
    for (const [i, column] of ['capex_jpy', 'opex_jpy_per_year', 'overhaul_cost_jpy'].entries()) {
      const found = indices.find((x) => x.quantity === column);
      expect(found?.first).toBeCloseTo((v[i] as number) / all, 2);
      expect(found?.total).toBeCloseTo((v[i] as number) / all, 2);
    }
  });

  test('a quantity that has no part in the output has index 0; one without spread is none of the uncertain ones', () => {
    const s = sensitivity({ ...additive, opex_jpy_per_year: 'uniform(1000000, 1000000)' });
    const tonnes = outputOf(s, 'reduction_tco2_horizon').indices;
    expect(tonnes.map((x) => x.quantity).sort()).toEqual(['capex_jpy', 'overhaul_cost_jpy']);
    for (const x of tonnes) expect(x).toMatchObject({ first: 0, total: 0, firstCi: [0, 0], totalCi: [0, 0] });
  });

  test('correlated quantities have one index together', () => {
    const correlation = { quantities: ['capex', 'overhaul_cost'], matrix: [[1, 0.6], [0.6, 1]] }; // biome-ignore format: a matrix
    const { indices } = outputOf(sensitivity(additive, 'sobol', { correlation }), NPV);
    expect(indices.map((x) => x.quantity).sort()).toEqual(['capex_jpy + overhaul_cost_jpy', 'opex_jpy_per_year']);
    expect(indices.reduce((t, x) => t + x.first, 0)).toBeCloseTo(1, 1);
  });

  test('the years of one quantity count together', () => {
    const s = sensitivity(steadySolar(1_000), 'sobol', { defaultSpreads: true });
    const { indices } = outputOf(s, 'reduction_tco2_horizon');
    expect(indices.map((x) => x.quantity)).toContain('weather');
    expect(new Set(indices.map((x) => x.quantity)).size).toBe(indices.length);
    expect(indices.reduce((t, x) => t + x.first, 0)).toBeCloseTo(1, 1);
  });
});

describe('rank regression', () => {
  test('of an output that rises steadily its squares are near the indices', () => {
    const { regression, indices } = outputOf(sensitivity(additive, 'regression'), NPV);
    expect(indices).toEqual([]);
    expect(regression?.r2).toBeGreaterThan(0.95);
    const exact = new Map(outputOf(sensitivity(additive), NPV).indices.map((x) => [x.quantity, x.first]));
    for (const { quantity, coefficient } of regression?.quantities ?? []) {
      expect(coefficient).toBeLessThan(0);
      expect(Math.abs(coefficient ** 2 - (exact.get(quantity) as number))).toBeLessThan(0.06);
    }
  });
});

describe('one evaluator', () => {
  const cells = steadySolar(1_000, {
    capex_jpy: 'lognormal(100000000, 15000000)',
    electricity_price_jpy_per_kwh: 'pert(9, 11, 15)',
    tax_rate_pct: 20,
    tax_depreciation_years: 10,
  });

  test.each(['kernel', 'interpreter'] as const)('%s: at the draws of simulate, the values of simulate', (executor) => {
    for (const more of [{ executor }, { executor, defaultSpreads: true }]) {
      const { options, row } = optionsFor(cells, more);
      const run = new SimulateRun(options);
      const [prepared] = run.plan.prepare([row]);
      const site = new PreparedEvaluator(options).site(prepared as NonNullable<typeof prepared>);
      const values = site.model(site.draws().map((c) => c.values));
      for (const [i, o] of run.site(row).outputs.entries()) expect(values[i]).toEqual(o.values);
    }
  });

  test('a site gives the same alone and in a sheet that spreads ever other cells', () => {
    const spreads: Cells = {
      capex_jpy: 'normal(100000000, 5000000)',
      opex_jpy_per_year: 'uniform(1000000, 3000000)',
      electricity_price_jpy_per_kwh: 'pert(9, 11, 15)',
      degradation_pct_per_year: 'uniform(0.2, 0.6)',
    };
    // Every other combination of the four: more than have a program of their own.
    const all = Array.from({ length: 16 }, (_, mask): Cells => {
      const own = Object.entries(spreads).filter((_, bit) => (mask >> bit) & 1);
      const plain = { degradation_pct_per_year: 0.5, capex_jpy: 1e8, opex_jpy_per_year: 2e6 };
      return steadySolar(1_000, { ...plain, ...Object.fromEntries(own) });
    });
    const { run, rows } = assessRows(all);
    const options = { ...optionsFor(all[0] as Cells).options, groups: run.groups, draws: 64 };
    const good = rows.filter(isGood);
    for (const method of ['sobol', 'regression'] as const) {
      const together = new SensitivityRun(options, method).sites(good);
      for (const i of [3, 7, 13, 15]) {
        const [alone] = new SensitivityRun(options, method).sites([good[i] as SiteRow]);
        const figures = (s?: SiteSensitivity) => s?.outputs.map(({ output, ...rest }) => rest);
        expect(figures(together[i])).toEqual(figures(alone));
      }
    }
  });

  test('kernel and interpreter give the same bits', () => {
    for (const method of ['sobol', 'regression'] as const) {
      const [a, b] = (['kernel', 'interpreter'] as const).map((executor) =>
        sensitivity(cells, method, { executor, defaultSpreads: true, draws: 64 }).outputs.map(
          ({ output, ...rest }) => rest,
        ),
      );
      expect(a).toEqual(b);
    }
  });
});
