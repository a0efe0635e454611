/** Promises, bands and distances through the real books; what is expected is counted or worked out here. */
import { describe, expect, test } from 'vitest';
import { assess, type Cells, catalog, csvOf } from '../../../test/support/assess.ts';
import { steadyLed, steadySolar } from '../../../test/support/sites.ts';
import type { SiteRow } from '../../assessment/row.ts';
import { basesOf, restsOnBasis, underBasis } from './bases.ts';
import { type Asked, type Judged, judge } from './judge.ts';
import type { Unit } from './unit.ts';
import { PromiseView } from './view.ts';

const asked: Asked = { catalog, confidence: 0.9, sampling: 'sobol', promised: () => undefined };

interface How {
  seed?: number;
  draws?: number;
  scenario?: Readonly<Record<string, unknown>>;
  defaultSpreads?: boolean;
}

/** The first row alone, or all rows as a proposal where they have one. */
function unitOf(rows: readonly Cells[], how: How = {}): { view: PromiseView; unit: Unit; values: SiteRow[] } {
  const { rows: read, scenario } = assess(
    csvOf(rows.map((r, i) => ({ site_id: `S${i + 1}`, ...r }))),
    how.scenario ? { scenario: how.scenario } : {},
  );
  const { draws = 1024, seed = 1, defaultSpreads = false } = how;
  const view = new PromiseView({ catalog, scenario: scenario.values, draws, seed, sampling: 'sobol', defaultSpreads });
  for (const level of ['project', 'proposal'] as const) view.run.gather(level, read);
  const values = read.filter((r): r is SiteRow => !('dropped' in r));
  const proposalId = values[0]?.proposalId ?? '';
  return { view, values, unit: { rows: proposalId ? values : values.slice(0, 1), proposalId } };
}

function judged(rows: readonly Cells[], how: How = {}, more: Partial<Asked> = {}): Judged {
  const { view, unit } = unitOf(rows, how);
  return judge(view, unit, { ...asked, ...more }, true);
}

const score = (j: Judged, column: string) => {
  const hit = j.scores.find((s) => s.score.column === column);
  if (!hit) throw new Error(`no ${column}`);
  return hit;
};
const chanceOf = (j: Judged, column: string, points: number) =>
  score(j, column).bands.find((b) => b.points === points)?.probability;

/** Asks for `figure` yen a tonne: 10 durable years of 1,000 t, half of the cost. */
const requesting = (figure: number, more: Cells = {}) =>
  steadySolar(1000, { capex_jpy: 20_000 * figure, eligible_cost_jpy: 20_000 * figure, ...more });

describe('edges of the bands', () => {
  test.each([
    [4000, 5],
    [4000.0000001, 5],
    [4000.4, 4],
    [4001, 4],
  ])('%d yen a tonne: certainly %i points', (figure, points) => {
    const j = judged([requesting(figure)]);
    expect(score(j, 'score_cost_points').planned).toBe(points);
    expect(chanceOf(j, 'score_cost_points', points)).toBe(1);
    expect(j.scores[0]?.bands.reduce((a, b) => a + b.probability, 0)).toBe(1);
  });

  test.each([
    [999.9, 0],
    [1000, 1],
  ])('%d t a year: certainly %i points', (tonnes, points) => {
    const j = judged([steadySolar(tonnes)]);
    expect(chanceOf(j, 'score_reduction_points', points)).toBe(1);
    expect(score(j, 'score_reduction_points').expected).toBe(points);
  });
});

