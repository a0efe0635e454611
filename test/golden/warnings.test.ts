/** Every warning that the engine must give: one row that gets it, one row much like it that does not. */
import { describe, expect, test } from 'vitest';
import { assessRow, assessRows, type Cells, catalog, csvOf, type Options, read } from '../support/assess.ts';
import { steadyCogeneration, steadyLed, steadySolar } from '../support/sites.ts';

const solar = (more: Cells = {}): Cells => steadySolar(1_000, more);
const led = (more: Cells = {}): Cells => steadyLed(1_000, more);
const cogeneration = (more: Cells = {}): Cells => steadyCogeneration(1_000, more);
/** 1,000 kW that give so many MWh. */
const plant = (mwh: number, more: Cells = {}): Cells =>
  solar({ capacity_kw: 1_000, annual_electricity_mwh: mwh, ...more });
/** 1,000 kW for 7,000 h at full load, 40 % and 40 % of the fuel. */
const engine = (more: Cells = {}): Cells =>
  cogeneration({
    capacity_kw: 1_000,
    annual_electricity_mwh: '',
    fuel_gj_ncv: '',
    heat_gj: '',
    operating_hours_per_year: 7_000,
    load_factor_pct: 100,
    electrical_efficiency_pct: 40,
    heat_efficiency_pct: 40,
    heat_use_pct: 100,
    boiler_efficiency_pct: 85,
    ...more,
  });
/** A factor in t/MWh that makes 1,000 kW × 1,000 h save so many tonnes per kW. */
const perKw = (tonnes: number): Cells => plant(1_000, { reference_factor_tco2_per_mwh: tonnes });
const blank = (row: Cells, ...names: string[]): Cells => ({ ...row, ...Object.fromEntries(names.map((n) => [n, ''])) });

type Case = [code: string, why: string, gets: Cells, not: Cells, options?: Options];

