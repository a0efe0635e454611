/** Published projects: what was printed of them comes out again, and would not if a factor, a unit or a formula were another. */
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../src/catalog/index.ts';
import { assess, assessRow, catalog, csvOf, fixture, records, type Site } from '../support/assess.ts';
import { changed, changeFormula, quantity, setFactor } from '../support/mutate.ts';

const CASES = new Map(records('published-cases.csv').map((r) => [r.site_id as string, r]));
const EXPECTED = records('published-expected.csv');

/** Rows of level C whose methodology does not fix a factor that was found, or fixes one per grid: why there is no result. */
const NO_FACTOR: Readonly<Record<string, string>> = {
  C022: 'missing_input:reference_factor_tco2_per_mwh',
  C025: 'missing_input:reference_factor_tco2_per_mwh',
  C029: 'missing_input:grid',
  C030: 'missing_input:grid',
  C039: 'missing_input:reference_factor_tco2_per_mwh',
  C042: 'missing_input:grid',
  C043: 'missing_input:grid',
  C045: 'missing_input:grid',
  C046: 'missing_input:grid',
};

/** Columns of which lighting and cogeneration rows lack at least one, so that there is no result. */
const UNPRINTED = {
  'led-lighting': ['lamp_power_before_w', 'lamp_power_after_w', 'operating_hours_per_year'],
  'gas-cogeneration': [
    'operating_hours_per_year',
    'load_factor_pct',
    'annual_electricity_mwh',
    'electrical_efficiency_pct',
    'fuel_gj_ncv',
    'reference_factor_tco2_per_mwh',
  ],
};

type Line = Readonly<Record<string, string>>;

/** The row of a line, with the factor that its printed figures imply where the line tests that. */
function run(books: Catalog): (line: Line) => Site {
  const plain = assess(fixture('published-cases.csv'), { catalog: books });
  return (line) => {
    if (line.test !== 'implied-factor') return plain.site(line.site_id as string);
    const cells = {
      ...CASES.get(line.site_id as string),
      reference_factor_tco2_per_mwh: line.factor_implied as string,
    };
    return assess(csvOf([cells]), { catalog: books }).site(line.site_id as string);
  };
}

/** What is wrong with a line's result; nothing when it is as published. */
function difference(line: Line, site: Site): string | undefined {
  const at = `${line.site_id} ${line.output} (${line.test})`;
  if (line.test === 'flag') return flagFault(line, site, at);
  const value = site.value(line.output as string);
  if (value === null) {
    const reason = site.reason(line.output as string);
    const known = line.test === 'band' ? NO_FACTOR[line.site_id as string] : undefined;
    return reason === known ? undefined : `${at}: null, ${reason}`;
  }
  if (line.site_id && line.site_id in NO_FACTOR) return `${at}: ${value}, where no factor is known`;
  if (line.test === 'band') {
    return value >= Number(line.low) && value <= Number(line.high) ? undefined : `${at}: ${value} is out of the band`;
  }
  const off = Math.abs(value - Number(line.published));
  return off <= Number(line.tolerance) ? undefined : `${at}: ${value} for ${line.published}`;
}

function flagFault(line: Line, site: Site, at: string): string | undefined {
  if (line.flag !== 'missing_input') {
    return site.warnings.includes(line.flag as string) ? undefined : `${at}: no ${line.flag}`;
  }
  const reason = site.reason(line.output as string) ?? '';
  const row = CASES.get(line.site_id as string) as Line;
  const lacking = UNPRINTED[row.technology as keyof typeof UNPRINTED].filter((c) => !row[c]);
  return lacking.some((c) => reason === `missing_input:${c}`) ? undefined : `${at}: ${reason}`;
}

function differences(books: Catalog): string[] {
  const site = run(books);
  return EXPECTED.map((line) => difference(line, site(line))).filter((d) => d !== undefined);
}

const faults = (books: Catalog): string[] => [...new Set(differences(books).map((d) => d.split(' ')[0] as string))];

