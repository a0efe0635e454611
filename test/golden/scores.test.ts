/** The two 5-point bands of the city-to-city programme, at every edge, on every basis. */
import { describe, expect, test } from 'vitest';
import { assessRow, assessRows, type Cells } from '../support/assess.ts';
import { steadyLed, steadySolar } from '../support/sites.ts';

const FIGURES = [
  'score_requested_jpy_per_tco2',
  'score_granted_jpy_per_tco2',
  'score_granted_jpy_per_tco2_year',
  'c3p_contract_jpy_per_tco2_year',
];

describe('cost: yen per tonne, rounded up', () => {
  const EDGES: [figure: number, points: number][] = [
    [0, 5],
    [1, 5],
    [3_999.5, 5],
    [4_000, 5],
    [4_000.0000001, 5],
    [4_000.00001, 4],
    [4_000.4, 4],
    [4_001, 4],
    [5_000, 4],
    [5_000.0000004, 4],
    [5_000.1, 3],
    [6_000, 3],
    [6_001, 2],
    [7_000, 2],
    [7_000.5, 1],
    [8_000, 1],
    [8_000.0000001, 1],
    [8_000.001, 0],
    [8_001, 0],
    [1e9, 0],
  ];

  /** 1 t a year for 10 years: 10 t; half of 20 × the figure is asked for. */
  const requesting = (figure: number, more: Cells = {}) =>
    steadySolar(1, { eligible_cost_jpy: 20 * figure, capex_jpy: 20 * figure, ...more });

  test.each(EDGES.filter(([figure]) => figure < 1e9))('requested, the default: %d → %i points', (figure, points) => {
    const s = assessRow(requesting(figure));
    expect(s.number('score_requested_jpy_per_tco2')).toBeCloseTo(figure, 8);
    expect(s.number('score_cost_points')).toBe(points);
    expect(s.label('score_cost_basis')).toBe('requested');
  });

  test.each(EDGES)('contract ÷ annual reductions: %d → %i points', (figure, points) => {
    const s = assessRow(steadySolar(10, { c3p_contract_jpy: 10 * figure }), {
      scenario: { score_cost_basis: 'contract' },
    });
    expect(s.number('c3p_contract_jpy_per_tco2_year')).toBeCloseTo(figure, 8);
    expect(s.number('score_cost_points')).toBe(points);
    expect(s.label('score_cost_basis')).toBe('contract');
  });

  test.each(EDGES.filter(([figure]) => figure <= 8_001 && figure > 0))(
    'granted ÷ annual reductions: %d → %i points',
    (figure, points) => {
      const row = steadySolar(10, { eligible_cost_jpy: 20 * figure });
      const s = assessRow(row, { scenario: { score_cost_basis: 'granted_annual' } });
      expect(s.number('score_granted_jpy_per_tco2_year')).toBeCloseTo(figure, 8);
      expect(s.number('score_cost_points')).toBe(points);
    },
  );

  test('granted ÷ durable reductions never passes the cap of 4,000', () => {
    const scenario = { score_cost_basis: 'granted' };
    for (const figure of [4_000, 4_001, 9_000]) {
      const s = assessRow(requesting(figure), { scenario });
      expect(s.number('score_granted_jpy_per_tco2')).toBeCloseTo(4_000, 8);
      expect(s.number('score_cost_points')).toBe(5);
    }
    const high = { ...scenario, cost_effectiveness_cap_jpy_per_tco2: 6_500 };
    const s = assessRow(requesting(9_000), { scenario: high });
    expect(s.number('score_granted_jpy_per_tco2')).toBeCloseTo(6_500, 8);
    expect(s.number('score_cost_points')).toBe(2);
    expect(s.number('score_requested_jpy_per_tco2')).toBeCloseTo(9_000, 8);
  });

  test('all four figures are given, whatever the basis', () => {
    for (const basis of ['requested', 'granted', 'granted_annual', 'contract']) {
      const s = assessRow(requesting(5_000, { c3p_contract_jpy: 4_500 }), { scenario: { score_cost_basis: basis } });
      expect(FIGURES.map((f) => s.number(f))).toEqual([5_000, 4_000, 40_000, 4_500]);
      expect(s.number('score_cost_points')).toBe({ requested: 4, granted: 5, granted_annual: 0, contract: 4 }[basis]);
    }
  });

  test('no contract: no points on that basis, the others are not touched', () => {
    const row = requesting(5_000);
    expect(assessRow(row, { scenario: { score_cost_basis: 'contract' } }).reason('score_cost_points')).toBe(
      'missing_input:c3p_contract_jpy',
    );
    expect(assessRow(row).number('score_cost_points')).toBe(4);
    expect(assessRow(row).reason('c3p_contract_jpy_per_tco2_year')).toBe('missing_input:c3p_contract_jpy');
  });

  test('no reduction: no figure, not 5 points', () => {
    for (const tonnes of [0, -10]) {
      const s = assessRow(steadySolar(1, { reduction_tco2_per_year: tonnes }));
      expect(s.reason('score_cost_points')).toBe('no_reduction');
      expect(s.number('score_reduction_points')).toBe(0);
    }
  });
});