const CASES: Case[] = [
  [
    'subsidy_after_evaluation',
    'the grant in year 4 of an evaluation of 3 years',
    solar({ capex_jpy: 1e8, evaluation_years: 3, subsidy_lag_years: 4 }),
    solar({ capex_jpy: 1e8, evaluation_years: 3, subsidy_lag_years: 3 }),
  ],
  ['capacity_factor_above_1', 'solar: 8,761 MWh of 1,000 kW in 8,760 h', plant(8_761), plant(8_760)],
  ['capacity_factor_above_1', 'cogeneration', cogeneration({ capacity_kw: 228 }), cogeneration({ capacity_kw: 229 })],
  ['capacity_factor_implausible', 'solar above 30 %', plant(2_650), plant(2_600)],
  ['capacity_factor_implausible', 'solar below 8 %', plant(690), plant(720)],
  ['capacity_factor_implausible', 'above 1 is said once', plant(2_650), plant(9_000)],
  [
    'capacity_factor_implausible',
    'cogeneration below 10 %',
    cogeneration({ capacity_kw: 2_400 }),
    cogeneration({ capacity_kw: 2_200 }),
  ],
  [
    'efficiency_sum_above_1',
    'rated: 45 and 56 %',
    engine({ electrical_efficiency_pct: 45, heat_efficiency_pct: 56 }),
    engine({ electrical_efficiency_pct: 45, heat_efficiency_pct: 55 }),
  ],
  [
    'efficiency_sum_above_1',
    'amounts: 7,200 GJ of power and 2,900 GJ of heat from 10,000 GJ',
    cogeneration({ heat_gj: 2_900, boiler_efficiency_pct: 85 }),
    cogeneration({ heat_gj: 2_700, boiler_efficiency_pct: 85 }),
  ],
  [
    'factory_solar_17_years',
    'own use, industry not stated',
    solar({ power_use: 'self', legal_durable_years: '' }),
    solar({ power_use: 'self', legal_durable_years: '', industry: 'transport-equipment' }),
  ],
  [
    'factory_solar_17_years',
    'own use, 17 given',
    solar({ power_use: 'self', legal_durable_years: 17 }),
    solar({ power_use: 'self', legal_durable_years: 16 }),
  ],
  [
    'factory_solar_17_years',
    'but not where the power is sold',
    solar({ legal_durable_years: 17 }),
    solar({ power_use: 'grid', legal_durable_years: '' }),
  ],
  ['eligible_cost_assumed', 'eligible cost blank', solar({ eligible_cost_jpy: '' }), solar()],
  ['tier_assumed', 'similar projects blank', solar({ similar_projects: '' }), solar({ similar_projects: 0 })],
  [
    'boiler_fuel_assumed',
    'heat without a boiler fuel',
    engine({ boiler_fuel: '' }),
    engine({ boiler_fuel: 'natural-gas' }),
  ],
  [
    'boiler_fuel_assumed',
    'or its factor',
    engine({ boiler_fuel: '' }),
    engine({ boiler_fuel: '', boiler_fuel_factor_tco2_per_gj: 0.07 }),
  ],
  [
    'durable_years_assumed',
    'solar, use and industry blank',
    solar({ legal_durable_years: '', power_use: '' }),
    solar({ legal_durable_years: '', power_use: 'grid' }),
  ],
  [
    'durable_years_assumed',
    'cogeneration, use and industry blank',
    cogeneration({ legal_durable_years: '' }),
    cogeneration({ legal_durable_years: '', industry: 'food' }),
  ],
  [
    'durable_years_assumed',
    'years given',
    solar({ legal_durable_years: '', power_use: '' }),
    solar({ legal_durable_years: 17, power_use: '' }),
  ],
  [
    'case_not_stated',
    'lighting whose use decides the methodology',
    led({ country: 'KH', methodology: '', lighting_use: '' }),
    led({ country: 'KH', methodology: '', lighting_use: 'street' }),
  ],
  [
    'choose_methodology',
    'two methodologies for indoor lighting in Indonesia',
    led({ country: 'ID', methodology: '' }),
    led({ country: 'ID', methodology: 'ID_AM020' }),
  ],
  ['methodology_chosen', 'the only one', solar(), solar({ methodology: 'VN_AM007' })],
  [
    'horizon_beyond_durable_years',
    '15 years of monitoring, 14 of depreciation',
    solar({ legal_durable_years: 14 }),
    solar({ legal_durable_years: 15 }),
  ],
  ['country_not_partner', 'Japan', solar({ country: 'Japan' }), solar()],
  ['country_is_candidate', 'Malaysia', solar({ country: 'Malaysia' }), solar()],
  [
    'technology_excluded',
    'Thai solar in the call of 2023',
    solar({ country: 'TH', programme: 'jcm-model-project@2023' }),
    solar({ programme: 'jcm-model-project@2023' }),
  ],
  ['exclusion_in_another_call', 'Thai solar in the newest call', solar({ country: 'TH' }), led()],
  [
    'methodology_of_another_country',
    'a Thai one in Viet Nam',
    solar({ methodology: 'TH_AM001' }),
    solar({ methodology: 'VN_AM007' }),
  ],
  [
    'methodology_of_another_country',
    'a generic one has none',
    solar({ methodology: 'TH_AM001' }),
    solar({ methodology: 'generic-solar-pv' }),
  ],
  ['indicative', 'no approved methodology', solar({ country: 'GE' }), solar()],
  [
    'indicative',
    'a ratio methodology without an efficacy',
    led({ methodology: 'TH_AM016' }),
    led({ methodology: 'TH_AM016', efficacy_project_lm_per_w: 130, efficacy_reference_lm_per_w: 90 }),
  ],
  ['reduction_outside_published', 'below three quarters of 0.402 t/kW', perKw(0.3), perKw(0.303)],
  [
    'reduction_outside_published',
    'above five quarters of 1.736 t/kW',
    plant(1_200, { reference_factor_tco2_per_mwh: 1.82 }),
    plant(1_200, { reference_factor_tco2_per_mwh: 1.8 }),
  ],
  [
    'price_implausible',
    'solar: 0.5 yen/kWh',
    solar({ electricity_price_jpy_per_kwh: 0.5 }),
    solar({ electricity_price_jpy_per_kwh: 1 }),
  ],
  [
    'price_implausible',
    'lighting: 200 yen/kWh',
    led({ electricity_price_jpy_per_kwh: 200 }),
    led({ electricity_price_jpy_per_kwh: 150 }),
  ],
  ['price_implausible', 'cogeneration', cogeneration({ electricity_price_jpy_per_kwh: 0.9 }), cogeneration()],
  [
    'discount_rate_implausible',
    '0.06 entered for 6 %',
    solar({ discount_rate_pct: 0.06 }),
    solar({ discount_rate_pct: 0.5 }),
  ],
  [
    'lamp_power_implausible',
    'kilowatts entered for watts',
    led({ lamp_power_before_w: 0.25 }),
    led({ lamp_power_before_w: 250 }),
  ],
  ['lamp_power_implausible', '3,000 W', led({ lamp_power_before_w: 3_000 }), led({ lamp_power_before_w: 2_500 })],
  [
    'cooling_exceeds_heat',
    'the engine gives 25,200 GJ of heat; 20,000 GJ used and 10,000 GJ of cooling need 27,143',
    engine({ heat_use_pct: '', heat_gj: 20_000, cooling_gj: 10_000, reference_cop: 4 }),
    engine({ heat_use_pct: '', heat_gj: 10_000, cooling_gj: 10_000, reference_cop: 4 }),
  ],
  [
    'cooling_not_counted',
    'TH_AM009 speaks of electricity and heat',
    engine({ methodology: 'TH_AM009', cooling_electricity_avoided_mwh: 100 }),
    engine({ methodology: 'generic-cogeneration', cooling_electricity_avoided_mwh: 100 }),
  ],
  [
    'reduction_outside_published',
    'cogeneration above five quarters of 2.7451 t/kW',
    cogeneration({ capacity_kw: 290 }),
    cogeneration({ capacity_kw: 292 }),
  ],
  [
    'rests_on_recalled',
    'the factor of VN_AM007',
    solar({ reference_factor_tco2_per_mwh: '' }),
    solar(),
    { columns: ['electricity_mwh_year1', 'reduction_tco2_year1'] },
  ],
  [
    'given_differs',
    'generation given and computed',
    plant(1_000, { specific_yield_kwh_per_kw: 1_011 }),
    plant(1_000, { specific_yield_kwh_per_kw: 1_009 }),
  ],
  [
    'given_differs',
    'lighting: 1,000 × 50 W × 4,000 h is 200 MWh',
    led({
      lamps: 1_000,
      lamp_power_before_w: 50,
      operating_hours_per_year: 4_000,
      baseline_electricity_mwh: 203,
      project_electricity_mwh: 80,
    }),
    led({
      lamps: 1_000,
      lamp_power_before_w: 50,
      operating_hours_per_year: 4_000,
      baseline_electricity_mwh: 201,
      project_electricity_mwh: 80,
    }),
  ],
  ['opex_assumed', 'running cost blank', solar({ opex_jpy_per_year: '' }), solar({ opex_jpy_per_year: 0 })],
  ['eligibility_assumed', 'owner blank', solar({ owner_type: '' }), solar()],
  ['eligibility_assumed', 'other subsidy blank', solar({ existing_subsidy: '' }), solar()],
  ['no_replacements_assumed', 'no lamp life', led({ lamp_life_hours: '' }), led()],
  [
    'negative_reduction',
    'more electricity than before',
    led({ project_electricity_mwh: 2_001 }),
    led({ project_electricity_mwh: 1_999 }),
  ],
  [
    'tax_needs_both',
    'a rate without a life',
    solar({ tax_rate_pct: 20 }),
    solar({ tax_rate_pct: 20, tax_depreciation_years: 10 }),
  ],
  ['tax_needs_both', 'a life without a rate', solar({ tax_depreciation_years: 10 }), solar()],
  [
    'lamp_power_increases',
    'brighter than before',
    led({ lamp_power_before_w: 20, lamp_power_after_w: 30 }),
    led({ lamp_power_before_w: 30, lamp_power_after_w: 20 }),
  ],
  [
    'dimming_lowers_reference',
    'dimming in the ratio form',
    led({
      methodology: 'TH_AM016',
      efficacy_project_lm_per_w: 130,
      efficacy_reference_lm_per_w: 90,
      dimming_energy_saving_pct: 20,
    }),
    led({ dimming_energy_saving_pct: 20 }),
  ],
  [
    'captive_share_without_source',
    'a share of the grid',
    solar({ captive_share_pct: 30 }),
    solar({ captive_share_pct: 30, power_source: 'captive-diesel' }),
  ],
  ['unused_cell', 'a number the technology does not use', solar({ lamps: 5 }), solar({ lamps: '' })],
  ['unused_cell', 'a word the technology does not use', solar({ lighting_use: 'indoor' }), solar({ lighting_use: '' })],
  ['battery_not_modelled', 'a battery', solar({ battery_kwh: 500 }), solar()],
];

