/** The grant: every edge of rates, caps, floors, groups and eligibility; legal durable years; credits. Expected by hand. */
import { describe, expect, test } from 'vitest';
import { assessRow, assessRows, type Cells } from '../support/assess.ts';
import { steadyCogeneration, steadyLed, steadySolar } from '../support/sites.ts';

const YEN = 6; // digits after the point of a yen that must be right

describe('rate ceiling by earlier similar projects', () => {
  test.each([
    [0, 0.5],
    [1, 0.4],
    [3, 0.4],
    [4, 0.3],
    [5, 0.3],
  ])('%i projects: %d', (projects, rate) => {
    const s = assessRow(steadySolar(1000, { similar_projects: projects, eligible_cost_jpy: 10_000_000 }));
    expect(s.number('subsidy_rate_ceiling')).toBeCloseTo(rate, 12);
    expect(s.number('subsidy_requested_jpy')).toBeCloseTo(rate * 10_000_000, YEN);
    expect(s.number('subsidy_jpy')).toBeCloseTo(rate * 10_000_000, YEN);
    expect(s.number('subsidy_rate')).toBeCloseTo(rate, 12);
    expect(s.label('subsidy_limit')).toBe('rate');
    expect(s.number('own_burden_jpy')).toBeCloseTo((1 - rate) * 10_000_000, YEN);
  });

  test('blank: counted from the list of adopted projects, with a warning; rows of a sheet do not raise it', () => {
    const rows = [1, 2, 3].map(() => steadySolar(1000, { country: 'GE', similar_projects: '' }));
    const { sites } = assessRows(rows);
    for (const s of sites) {
      expect(s.number('subsidy_rate_ceiling')).toBeCloseTo(0.4, 12); // one project in Georgia
      expect(s.warnings).toContain('tier_assumed');
    }
  });
});

describe('eligible cost', () => {
  test('other income is subtracted', () => {
    const s = assessRow(steadySolar(1000, { eligible_cost_jpy: 10_000_000, other_income_jpy: 4_000_000 }));
    expect(s.number('subsidy_jpy')).toBeCloseTo(3_000_000, YEN);
    expect(s.number('subsidy_rate')).toBeCloseTo(0.5, 12);
  });

  test('more other income than cost: no eligible cost, no rate', () => {
    const s = assessRow(steadySolar(1000, { eligible_cost_jpy: 10_000_000, other_income_jpy: 11_000_000 }));
    expect(s.number('subsidy_jpy')).toBe(0);
    expect(s.reason('subsidy_rate')).toBe('no_eligible_cost');
  });

  test('blank: the initial cost, with a warning', () => {
    const s = assessRow(steadySolar(1000, { capex_jpy: 12_000_000, eligible_cost_jpy: '' }));
    expect(s.number('subsidy_jpy')).toBeCloseTo(6_000_000, YEN);
    expect(s.warnings).toContain('eligible_cost_assumed');
  });
});