describe('published cases', () => {
  const site = run(catalog);

  test('every row runs', () => {
    const { sites, dropped } = assess(fixture('published-cases.csv'));
    expect(dropped).toEqual([]);
    expect(sites.map((s) => s.id)).toEqual([...CASES.keys()]);
  });

  test('every line is tested: the kinds and how many there are', () => {
    const kinds: Record<string, number> = {};
    for (const l of EXPECTED) kinds[l.test as string] = (kinds[l.test as string] ?? 0) + 1;
    expect(kinds).toEqual({
      exact: 10,
      rounding: 4,
      'implied-factor': 9,
      band: 24,
      flag: 14,
    });
    expect(EXPECTED.filter((l) => !CASES.has(l.site_id as string))).toEqual([]);
    const inBand = EXPECTED.filter((l) => l.test === 'band').map((l) => l.site_id);
    expect(Object.keys(NO_FACTOR).filter((id) => !inBand.includes(id))).toEqual([]);
  });

  test('every case has a line', () => {
    expect([...CASES.keys()].filter((id) => EXPECTED.every((l) => l.site_id !== id))).toEqual([]);
  });

  test.each(EXPECTED.map((l) => [`${l.site_id} ${l.output} ${l.test} ${l.flag}`, l] as const))('%s', (_, line) => {
    expect(difference(line, site(line))).toBeUndefined();
  });

  test.each(EXPECTED.filter((l) => l.level === 'B' && l.test === 'rounding').map((l) => [l.site_id as string]))(
    '%s rests on the factor of its methodology, not on the user’s',
    (id) => {
      expect(CASES.get(id)?.reference_factor_tco2_per_mwh).toBe('');
      expect(assess(fixture('published-cases.csv')).site(id).warnings).not.toContain('indicative');
    },
  );

  test('where a methodology has a factor per grid, naming the grid gives a result in the band', () => {
    const grids: Record<string, string> = { ID: 'Jawa Madura Bali', PH: 'luzon-visayas' };
    const ids = Object.keys(NO_FACTOR).filter((id) => NO_FACTOR[id] === 'missing_input:grid');
    expect(ids).toHaveLength(6);
    for (const id of ids) {
      const row = CASES.get(id) as Line;
      const line = EXPECTED.find((l) => l.site_id === id) as Line;
      const s = assessRow({ ...row, grid: grids[row.country === 'Indonesia' ? 'ID' : 'PH'] as string });
      expect(s.number('reduction_tco2_year1')).toBeGreaterThanOrEqual(Number(line.low));
      expect(s.number('reduction_tco2_year1')).toBeLessThanOrEqual(Number(line.high));
    }
  });

  test('the contradictory page, given a factor, still says that its two generations differ', () => {
    const s = assessRow({ ...(CASES.get('C084') as Line), reference_factor_tco2_per_mwh: 0.797 });
    expect(s.number('reduction_tco2_year1')).toBeCloseTo(23_000 * 0.797, 6);
    expect(s.warnings).toContain('given_differs');
  });

  test('tonnes per kW outside the published projects are said: 4,166 t from 1,000 kW, range 0.35 to 2.7451', () => {
    expect(site({ site_id: 'C107' }).warnings).toContain('reduction_outside_published');
    expect(site({ site_id: 'C019' }).warnings).not.toContain('reduction_outside_published');
  });
});

test('a site has every output of the contract', () => {
  const SIDES = ['npv_jpy', 'irr', 'payback_years', 'discounted_payback_years'];
  const PERIODS = ['year1', 'average', 'horizon', 'durable'];
  const contract = [
    'electricity_mwh_year1',
    'reference_emissions_tco2_year1',
    'project_emissions_tco2_year1',
    ...PERIODS.flatMap((p) => [`reduction_tco2_${p}`, `reduction_energy_co2_tco2_${p}`]),
    'legal_durable_years',
    'eligible',
    'subsidy_jpy',
    'subsidy_jpy_if_eligible',
    'subsidy_requested_jpy',
    'subsidy_rate',
    'subsidy_rate_ceiling',
    'subsidy_limit',
    'own_burden_jpy',
    'subsidy_jpy_per_tco2',
    'subsidy_requested_jpy_per_tco2',
    'subsidy_jpy_per_tco2_year',
    'capex_jpy_per_tco2',
    'capex_jpy_per_tco2_year',
    'abatement_cost_jpy_per_tco2',
    'levelised_abatement_cost_jpy_per_tco2',
    'annual_saving_jpy',
    ...SIDES.flatMap((o) => [o, `${o}_without_subsidy`]),
    'credits_goj_tco2',
    'credits_jp_participants_tco2',
    'credits_host_government_tco2',
    'credits_host_participants_tco2',
    'c3p_contract_jpy_per_tco2_year',
    'score_cost_points',
    'score_cost_basis',
    'score_reduction_points',
  ];
  for (const technology of ['solar-pv', 'floating-solar-pv', 'led-lighting', 'gas-cogeneration']) {
    const { outputs } = assessRow({ country: 'TH', technology });
    expect(contract.filter((o) => !outputs.includes(o))).toEqual([]);
    expect(new Set(outputs).size).toBe(outputs.length);
  }
});