describe('warnings', () => {
  test.each(CASES)('%s: %s', (code, _, gets, not, options = {}) => {
    const warnings = (row: Cells) => assessRow(row, options).warnings;
    expect(warnings(gets)).toContain(code);
    expect(warnings(not)).not.toContain(code);
    expect(
      warnings(gets).filter((w) => w === code),
      'once',
    ).toHaveLength(1);
  });

  test('a row for which all is given has none but those of its methodology and of recalled values', () => {
    const told = ['methodology_chosen', 'rests_on_recalled', 'horizon_beyond_durable_years'];
    expect(assessRow(solar()).warnings.filter((w) => !told.includes(w))).toEqual([]);
  });

  test('another factor basis is said, and counted with', () => {
    const row = { ...plant(1_000), country: 'TH', reference_factor_tco2_per_mwh: '' };
    const other = assessRow(row, { scenario: { factor_basis: 'combined-margin' } });
    expect(other.warnings).toContain('factor_basis_changed');
    // IFI 2021, Thailand, electricity consumption: 0.351 tCO2/MWh, as data.md and the CSV print it.
    expect(other.value('reduction_tco2_year1')).toBeCloseTo(351, 0);
    const own = assessRow(row);
    expect(own.warnings).not.toContain('factor_basis_changed');
    expect(own.value('reduction_tco2_year1')).toBeCloseTo(319, 6);
  });

  test('every check of the catalog has a case', () => {
    const checks = Object.values(catalog.books).flatMap((b) => b.checks.map((c) => c.code));
    const assumed = Object.values(catalog.books).flatMap((b) =>
      Object.values(b.quantities).flatMap((q) => [q.assumed, ...q.options.map((o) => o.assumed)]),
    );
    const codes = new Set([...checks, ...assumed.filter((a) => a !== undefined)]);
    const tried = new Set([...CASES.map(([code]) => code), 'factor_basis_changed']);
    expect([...codes].filter((c) => !tried.has(c))).toEqual([]);
  });

  test('warnings do not drop a row', () => {
    const { sites, dropped } = assessRows(CASES.map(([, , gets]) => gets));
    expect(dropped).toEqual([]);
    expect(sites).toHaveLength(CASES.length);
  });

  test('a warning of numbers holds for its row alone', () => {
    const { sites } = assessRows([plant(8_000), plant(9_000), plant(1_500)]);
    expect(sites.map((s) => s.warnings.includes('capacity_factor_above_1'))).toEqual([false, true, false]);
    expect(sites.map((s) => s.warnings.includes('capacity_factor_implausible'))).toEqual([true, false, false]);
  });

  test('the figures go with it', () => {
    const w = assessRow(plant(17_520)).result.warnings.find((x) => x.code === 'capacity_factor_above_1');
    expect(w?.params).toEqual({ capacity_factor: 2 });
    const d = assessRow(plant(1_000, { specific_yield_kwh_per_kw: 1_200 })).result.warnings.find(
      (x) => x.code === 'given_differs',
    );
    expect(d?.params).toMatchObject({ given: 1_000, computed: 1_200 });
  });
});