describe('cost-effectiveness cap: 1,000 t a year for 10 years, 4,000 yen/t → 40,000,000 yen', () => {
  const site = (eligible: number) => assessRow(steadySolar(1000, { eligible_cost_jpy: eligible }));

  test('requested exactly 4,000 yen/t: the rate binds', () => {
    const s = site(80_000_000);
    expect(s.number('subsidy_jpy')).toBeCloseTo(40_000_000, YEN);
    expect(s.number('subsidy_jpy_per_tco2')).toBeCloseTo(4_000, 9);
    expect(s.label('subsidy_limit')).toBe('rate');
  });

  test('a yen more: the cap binds', () => {
    const s = site(80_000_002);
    expect(s.number('subsidy_requested_jpy')).toBeCloseTo(40_000_001, YEN);
    expect(s.number('subsidy_jpy')).toBeCloseTo(40_000_000, YEN);
    expect(s.number('subsidy_jpy_per_tco2')).toBeCloseTo(4_000, 9);
    expect(s.number('subsidy_requested_jpy_per_tco2')).toBeCloseTo(4_000.0001, 9);
    expect(s.label('subsidy_limit')).toBe('cost-effectiveness');
  });

  test('a yen less: the rate binds', () => {
    const s = site(79_999_998);
    expect(s.number('subsidy_jpy')).toBeCloseTo(39_999_999, YEN);
    expect(s.label('subsidy_limit')).toBe('rate');
  });

  test('durable reductions are degraded: year 1 whole, then 10 % less each', () => {
    const s = assessRow(
      steadySolar(1000, { degradation_pct_per_year: 10, legal_durable_years: 3, eligible_cost_jpy: 80_000_000 }),
    );
    expect(s.number('reduction_tco2_durable')).toBeCloseTo(1000 + 900 + 810, 9);
    expect(s.number('subsidy_jpy')).toBeCloseTo(4_000 * 2_710, YEN);
  });

  test('a lower cap in a scenario', () => {
    const row = steadySolar(1000, { eligible_cost_jpy: 80_000_000 });
    const s = assessRow(row, { scenario: { cost_effectiveness_cap_jpy_per_tco2: 2_500 } });
    expect(s.number('subsidy_jpy')).toBeCloseTo(25_000_000, YEN);
    expect(s.label('subsidy_limit')).toBe('cost-effectiveness');
  });

  test('subsidy per tonne of annual reduction: over the average of the horizon', () => {
    const s = assessRow(steadySolar(1000, { horizon_years: 7, eligible_cost_jpy: 20_000_000 }));
    expect(s.number('subsidy_jpy_per_tco2_year')).toBeCloseTo(10_000, 9);
    expect(s.number('capex_jpy_per_tco2')).toBeCloseTo(10_000_000 / 7_000, 9);
    expect(s.number('capex_jpy_per_tco2_year')).toBeCloseTo(10_000, 9);
  });
});

describe('cap of 2,000,000,000 yen per project', () => {
  const site = (eligible: number) =>
    assessRow(steadySolar(1_000_000, { capex_jpy: eligible, eligible_cost_jpy: eligible }));

  test('exactly: the rate binds', () => {
    const s = site(4_000_000_000);
    expect(s.number('subsidy_jpy')).toBe(2_000_000_000);
    expect(s.label('subsidy_limit')).toBe('rate');
  });

  test('above: the cap binds', () => {
    const s = site(4_000_000_002);
    expect(s.number('subsidy_requested_jpy')).toBe(2_000_000_001);
    expect(s.number('subsidy_jpy')).toBe(2_000_000_000);
    expect(s.label('subsidy_limit')).toBe('cap');
  });
});

describe('floor of 50,000,000 yen, in the call of fiscal 2018 only', () => {
  const site = (eligible: number, programme: string) =>
    assessRow(steadySolar(10_000, { capex_jpy: eligible, eligible_cost_jpy: eligible, programme }));

  test('a yen below', () => {
    const s = site(99_999_998, 'jcm-model-project@2018');
    expect(s.label('eligible')).toBe('no');
    expect(s.number('subsidy_jpy')).toBe(0);
    expect(s.number('subsidy_jpy_if_eligible')).toBeCloseTo(49_999_999, YEN);
    expect(s.number('own_burden_jpy')).toBe(99_999_998);
  });

  test('exactly', () => {
    const s = site(100_000_000, 'jcm-model-project@2018');
    expect(s.label('eligible')).toBe('yes');
    expect(s.number('subsidy_jpy')).toBeCloseTo(50_000_000, YEN);
  });

  test.each(['jcm-model-project@2022', 'jcm-model-project@2023', 'jcm-model-project@2025', 'jcm-model-project', ''])(
    'not in "%s"',
    (programme) => {
      const s = site(99_999_998, programme);
      expect(s.label('eligible')).toBe('yes');
      expect(s.number('subsidy_jpy')).toBeCloseTo(49_999_999, YEN);
    },
  );

  test('it is asked of the project, not of the row', () => {
    const half = { capex_jpy: 50_000_000, eligible_cost_jpy: 50_000_000, programme: 'jcm-model-project@2018' };
    const { sites } = assessRows([0, 1].map(() => steadySolar(10_000, { ...half, project_id: 'P' })));
    for (const s of sites) {
      expect(s.label('eligible')).toBe('yes');
      expect(s.number('subsidy_jpy')).toBeCloseTo(25_000_000, YEN);
    }
  });
});