describe('no spread', () => {
  test('the promise is the plan, and costs nothing', () => {
    const j = judged([steadySolar(1234)]);
    expect(j.planned.average).toBeCloseTo(1234, 9);
    expect(j.everyYear?.perYear).toBeCloseTo(1234, 9);
    expect(j.inTotal?.total).toBeCloseTo(15 * 1234, 6);
    expect(j.everyYear?.points).toBe(j.plannedPoints);
    expect(j.shortfall?.anyYear).toBe(0);
    expect(j.years).toHaveLength(15);
  });

  test('a plant that wears out promises the plan of each year, which is none of the same for all', () => {
    const j = judged([steadySolar(1000, { degradation_pct_per_year: 1 })]);
    const planned = Array.from({ length: 15 }, (_, t) => 1000 * 0.99 ** t);
    const total = (1000 * (1 - 0.99 ** 15)) / 0.01;
    for (const [t, y] of j.years.entries()) {
      expect(y.planned).toBeCloseTo(planned[t] as number, 9);
      expect(y.promise).toBeCloseTo(planned[t] as number, 9);
    }
    expect(j.everyYear).toEqual({ share: 1, perYear: expect.closeTo(total / 15, 8), points: j.plannedPoints });
    expect(j.oneFigure?.perYear).toBeCloseTo(1000 * 0.99 ** 14, 9);
    expect(j.inTotal?.total).toBeCloseTo(total, 8);
    expect(j.shortfall?.anyYear).toBe(0);
  });

  test('held against one figure, the average, its later years fall short', () => {
    const average = (1000 * (1 - 0.99 ** 15)) / 0.01 / 15;
    const j = judged([steadySolar(1000, { degradation_pct_per_year: 1 })], {}, { promised: () => average });
    // The average lies between years 7 and 8 of 15: from year 8 on each falls short, the sum only at the end not.
    expect(j.shortfall?.years.map((y) => y.chance)).toEqual([...Array(7).fill(0), ...Array(8).fill(1)]);
    expect(j.shortfall?.years.at(-1)?.cumulative).toBe(0);
  });

  test('rows of a proposal that end at different years: the promise is the plan, and costs nothing', () => {
    const rows = [
      steadySolar(1800, { proposal_id: 'Q', horizon_years: 10 }),
      steadySolar(600, { proposal_id: 'Q', horizon_years: 15 }),
    ];
    const j = judged(rows);
    // Each row's average counts in the score, over its own horizon; after year 10 one row is left.
    expect(j.planned.average).toBeCloseTo(2400, 9);
    expect(j.years.map((y) => Math.round(y.planned))).toEqual([...Array(10).fill(2400), ...Array(5).fill(600)]);
    const all = { perYear: expect.closeTo(2400, 9), share: 1, points: j.plannedPoints };
    expect(j.everyYear).toEqual(all);
    expect(j.inTotal).toEqual({ ...all, total: expect.closeTo(10 * 2400 + 5 * 600, 8) });
    expect(j.oneFigure?.perYear).toBeCloseTo(600, 9);
    expect(j.shortfall?.anyYear).toBe(0);
  });
});

describe('a uniform spread of the electricity', () => {
  // Tonnes uniform from 800 to 1,200 in every year alike; 1,000 t or more earn a point.
  const ROW = steadySolar(1000, { annual_electricity_mwh: 'uniform(800, 1200)', capacity_kw: 1000 });

  test('nine in ten reach 840 t, every year and in total', () => {
    const j = judged([ROW], { draws: 4096 });
    expect(j.everyYear?.perYear).toBeCloseTo(840, 0);
    expect(j.inTotal?.perYear).toBeCloseTo(840, 0);
    expect(chanceOf(j, 'score_reduction_points', 1)).toBeCloseTo(0.5, 2);
  });

  test('the promise is met in the stated share of fresh draws', () => {
    const promised = judged([ROW], { draws: 4096 }).everyYear?.perYear as number;
    for (const seed of [2, 3, 4]) {
      const { view, unit } = unitOf([ROW], { seed, draws: 4096 });
      const { years } = view.draws(unit);
      const met = years[0]?.filter((_, k) => years.every((y) => (y[k] as number) >= promised)).length ?? 0;
      // One standard error of a share of 0.9 among 4,096 independent draws is 0.0047; nets are closer.
      expect(Math.abs(met / 4096 - 0.9)).toBeLessThan(0.01);
    }
  });

  test('its cost in points: 840 t earn none, the plan of 1,000 t one', () => {
    const j = judged([ROW], { draws: 4096 });
    expect(score(j, 'score_reduction_points').planned).toBe(1);
    // 10 Mio. yen for 10 × 840 t are far below 4,000 yen a tonne either way.
    expect([j.plannedPoints, j.everyYear?.points]).toEqual([6, 5]);
  });

  test('chance to fall short of a promised figure', () => {
    const j = judged([ROW], { draws: 4096 }, { promised: () => 900 });
    for (const y of j.shortfall?.years ?? []) {
      expect(y.chance).toBeCloseTo(0.25, 2);
      expect(y.cumulative).toBeCloseTo(0.25, 2);
    }
  });
});