describe('what several methodologies or an unstated case leave open', () => {
  test.each([
    ['several candidates', led({ country: 'ID', methodology: '' })],
    ['a case that is not stated', led({ country: 'KH', methodology: '', lighting_use: '', legal_durable_years: 10 })],
  ])('%s: emissions and what follows are null', (_, row) => {
    const s = assessRow(blank(row, 'reference_factor_tco2_per_mwh'));
    for (const o of ['reduction_tco2_year1', 'reduction_tco2_horizon', 'subsidy_jpy', 'npv_jpy', 'score_cost_points'])
      expect(s.reason(o), o).toBe('several_methodologies');
    expect(s.number('electricity_mwh_year1')).toBe(1_000);
    expect(s.number('subsidy_requested_jpy')).toBe(5_000_000);
    expect(s.value('npv_jpy_without_subsidy')).not.toBeNull();
  });
});

describe('calorific basis of a header', () => {
  const findings = (header: string) =>
    read(csvOf([{ site_id: 'A', country: 'TH', technology: 'gas-cogeneration', [header]: 1_000 }])).sheet.findings;

  test.each(['gas_price [JPY/GJ]', 'fuel [GJ]', 'fuel [MWh]', 'boiler_fuel_price [JPY/MMBtu]'])(
    'not stated, said: %s',
    (header) => {
      expect(findings(header).map((f) => [f.code, f.column])).toEqual([['calorific_basis_assumed', header]]);
    },
  );

  test.each([
    'gas_price_jpy_per_gj_ncv',
    'gas_price [JPY/GJ_ncv]',
    'gas_price [JPY/GJ_gcv]',
    'fuel [GJ_ncv]',
    'fuel_gj_ncv',
    'heat [GJ]',
  ])('stated, or none needed: %s', (header) => expect(findings(header)).toEqual([]));

  test('a gross amount without the ratio is not had; with it, it is', () => {
    const row = blank(cogeneration(), 'fuel_gj_ncv');
    const gross = { ...row, 'fuel [GJ_gcv]': 11_000 };
    expect(assessRow(gross).reason('reduction_tco2_year1')).toMatch(/^missing_input:/);
    // 11,000 GJ gross ÷ 1.1 = 10,000 GJ net × 0.1 t/GJ = 1,000 t, from 2,000 t.
    expect(assessRow({ ...gross, gcv_per_ncv: 1.1 }).number('reduction_tco2_year1')).toBeCloseTo(1_000, 9);
  });
});