describe('a project of solar, lighting and cogeneration', () => {
  /** Rates 50, 40 and 30 %; requested 10, 8 and 12 million yen; durable 5,000, 1,500 and 4,000 t. */
  const rows = (more: Cells = {}): Cells[] => [
    steadySolar(500, {
      country: 'TH',
      programme: 'jcm-model-project@2022',
      similar_projects: 0,
      eligible_cost_jpy: 20_000_000,
      legal_durable_years: 10,
      project_id: 'P',
      ...more,
    }),
    steadyLed(100, {
      programme: 'jcm-model-project@2022',
      similar_projects: 1,
      eligible_cost_jpy: 20_000_000,
      legal_durable_years: 15,
      project_id: 'P',
      ...more,
    }),
    steadyCogeneration(500, {
      programme: 'jcm-model-project@2022',
      similar_projects: 4,
      eligible_cost_jpy: 40_000_000,
      legal_durable_years: 8,
      project_id: 'P',
      ...more,
    }),
  ];

  const grants = (list: readonly Cells[], options = {}) =>
    assessRows(list, options).sites.map((s) => s.number('subsidy_jpy'));

  test('below both caps: each row gets what it asks for', () => {
    const { sites } = assessRows(rows());
    expect(sites.map((s) => s.number('subsidy_requested_jpy'))).toEqual([10_000_000, 8_000_000, 12_000_000]);
    expect(sites.map((s) => Math.round(s.number('reduction_tco2_durable')))).toEqual([5_000, 1_500, 4_000]);
    expect(grants(rows())).toEqual([10_000_000, 8_000_000, 12_000_000]);
    expect(sites.map((s) => s.label('subsidy_limit'))).toEqual(['rate', 'rate', 'rate']);
    expect(sites.map((s) => s.label('eligible'))).toEqual(['yes', 'yes', 'yes']);
  });

  test('lighting alone would be cut (8,000,000 > 4,000 × 1,500 t), in the group it is not', () => {
    const [, led] = rows({ project_id: '' });
    expect(assessRow(led as Cells).number('subsidy_jpy')).toBeCloseTo(6_000_000, YEN);
  });

  test('yen per tonne of the group: 2,000 × 10,500 t = 21 million, shared as 10 : 8 : 12', () => {
    const scenario = { cost_effectiveness_cap_jpy_per_tco2: 2_000 };
    const { sites } = assessRows(rows(), { scenario });
    const expected = [7_000_000, 5_600_000, 8_400_000];
    for (const [i, s] of sites.entries()) {
      expect(s.number('subsidy_jpy')).toBeCloseTo(expected[i] as number, YEN);
      expect(s.label('subsidy_limit')).toBe('cost-effectiveness');
    }
  });

  test('exactly at the yen per tonne of the group: 30,000,000 ÷ 10,000 t', () => {
    const list = rows();
    list[2] = { ...(list[2] as Cells), legal_durable_years: 7 }; // 5,000 + 1,500 + 3,500 t
    const { sites } = assessRows(list, { scenario: { cost_effectiveness_cap_jpy_per_tco2: 3_000 } });
    expect(sites.map((s) => s.label('subsidy_limit'))).toEqual(['rate', 'rate', 'rate']);
  });

  test('cap of the group: 2 billion, shared as 10 : 8 : 12', () => {
    const big = rows().map((r): Cells => {
      const cost = 1_000 * Number(r.eligible_cost_jpy);
      const scaled = Object.fromEntries(
        Object.entries(r).map(([k, v]) => [
          k,
          /_mwh$|_gj_ncv$|^capacity/.test(k) && !/factor|price/.test(k) ? 1_000 * Number(v) : v,
        ]),
      );
      return { ...scaled, capex_jpy: cost, eligible_cost_jpy: cost };
    });
    const { sites } = assessRows(big);
    const expected = [10 / 30, 8 / 30, 12 / 30].map((share) => share * 2e9);
    for (const [i, s] of sites.entries()) {
      expect(s.number('subsidy_jpy')).toBeCloseTo(expected[i] as number, 4);
      expect(s.label('subsidy_limit')).toBe('cap');
    }
  });

  test('the order of the rows does not matter', () => {
    const scenario = { cost_effectiveness_cap_jpy_per_tco2: 2_000 };
    const [a, b, c] = grants(rows(), { scenario });
    const turned = grants([...rows()].reverse(), { scenario });
    for (const [i, x] of [c, b, a].entries()) expect(turned[i]).toBeCloseTo(x as number, YEN);
  });

  test('a dropped row: what the group decides is null with row_dropped, what the row has of its own stays', () => {
    const list = rows({ proposal_id: 'Q' });
    list[1] = { ...(list[1] as Cells), capex_jpy: 'dear' };
    const { sites, dropped } = assessRows(list);
    expect(dropped.map((d) => d.findings.map((f) => f.code))).toEqual([['not_a_number']]);
    expect(sites).toHaveLength(2);
    for (const s of sites) {
      for (const o of [
        'subsidy_jpy',
        'subsidy_jpy_if_eligible',
        'subsidy_limit',
        'npv_jpy',
        'subsidy_rate',
        'own_burden_jpy',
      ]) {
        expect(s.value(o), o).toBeNull();
        expect(s.reason(o), o).toBe('row_dropped');
      }
      for (const o of ['score_cost_points', 'score_reduction_points', 'score_requested_jpy_per_tco2']) {
        expect(s.reason(o), o).toBe('row_dropped');
      }
      expect(s.number('reduction_tco2_year1')).toBeCloseTo(500, 9);
      expect(s.number('subsidy_requested_jpy')).toBeGreaterThan(0);
      expect(s.value('npv_jpy_without_subsidy')).not.toBeNull();
    }
  });

  test('a row of another project is not touched by it', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), capex_jpy: 'dear' };
    const { sites } = assessRows([...list, { ...(rows()[0] as Cells), project_id: 'other' }]);
    expect(sites.at(-1)?.number('subsidy_jpy')).toBeCloseTo(10_000_000, YEN);
  });

  test('a row whose reductions cannot be had: the grant of all is null, with what is missing', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), methodology: 'TH_AM016', reference_factor_tco2_per_mwh: '' };
    const { sites, dropped } = assessRows(list);
    expect(dropped).toEqual([]);
    for (const s of sites) {
      expect(s.value('subsidy_jpy')).toBeNull();
      expect(s.reason('subsidy_jpy')).toBe('missing_input:reference_factor_tco2_per_mwh');
      expect(s.number('subsidy_requested_jpy')).toBeGreaterThan(0);
    }
  });

  test('a row whose cost is missing: the same', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), capex_jpy: '', eligible_cost_jpy: '' };
    for (const s of assessRows(list).sites) expect(s.reason('subsidy_jpy')).toBe('missing_input:capex_jpy');
  });

  test('an ineligible row gets nothing and is not counted: 4,000 × 9,000 t is still above 22 million', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), owner_type: 'government' };
    const { sites } = assessRows(list);
    expect(sites.map((s) => s.number('subsidy_jpy'))).toEqual([10_000_000, 0, 12_000_000]);
    expect(sites.map((s) => s.label('eligible'))).toEqual(['yes', 'no', 'yes']);
    expect(sites[1]?.number('subsidy_jpy_if_eligible')).toBeCloseTo(8_000_000, YEN);
  });

  test('an ineligible row whose reductions cannot be had does not stop the others', () => {
    const list = rows();
    const unknown = { methodology: 'TH_AM016', reference_factor_tco2_per_mwh: '', owner_type: 'government' };
    list[1] = { ...(list[1] as Cells), ...unknown };
    const { sites } = assessRows(list);
    expect(sites.map((s) => s.number('subsidy_jpy'))).toEqual([10_000_000, 0, 12_000_000]);
    expect(sites[1]?.reason('subsidy_jpy_if_eligible')).toBe('missing_input:reference_factor_tco2_per_mwh');
  });

  test('its tonnes do not carry the others: 2,000 × 9,000 t = 18 million, shared as 10 : 12', () => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), existing_subsidy: 'japanese' };
    const { sites } = assessRows(list, { scenario: { cost_effectiveness_cap_jpy_per_tco2: 2_000 } });
    const expected = [18e6 * (10 / 22), 0, 18e6 * (12 / 22)];
    for (const [i, s] of sites.entries()) expect(s.number('subsidy_jpy')).toBeCloseTo(expected[i] as number, YEN);
    // Were it eligible, the group would be all three: 21 million, of which it would have 8 ÷ 30.
    expect(sites[1]?.number('subsidy_jpy_if_eligible')).toBeCloseTo(5_600_000, YEN);
  });

  test.each<[what: string, cells: Cells]>([
    ['country', { country: 'VN' }],
    ['programme', { programme: 'jcm-model-project@2018' }],
  ])('rows that differ in %s: said', (what, cells) => {
    const list = rows();
    list[1] = { ...(list[1] as Cells), ...cells };
    const { run } = assessRows(list);
    expect(run.groupFindings().map((f) => [f.code, f.params])).toEqual([['group_mixed', { group: 'P', what }]]);
    expect(assessRows(rows()).run.groupFindings()).toEqual([]);
  });

  test('a group of one is a row that stands alone', () => {
    const [solar] = rows();
    const alone = assessRow({ ...solar, project_id: '' });
    const { all } = assessRow(solar as Cells);
    expect(all).toEqual(alone.all);
  });
});