test('every year anew: all fifteen years reach less than any one', () => {
  // Weather of 3.9 % a year by itself: P10 of one year is 1 − 1.2816 × 0.039.
  const row = steadySolar(1000, { annual_electricity_mwh: 1000 });
  const j = judged([row], { draws: 4096, scenario: { degradation_pct_per_year: 0 }, defaultSpreads: true });
  const p10 = j.years[0]?.reached as number;
  expect(j.everyYear?.perYear).toBeLessThan(p10);
  expect(j.inTotal?.perYear).toBeGreaterThan(j.everyYear?.perYear as number);
});

describe('distance to the next band', () => {
  const distance = (j: Judged, column: string, lever: string) =>
    j.distances.find((d) => d.score.column === column && d.lever === lever);

  test('4,129 yen a tonne: 3.1 % less capex, or less asked for, or more yield; size changes nothing', () => {
    const j = judged([requesting(4129)]);
    const less = 4000 / 4129;
    expect(distance(j, 'score_cost_points', 'capex')?.factor).toBeCloseTo(less, 7);
    expect(distance(j, 'score_cost_points', 'subsidy_requested')?.factor).toBeCloseTo(less, 7);
    expect(distance(j, 'score_cost_points', 'yield')?.factor).toBeCloseTo(1 / less, 7);
    expect(distance(j, 'score_cost_points', 'size')?.factor).toBeNull();
    expect(distance(j, 'score_cost_points', 'capex')?.gained).toBe(1);
    expect(distance(j, 'score_cost_points', 'capex')?.value).toBe(20_000 * 4129);
  });

  test('put into the sheet it gains the point, and a little less does not', () => {
    const factor = distance(judged([requesting(4129)]), 'score_cost_points', 'capex')?.factor as number;
    const at = (f: number) => judged([requesting(4129 * f)]).scores[0]?.planned;
    expect([at(factor), at(factor * 1.00001)]).toEqual([5, 4]);
  });

  test('more tonnes: 950 t want 5.3 % more size or yield', () => {
    const j = judged([steadySolar(950)]);
    for (const lever of ['size', 'yield'])
      expect(distance(j, 'score_reduction_points', lever)?.factor).toBeCloseTo(1000 / 950, 7);
    expect(distance(j, 'score_reduction_points', 'capex')?.factor).toBeNull();
  });

  test('no distance beyond the best band', () => {
    expect(judged([requesting(3000)]).distances.filter((d) => d.score.column === 'score_cost_points')).toEqual([]);
  });

  test('no more sun than the checks of capacity factor and tonnes per kW let pass', () => {
    const row = (yields: number, more: Cells = {}) => ({
      ...steadySolar(500),
      annual_electricity_mwh: '',
      capacity_kw: 500,
      specific_yield_kwh_per_kw: yields,
      ...more,
    });
    // 500 t at 1,000 kWh/kW: twice the sun is 1,000 t and within it.
    const near = distance(judged([row(1000)]), 'score_reduction_points', 'yield');
    expect(near?.factor).toBeCloseTo(2, 6);
    // 300 kW want 3,333 kWh/kW for the same.
    const small = row(1000, { capacity_kw: 300 });
    const far = distance(judged([small]), 'score_reduction_points', 'yield');
    expect(far?.factor).toBeNull();
    // A quarter above the 1.736 t/kW that project_ranges.csv has from published projects; at half the factor the sun ends first.
    expect(far?.tried[1]).toBeCloseTo(1.25 * 1.736, 6);
    const clean = judged([{ ...small, reference_factor_tco2_per_mwh: 0.5 }]);
    expect(distance(clean, 'score_reduction_points', 'yield')?.tried[1]).toBeCloseTo((0.3 * 8760) / 1000, 6);
    // A plan that is implausible as it stands is held to what it does not break yet: all hours of the year.
    const beyond = distance(judged([row(2700, { capacity_kw: 100 })]), 'score_reduction_points', 'yield');
    expect(beyond?.tried[1]).toBeCloseTo(8760 / 2700, 6);
    // The other ways are as free as ever.
    expect(distance(judged([small]), 'score_reduction_points', 'size')?.factor).toBeCloseTo(1000 / 300, 6);
  });

  test('lamps are counted: the next whole one', () => {
    // 20 W less for 1,000 h at 0.9999 t/MWh: 1,000 t want 50,005.0005 lamps.
    const watts = { lamps: 49_000, lamp_power_before_w: 40, lamp_power_after_w: 20, operating_hours_per_year: 1_000 };
    const other = { baseline_electricity_mwh: '', project_electricity_mwh: '', reference_factor_tco2_per_mwh: 0.9999 };
    const d = distance(judged([steadyLed(1, { ...watts, ...other })]), 'score_reduction_points', 'size');
    expect(d).toMatchObject({ value: 49_000, gained: 1, factor: 50_006 / 49_000 });
  });

  test('capacity is changed, what it yields follows', () => {
    const row = { ...steadySolar(950), annual_electricity_mwh: '', specific_yield_kwh_per_kw: 1000 };
    const d = distance(judged([row]), 'score_reduction_points', 'size');
    expect(d?.quantity?.name).toBe('capacity');
    expect(d?.factor).toBeCloseTo(1000 / 950, 7);
  });
});