describe('money in another currency', () => {
  const { capex_jpy: _, ...unpaid } = solar();
  const row = { ...unpaid, 'capex [USD]': 100_000 };

  test('the dated rate is said', () => {
    const { sheet } = read(csvOf([{ site_id: 'A', ...row }]));
    const newest = catalog.rates.filter((r) => r.currency === 'USD').sort((a, b) => (a.date < b.date ? 1 : -1))[0];
    expect(sheet.findings.map((f) => [f.code, f.params.currency, f.params.rate, f.params.date])).toEqual([
      ['fx_used', 'USD', newest?.jpyPerUnit, newest?.date],
    ]);
    const s = assessRow(row);
    expect(s.number('npv_jpy_without_subsidy') + 100_000 * (newest?.jpyPerUnit ?? 0)).toBeCloseTo(
      assessRow(solar({ capex_jpy: 0 })).number('npv_jpy_without_subsidy'),
      3,
    );
  });

  test('the rate of a scenario comes first', () => {
    const s = assessRow({ ...row, eligible_cost_jpy: '' }, { scenario: { fx: { USD: 100 } } });
    expect(s.number('subsidy_jpy')).toBeCloseTo(5_000_000, 6);
  });

  test('no rate: the money is null, the tonnes are not', () => {
    const s = assessRow({ ...unpaid, 'capex [XAU]': 100 });
    expect(s.warnings).toContain('no_rate');
    for (const o of ['npv_jpy', 'irr', 'payback_years', 'own_burden_jpy', 'capex_jpy_per_tco2'])
      expect(s.reason(o), o).toBe('no_rate');
    expect(s.number('reduction_tco2_year1')).toBe(1_000);
    expect(s.number('subsidy_jpy')).toBe(5_000_000);
  });
});