describe('the comparison fails when', () => {
  const changes: [name: string, change: Parameters<typeof changed>[1], fails: string[]][] = [
    [
      'the Thai solar factor is 1 % higher',
      (c) => setFactor(c, 'TH_AM001', 'reference_factor_grid', (v) => v * 1.01),
      ['C011'],
    ],
    [
      'the Vietnamese solar factor is 0.334',
      (c) => setFactor(c, 'VN_AM007', 'reference_factor_grid', () => 0.334),
      ['C017', 'C019'],
    ],
    [
      'kWh are taken for MWh',
      (c) =>
        changeFormula(quantity(c, 'solar-plant', 'annual_electricity'), (e) => {
          if (e.k === 'convert') e.factor *= 1000;
        }),
      ['C003', 'C023'],
    ],
    [
      'a cell in MWh is read in kWh',
      (c) => {
        for (const book of ['solar-plant', 'gas-cogeneration'])
          quantity(c, book, 'annual_electricity').written *= 0.001;
      },
      ['C001', 'C011', 'C019'],
    ],
    [
      'project emissions are added',
      (c) =>
        changeFormula(quantity(c, 'reduction', 'reduction'), (e) => {
          if (e.k === 'call' && e.op === 'sub') e.op = 'add';
        }),
      ['C001', 'C085', 'C107'],
    ],
    ['auxiliary use is forgotten', (c) => setFactor(c, 'generic-solar-pv', 'counts_auxiliary', () => 0), ['C001']],
    [
      'avoided chiller electricity is subtracted',
      (c) =>
        changeFormula(quantity(c, 'cogeneration', 'reference_emissions'), (e) => {
          if (
            e.k === 'call' &&
            e.op === 'add' &&
            JSON.stringify(e.args[1]).includes('cooling_avoided_now') &&
            e.args[0]?.k === 'ref'
          )
            e.op = 'sub';
        }),
      ['C107'],
    ],
    [
      'the fuel of cogeneration is divided by its factor',
      (c) =>
        changeFormula(quantity(c, 'cogeneration', 'project_emissions'), (e) => {
          if (e.k === 'call' && e.op === 'mul') e.op = 'div';
        }),
      ['C107'],
    ],
    [
      'lighting counts the electricity before as that after',
      (c) =>
        changeFormula(quantity(c, 'rated-power-hours', 'project_emissions'), (e) => {
          if (e.k === 'ref' && e.name === 'project_electricity') e.name = 'baseline_electricity';
        }),
      ['C085'],
    ],
    [
      'year 1 is degraded',
      (c) =>
        changeFormula(quantity(c, 'solar-plant', 'generation'), (e) => {
          if (e.k === 'call' && e.op === 'compound') {
            const inner = structuredClone(e);
            Object.assign(e, { op: 'mul', args: [inner, { k: 'num', v: 0.995 }] });
          }
        }),
      ['C001', 'C011', 'C019'],
    ],
    [
      'the check of the capacity factor is gone',
      (c) => {
        const book = c.books['gas-cogeneration'];
        if (book) book.checks = book.checks.filter((k) => k.code !== 'capacity_factor_above_1');
      },
      ['C107'],
    ],
    [
      'the cross-check of a given amount is gone',
      (c) => {
        quantity(c, 'solar-plant', 'annual_electricity').crossCheck = undefined;
      },
      ['C084'],
    ],
    [
      'a factor turns up that was not found',
      (c) => {
        const from = Object.values(c.methodologies).find((m) => m.id === 'TH_AM001');
        for (const m of Object.values(c.methodologies)) if (m.id === 'MN_AM003' && from) m.fillers = from.fillers;
      },
      ['C039'],
    ],
  ];

  test('nothing is changed, it passes', () => {
    expect(differences(changed(catalog, () => undefined))).toEqual([]);
  });

  test.each(changes)('%s', (_, change, fails) => {
    expect(faults(changed(catalog, change))).toEqual(expect.arrayContaining(fails));
  });
});