test('a row of a project: its share of the grant moves with its own cost alone', () => {
  // The cap of 450 yen binds: 9 Mio. for 20,000 t of two like rows. A row's 4,500 yen per annual tonne come down to 4,000 when
  // it asks for 4 / 9 of the sum, that is for 0.8 of what the other asks.
  const row = steadySolar(1000, { project_id: 'P', capex_jpy: 2e8, eligible_cost_jpy: 2e8 });
  const scenario = { score_cost_basis: 'granted_annual', cost_effectiveness_cap_jpy_per_tco2: 450 };
  const { view, unit } = unitOf([row, row], { scenario });
  const j = judge(view, unit, asked, true);
  expect(score(j, 'score_cost_points').planned).toBe(4);
  const d = j.distances.find((x) => x.score.column === 'score_cost_points' && x.lever === 'capex');
  expect(d?.factor).toBeCloseTo(0.8, 7);
});

test('horizons of 10 and 15 years, both uncertain together: nine in ten reach 0.84 of the plan', () => {
  const spread = (tonnes: number) => ({
    annual_electricity_mwh: `uniform(${0.8 * tonnes}, ${1.2 * tonnes})`,
    capacity_kw: tonnes,
    proposal_id: 'Q',
  });
  const rows = [steadySolar(3000, { horizon_years: 10 }), steadySolar(1000, spread(1000))];
  const j = judged([{ ...rows[0], proposal_id: 'Q' }, rows[1] as Cells], { draws: 4096 });
  // The first row is certain and gone after year 10, when all hangs on the second: 0.84 of 1,000 t is reached by nine in ten.
  expect(j.everyYear?.share).toBeCloseTo(0.84, 2);
  expect(j.everyYear?.perYear).toBeCloseTo(0.84 * 4000, -1);
  expect(j.years[0]?.reached).toBeCloseTo(3840, -1);
  // 30,000 t for certain and 15 years of the second.
  expect(j.inTotal?.total).toBeCloseTo(30_000 + 15 * 840, -2);
  // In the middle of the draws: 4,000 t a year as the score counts, not 3,000.
  const median = underBasis(
    unitOf([{ ...rows[0], proposal_id: 'Q' }, rows[1] as Cells]).view,
    j.unit,
    asked,
    'methodology',
    true,
  );
  expect(median.average?.p50).toBeCloseTo(4000, -1);
});