describe('eligibility', () => {
  const state = (more: Cells) => assessRow(steadySolar(1000, more));

  test.each<[why: string, cells: Cells, eligible: string, warning: string | undefined]>([
    ['partner country, private owner', {}, 'yes', undefined],
    ['state-owned company', { owner_type: 'state-owned' }, 'yes', undefined],
    ['the government itself', { owner_type: 'government' }, 'no', undefined],
    ['another Japanese subsidy', { existing_subsidy: 'japanese' }, 'no', undefined],
    ['a subsidy of another country', { existing_subsidy: 'other' }, 'yes', undefined],
    ['candidate country', { country: 'Brazil' }, 'unknown', 'country_is_candidate'],
    ['candidate of an earlier call', { country: 'South Africa' }, 'no', 'country_not_partner'],
    ['Japan', { country: 'Japan' }, 'no', 'country_not_partner'],
    ['a country without agreement', { country: 'US' }, 'no', 'country_not_partner'],
    ['solar in Thailand, call of 2022', { country: 'TH', programme: 'jcm-model-project@2022' }, 'yes', undefined],
    [
      'solar in Thailand, call of 2023',
      { country: 'TH', programme: 'jcm-model-project@2023' },
      'no',
      'technology_excluded',
    ],
    ['solar in Thailand, newest call', { country: 'TH' }, 'unknown', 'exclusion_in_another_call'],
    [
      'floating solar in Thailand, call of 2023',
      { country: 'TH', technology: 'floating-solar-pv', programme: 'jcm-model-project@2023' },
      'unknown',
      'exclusion_in_another_call',
    ],
    ['Myanmar, newest call', { country: 'MM' }, 'unknown', 'exclusion_in_another_call'],
  ])('%s', (_, cells, eligible, warning) => {
    const s = state(cells);
    expect(s.label('eligible')).toBe(eligible);
    const codes = ['country_is_candidate', 'country_not_partner', 'technology_excluded', 'exclusion_in_another_call'];
    expect(codes.filter((c) => s.warnings.includes(c))).toEqual(warning ? [warning] : []);
    expect(s.number('subsidy_jpy')).toBe(eligible === 'no' ? 0 : 5_000_000);
    expect(s.number('subsidy_jpy_if_eligible')).toBe(5_000_000);
    expect(s.number('own_burden_jpy')).toBe(eligible === 'no' ? 10_000_000 : 5_000_000);
  });

  test('lighting in Thailand is not touched by the exclusion of solar', () => {
    for (const programme of ['jcm-model-project@2023', '']) {
      expect(assessRow(steadyLed(1000, { programme })).label('eligible')).toBe('yes');
    }
  });

  test('no is stronger than unknown', () => {
    expect(state({ country: 'BR', owner_type: 'government' }).label('eligible')).toBe('no');
  });

  test('blank owner and other subsidy: private and none, said', () => {
    const s = state({ owner_type: '', existing_subsidy: '' });
    expect(s.label('eligible')).toBe('yes');
    expect(s.warnings).toContain('eligibility_assumed');
    expect(state({}).warnings).not.toContain('eligibility_assumed');
  });

  test.each([0, -1000])('reductions of %i: no grant, never below 0', (tonnes) => {
    const s = assessRow(steadySolar(1, { reduction_tco2_per_year: tonnes }));
    expect(s.number('reduction_tco2_durable')).toBe(10 * tonnes);
    expect(s.label('eligible')).toBe('no');
    expect(s.number('subsidy_jpy')).toBe(0);
    expect(s.number('subsidy_jpy_if_eligible')).toBe(0);
    expect(s.reason('subsidy_jpy_per_tco2')).toBe('no_reduction');
    expect(s.warnings.includes('negative_reduction')).toBe(tonnes < 0);
  });

  test('reductions that cannot be had: eligible is unknown, the grant null', () => {
    const s = assessRow(steadySolar(1000, { country: 'MN', reference_factor_tco2_per_mwh: '' }));
    expect(s.label('eligible')).toBe('unknown');
    expect(s.reason('subsidy_jpy')).toBe('missing_input:reference_factor_tco2_per_mwh');
  });
});