describe('reductions: annual average over the horizon, rounded down', () => {
  test.each<[tonnes: number, points: number]>([
    [0.5, 0],
    [999, 0],
    [999.9, 0],
    [999.99999, 0],
    [999.9999999, 1],
    [1_000, 1],
    [4_999.9, 1],
    [5_000, 2],
    [9_999.999, 2],
    [10_000, 3],
    [49_999.5, 3],
    [50_000, 4],
    [99_999.99, 4],
    [100_000, 5],
    [1_000_000, 5],
  ])('%d t → %i points', (tonnes, points) => {
    expect(assessRow(steadySolar(1, { reduction_tco2_per_year: tonnes })).number('score_reduction_points')).toBe(
      points,
    );
  });

  test('it is the average, not year 1: 1,000 t, less 10 % in year 2', () => {
    const row = steadySolar(1_000, { degradation_pct_per_year: 10, horizon_years: 2 });
    const s = assessRow(row);
    expect(s.number('reduction_tco2_average')).toBeCloseTo(950, 9);
    expect(s.number('score_reduction_points')).toBe(0);
    expect(assessRow({ ...row, horizon_years: 1 }).number('score_reduction_points')).toBe(1);
  });
});

describe('a proposal of several rows', () => {
  /** Requested 20,000, 30,000 and 25,000 yen; durable 4, 5 and 6 t; annual 0.4, 0.5 and 0.6 t: all × 1,000. */
  const rows = (more: Cells = {}): Cells[] => [
    steadySolar(400, { eligible_cost_jpy: 40_000_000, proposal_id: 'Q', ...more }),
    steadyLed(500, { eligible_cost_jpy: 60_000_000, proposal_id: 'Q', ...more }),
    steadySolar(600, { eligible_cost_jpy: 50_000_000, proposal_id: 'Q', ...more }),
  ];

  test('points are those of Σ yen ÷ Σ tonnes: 75,000,000 ÷ 15,000 t = 5,000 → 4; 1,500 t → 1', () => {
    const { sites } = assessRows(rows());
    for (const s of sites) {
      expect(s.number('score_requested_jpy_per_tco2')).toBeCloseTo(5_000, 8);
      expect(s.number('score_cost_points')).toBe(4);
      expect(s.number('score_reduction_points')).toBe(1);
    }
  });

  test('each alone: 5,000 → 4, 6,000 → 3, 4,166.7 → 4 points; no points for tonnes', () => {
    const { sites } = assessRows(rows({ proposal_id: '' }));
    expect(sites.map((s) => s.number('score_cost_points'))).toEqual([4, 3, 4]);
    expect(sites.map((s) => s.number('score_reduction_points'))).toEqual([0, 0, 0]);
  });

  test('granted: each row is capped by itself, 16 + 20 + 24 million ÷ 15,000 t = 4,000', () => {
    const { sites } = assessRows(rows(), { scenario: { score_cost_basis: 'granted' } });
    expect(sites.map((s) => s.number('subsidy_jpy'))).toEqual([16_000_000, 20_000_000, 24_000_000]);
    for (const s of sites) {
      expect(s.number('score_granted_jpy_per_tco2')).toBeCloseTo(4_000, 8);
      expect(s.number('score_granted_jpy_per_tco2_year')).toBeCloseTo(40_000, 8);
      expect(s.number('score_cost_points')).toBe(5);
    }
  });

  test('the contract is the same in every row and not summed: 9,000,000 ÷ 1,500 t = 6,000 → 3', () => {
    const { sites } = assessRows(rows({ c3p_contract_jpy: 9_000_000 }), { scenario: { score_cost_basis: 'contract' } });
    for (const s of sites) {
      expect(s.number('c3p_contract_jpy_per_tco2_year')).toBeCloseTo(6_000, 8);
      expect(s.number('score_cost_points')).toBe(3);
    }
  });

  test('projects within a proposal: the grant of the project counts', () => {
    const list = rows();
    list[0] = { ...(list[0] as Cells), project_id: 'P' };
    list[2] = { ...(list[2] as Cells), project_id: 'P' };
    const { sites } = assessRows(list, { scenario: { score_cost_basis: 'granted' } });
    // P: 45 million asked, 4,000 × 10,000 t = 40 million; lighting 20 million: 60 ÷ 15,000 t.
    for (const s of sites) expect(s.number('score_granted_jpy_per_tco2')).toBeCloseTo(4_000, 8);
  });

  test('a row without tonnes: no points for the proposal, with what is missing; other proposals go on', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), methodology: 'TH_AM016', reference_factor_tco2_per_mwh: '' };
    const { sites } = assessRows([...list, steadySolar(1_000, { proposal_id: 'R' })]);
    for (const s of sites.slice(0, 3)) {
      expect(s.reason('score_cost_points')).toBe('missing_input:reference_factor_tco2_per_mwh');
      expect(s.reason('score_reduction_points')).toBe('missing_input:reference_factor_tco2_per_mwh');
    }
    expect(sites[3]?.number('score_reduction_points')).toBe(1);
  });

  test('a dropped row: no points for the proposal', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), capex_jpy: 'dear' };
    for (const s of assessRows(list).sites) {
      expect(s.reason('score_cost_points')).toBe('row_dropped');
      expect(s.number('subsidy_jpy')).toBeGreaterThan(0);
    }
  });

  test('a row with a loss of tonnes lowers the sum', () => {
    const list = [...rows(), steadySolar(1, { reduction_tco2_per_year: -501, eligible_cost_jpy: 0, proposal_id: 'Q' })];
    const { sites } = assessRows(list);
    for (const s of sites) expect(s.number('score_reduction_points')).toBe(0); // 999 t
  });
});