describe('a proposal', () => {
  const rows = [
    steadySolar(600, { proposal_id: 'Q', annual_electricity_mwh: 'uniform(500, 700)', capacity_kw: 6000 }),
    steadyLed(500, { proposal_id: 'Q' }),
  ];

  test('its rows are added draw by draw: 1,000 t or more in three of four', () => {
    const j = judged(rows, { draws: 4096 });
    expect(j.planned.average).toBeCloseTo(1100, 9);
    // 500 + uniform(500, 700) is at least 1,000 always; nine in ten reach 1,020.
    expect(chanceOf(j, 'score_reduction_points', 1)).toBe(1);
    expect(j.everyYear?.perYear).toBeCloseTo(1020, 0);
  });

  test('a lever moves all rows: 10 % less yield would lose the point, 354.5 % more gains one', () => {
    const j = judged(rows);
    const d = j.distances.find((x) => x.score.column === 'score_reduction_points' && x.lever === 'yield');
    expect(d?.factor).toBeCloseTo(5000 / 1100, 6);
    expect(d?.value).toBeUndefined();
  });

  test('rows of one project and one proposal: the plan as it is agrees with assess', () => {
    const project = rows.map((r) => ({ ...r, project_id: 'P' }));
    const { unit, view } = unitOf(project, { scenario: { score_cost_basis: 'granted' } });
    const j = judge(view, unit, asked, true);
    const sheet = assess(csvOf(project.map((r, i) => ({ site_id: `S${i + 1}`, ...r }))), {
      scenario: { score_cost_basis: 'granted' },
    });
    for (const s of j.scores) expect(s.planned).toBe(sheet.sites[0]?.value(s.score.column));
  });

  test('without a row that was dropped there is none', () => {
    const j = judged([...rows, { ...steadySolar(1), proposal_id: 'Q', country: 'XX' }]);
    expect(j.planned.reason).toBe('row_dropped');
    expect(j.scores).toEqual([]);
    expect(j.everyYear).toBeNull();
  });
});

describe('bases of the factor', () => {
  test('tonnes go with the factor', () => {
    // The rows of grid_factors.csv and of the methodology for Viet Nam.
    const factors = { methodology: 0.333, 'combined-margin': 0.6592, 'operating-margin': 0.56, average: 0.4607 };
    const read = assess(csvOf([{ site_id: 'S1', ...steadySolar(1000, { reference_factor_tco2_per_mwh: '' }) }]));
    const unit: Unit = { rows: [read.rows[0] as SiteRow], proposalId: '' };
    const settings = { catalog, draws: 64, seed: 1, sampling: 'sobol', defaultSpreads: false } as const;
    const bases = basesOf(catalog).map(({ basis, scenario }) => {
      const view = new PromiseView({ ...settings, scenario });
      expect(restsOnBasis(view, unit, catalog)).toBe(true);
      return underBasis(view, unit, asked, basis, true);
    });
    expect(bases.map((b) => b.basis)).toEqual(Object.keys(factors));
    expect(bases.flatMap((b) => b.given)).toEqual([]);
    for (const [i, factor] of Object.values(factors).entries()) {
      expect(bases[i]?.planned).toBeCloseTo(1000 * factor, 8);
      expect(bases[i]?.average?.p50).toBeCloseTo(1000 * factor, 8);
      expect(bases[i]?.everyYear).toBeCloseTo(1000 * factor, 8);
      expect(bases[i]?.expected).toMatchObject({ score_reduction_points: 0 });
    }
  });

  test('a factor of the sheet stands in the place of that of the methodology, and of no other', () => {
    const { unit } = unitOf([steadySolar(1000, { reference_factor_tco2_per_mwh: 0.5 })]);
    const settings = { catalog, draws: 64, seed: 1, sampling: 'sobol', defaultSpreads: false } as const;
    const bases = basesOf(catalog).map(({ basis, scenario }) =>
      underBasis(new PromiseView({ ...settings, scenario }), unit, asked, basis, true),
    );
    expect(bases[0]).toMatchObject({ basis: 'methodology', given: ['S1'], planned: expect.closeTo(500, 9) });
    expect(bases.slice(1).map((b) => b.given)).toEqual([[], [], []]);
  });

  test('a site known by its tonnes does not rest on any', () => {
    const { view, unit } = unitOf([{ country: 'VN', technology: 'solar-pv', reduction_tco2_per_year: 100 }]);
    expect(view.planned(unit).average).toBeCloseTo(100, 9);
    expect(restsOnBasis(view, unit, catalog)).toBe(false);
  });
});