describe('legal durable years', () => {
  const solar = (more: Cells) => steadySolar(1000, { legal_durable_years: '', ...more });
  test.each<[why: string, row: Cells, years: number]>([
    ['solar of a construction company, own use', solar({ power_use: 'self', industry: 'construction' }), 6],
    ['solar of a car factory, own use', solar({ power_use: 'self', industry: 'transport-equipment' }), 9],
    ['the same plant, power sold', solar({ power_use: 'grid', industry: 'transport-equipment' }), 17],
    ['the same plant, power agreement', solar({ power_use: 'ppa', industry: 'transport-equipment' }), 17],
    ['solar, nothing stated', solar({ power_use: '' }), 17],
    ['floating solar, power sold', solar({ power_use: 'grid', technology: 'floating-solar-pv' }), 17],
    ['lighting in a building', steadyLed(1, { legal_durable_years: '' }), 15],
    ['lighting in a car factory', steadyLed(1, { legal_durable_years: '', industry: 'transport-equipment' }), 15],
    ['lighting, use not stated', steadyLed(1, { legal_durable_years: '', lighting_use: '' }), 15],
    [
      'cogeneration of a car factory',
      steadyCogeneration(1, { legal_durable_years: '', industry: 'transport-equipment' }),
      9,
    ],
    ['cogeneration, nothing stated', steadyCogeneration(1, { legal_durable_years: '' }), 15],
    [
      'cogeneration as an energy service',
      steadyCogeneration(1, { legal_durable_years: '', power_use: 'ppa', industry: 'transport-equipment' }),
      15,
    ],
    ['the column wins', solar({ power_use: 'grid', legal_durable_years: 6 }), 6],
  ])('%s: %s', (_, row, years) => {
    const s = assessRow({ ...row, ...(row.technology === 'gas-cogeneration' ? { capacity_kw: 1 } : {}) });
    expect(s.number('legal_durable_years')).toBe(years);
    expect(s.number('reduction_tco2_durable')).toBeCloseTo(years * s.number('reduction_tco2_year1'), 6);
  });

  test('street lights: not known, the user gives it', () => {
    const s = assessRow(steadyLed(1, { legal_durable_years: '', lighting_use: 'street' }));
    expect(s.reason('legal_durable_years')).toBe('missing_input:legal_durable_years');
    expect(s.reason('subsidy_jpy')).toBe('missing_input:legal_durable_years');
    expect(s.number('reduction_tco2_horizon')).toBeCloseTo(15, 9);
    expect(assessRow(steadyLed(1, { legal_durable_years: 10, lighting_use: 'street' })).number('subsidy_jpy')).toBe(
      40_000,
    );
  });

  test('blank industry and use are said', () => {
    expect(assessRow(solar({ power_use: '' })).warnings).toContain('durable_years_assumed');
    expect(assessRow(solar({ power_use: 'grid' })).warnings).not.toContain('durable_years_assumed');
    expect(assessRow(steadySolar(1)).warnings).not.toContain('durable_years_assumed');
  });
});

describe('credits', () => {
  const PARTS = ['goj', 'jp_participants', 'host_government', 'host_participants'] as const;
  const split = (tonnes: number, more: Cells = {}) => {
    const s = assessRow(steadySolar(1, { reduction_tco2_per_year: tonnes, horizon_years: 1, ...more }));
    return PARTS.map((p) => s.number(`credits_${p}_tco2`));
  };

  test.each<[why: string, tonnes: number, cells: Cells, parts: number[]]>([
    ['even', 100, {}, [50, 50, 0, 0]],
    ['an odd tonne goes to the Government of Japan', 101, {}, [51, 50, 0, 0]],
    ['one tonne', 1, {}, [1, 0, 0, 0]],
    ['less than one', 0.9, {}, [0, 0, 0, 0]],
    ['rounded to 1e-6 first', 0.9999999, {}, [1, 0, 0, 0]],
    ['not more than that', 0.99999, {}, [0, 0, 0, 0]],
    ['fractions are cut', 101.99, {}, [51, 50, 0, 0]],
    ['four shares', 101, { host_government_share_pct: 20, host_participants_share_pct: 10 }, [51, 20, 20, 10]],
    [
      'each rounded down by itself',
      7,
      { goj_share_pct: 50, host_government_share_pct: 15, host_participants_share_pct: 15 },
      [4, 1, 1, 1],
    ],
    ['all to the Government of Japan', 101, { goj_share_pct: 100 }, [101, 0, 0, 0]],
    ['nothing left for Japanese participants', 101, { host_government_share_pct: 50 }, [51, 0, 50, 0]],
    [
      'shares that binary fractions do not hit',
      1000,
      { host_government_share_pct: 20, host_participants_share_pct: 10 },
      [500, 200, 200, 100],
    ],
    ['a negative year issues none', -5, {}, [0, 0, 0, 0]],
    ['rounding every year, sum over the horizon', 101, { horizon_years: 3 }, [153, 150, 0, 0]],
    [
      'none after the horizon',
      101,
      { horizon_years: 2, evaluation_years: 20, legal_durable_years: 17 },
      [102, 100, 0, 0],
    ],
  ])('%s', (_, tonnes, cells, parts) => {
    expect(split(tonnes, cells)).toEqual(parts);
  });

  test('degraded: 100, 99.5 and 99.0025 t are 100, 99 and 99 credits', () => {
    const s = assessRow(steadySolar(100, { degradation_pct_per_year: 0.5, horizon_years: 3 }));
    expect(s.number('credits_goj_tco2')).toBe(50 + 50 + 50);
    expect(s.number('credits_jp_participants_tco2')).toBe(50 + 49 + 49);
  });

  test('shares above 100: no split and no credit income', () => {
    const s = assessRow(
      steadySolar(100, { goj_share_pct: 60, host_government_share_pct: 30, host_participants_share_pct: 20 }),
    );
    expect(s.reason('credits_jp_participants_tco2')).toBe('shares_exceed_100');
    expect(s.reason('credits_goj_tco2')).toBe('shares_exceed_100');
    expect(s.reason('npv_jpy')).toBe('shares_exceed_100');
    expect(s.value('npv_jpy_without_subsidy')).not.toBeNull();
  });

  test('only participants earn: 20 + 10 of 101 t at 1,000 yen a year, no discount', () => {
    const row = steadySolar(101, {
      reduction_tco2_per_year: 101,
      host_government_share_pct: 20,
      host_participants_share_pct: 10,
      discount_rate_pct: 0,
      horizon_years: 4,
    });
    const without = assessRow(row).number('npv_jpy');
    const earned = assessRow({ ...row, credit_price_jpy_per_tco2: 1_000 });
    expect(earned.number('npv_jpy') - without).toBeCloseTo(4 * 30 * 1_000, YEN);
    expect(earned.number('npv_jpy_without_subsidy')).toBeCloseTo(assessRow(row).number('npv_jpy_without_subsidy'), YEN);
  });

  test('less than half for the Government of Japan is refused', () => {
    const { dropped } = assessRows([steadySolar(100, { goj_share_pct: 49 })]);
    expect(dropped[0]?.findings.map((f) => f.code)).toEqual(['out_of_range']);
  });
});
