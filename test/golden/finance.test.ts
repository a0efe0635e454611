/** Cash flow, NPV, IRR, payback and cost per tonne against a second, plain calculation. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessRow, type Cells, records, type Site } from '../support/assess.ts';
import { steadySolar } from '../support/sites.ts';
import { type Money, PLAN, type Plan, presentValue, rateOfReturn, workOut } from '../support/spreadsheet.ts';

const REDUCTION_FACTOR = 0.319;

function near(actual: number, expected: number, what: string, scale = Math.abs(expected)): void {
  if (Math.abs(actual - expected) > 1e-9 * Math.max(scale, 1e-9))
    throw new Error(`${what}: ${actual}, by hand ${expected}`);
}

/** Compares all outputs of section 5. */
function agree(site: Site, plan: Plan): void {
  const hand = workOut(plan);
  const turnover = hand.with.flow.reduce((sum, x) => sum + Math.abs(x), 0) + plan.capex;
  near(site.number('annual_saving_jpy'), hand.annualSaving, 'annual_saving_jpy');
  near(site.number('reduction_tco2_horizon'), hand.reductionHorizon, 'reduction_tco2_horizon');
  near(site.number('reduction_tco2_durable'), hand.reductionDurable, 'reduction_tco2_durable');
  near(site.number('subsidy_jpy'), hand.with.subsidy, 'subsidy_jpy');
  near(site.number('own_burden_jpy'), plan.capex - hand.with.subsidy, 'own_burden_jpy', plan.capex);
  near(site.number('credits_jp_participants_tco2'), hand.creditsJapaneseParticipants, 'credits_jp_participants_tco2');
  side(site, hand.with, '', turnover);
  side(site, hand.without, '_without_subsidy', turnover);
  if (hand.abatement === undefined) {
    for (const o of ['abatement_cost_jpy_per_tco2', 'levelised_abatement_cost_jpy_per_tco2'])
      expect(site.reason(o), o).toBe('missing_input:discount_rate_pct');
    return;
  }
  const scale = turnover / hand.reductionHorizon;
  near(site.number('abatement_cost_jpy_per_tco2'), hand.abatement, 'abatement_cost', scale);
  near(site.number('levelised_abatement_cost_jpy_per_tco2'), hand.levelised as number, 'levelised', 10 * scale);
}

function side(site: Site, hand: Money, ending: string, turnover: number): void {
  const npv = `npv_jpy${ending}`;
  if (hand.npv === undefined) expect(site.reason(npv), npv).toBe('missing_input:discount_rate_pct');
  else near(site.number(npv), hand.npv, npv, turnover);
  same(site, `irr${ending}`, hand.irr, turnover, hand.flow);
  same(site, `payback_years${ending}`, hand.payback, turnover);
  const discounted = hand.discountedPayback ?? 'missing_input:discount_rate_pct';
  same(site, `discounted_payback_years${ending}`, discounted, turnover);
}

function same(site: Site, output: string, hand: number | string, turnover: number, flow?: readonly number[]): void {
  if (typeof hand === 'string') {
    expect(site.reason(output), output).toBe(hand);
    return;
  }
  const value = site.number(output);
  // A flat present value has a rate that is worth little; what counts is that it is zero there.
  if (flow && Math.abs(value - hand) > 1e-9 * (1 + Math.abs(hand)))
    near(presentValue(flow, value), 0, `${output} ${value}, by hand ${hand}`, turnover);
  else if (!flow) near(value, hand, output, 1 + Math.abs(hand));
}

/** A solar plant as a row, and the same as a plan. */
interface Solar {
  energy: number;
  degradation: number;
  price: number;
  tonnesPerMwh: number;
}

const SOLAR: Solar = { energy: 2_000, degradation: 0.5, price: 12, tonnesPerMwh: 0.7 };

function solarPlan(s: Solar, more: Partial<Plan> = {}): Plan {
  const left = (t: number) => (1 - s.degradation / 100) ** (t - 1);
  return {
    ...PLAN,
    saving: (t) => s.energy * left(t) * 1_000 * s.price,
    reduction: (t) => s.energy * left(t) * s.tonnesPerMwh,
    ...more,
  };
}

const SIMILAR: Readonly<Record<number, number>> = { 0.5: 0, 0.4: 2, 0.3: 9 };

function solarCells(s: Solar, p: Plan): Cells {
  return {
    country: 'VN',
    technology: 'solar-pv',
    capacity_kw: 1_500,
    annual_electricity_mwh: s.energy,
    degradation_pct_per_year: s.degradation,
    electricity_price_jpy_per_kwh: s.price,
    reference_factor_tco2_per_mwh: s.tonnesPerMwh,
    power_use: 'self',
    similar_projects: SIMILAR[p.rate] as number,
    ...moneyCells(p),
  };
}

function moneyCells(p: Plan): Cells {
  const percent = (x: number | undefined) => (x === undefined ? '' : 100 * x);
  return {
    capex_jpy: p.capex,
    eligible_cost_jpy: p.eligibleCost,
    opex_jpy_per_year: p.opex,
    mrv_cost_jpy_per_year: p.mrv,
    overhaul_cost_jpy: p.overhaulCost,
    overhaul_year: p.overhaulYear,
    construction_years: p.construction,
    horizon_years: p.horizon,
    evaluation_years: p.evaluation,
    legal_durable_years: p.durable,
    subsidy_lag_years: p.lag,
    discount_rate_pct: percent(p.discount),
    escalation_pct: percent(p.escalation),
    credit_price_jpy_per_tco2: p.creditPrice,
    goj_share_pct: percent(p.goj),
    host_government_share_pct: percent(p.hostGovernment),
    host_participants_share_pct: percent(p.hostParticipants),
    tax_rate_pct: percent(p.taxRate),
    tax_depreciation_years: p.taxYears ?? '',
    grant_reduces_tax_base: p.grantReducesTaxBase ? 'yes' : 'no',
  };
}

const solarAgrees = (more: Partial<Plan> = {}, s: Solar = SOLAR): void => {
  const plan = solarPlan(s, more);
  agree(assessRow(solarCells(s, plan)), plan);
};

describe('the sums by hand', () => {
  test('a case small enough for the head: 100 now, 60 after a year, 60 after two', () => {
    expect(presentValue([-100, 60, 60], 0)).toBe(20);
    expect(presentValue([-100, 110], 0.1)).toBeCloseTo(0, 12);
    expect(rateOfReturn([-100, 110])).toBeCloseTo(0.1, 12);
    expect(rateOfReturn([-100, 0, 121])).toBeCloseTo(0.1, 12);
    expect(rateOfReturn([1, 2])).toBe('no_sign_change');
    expect(rateOfReturn([-1, 2, -1])).toBe('several_sign_changes');
    const plan = { ...PLAN, capex: 100, eligibleCost: 0, opex: 0, saving: () => 60, evaluation: 2, discount: 0 };
    expect(workOut(plan).with).toMatchObject({ npv: 20, payback: 1 + 40 / 60, flow: [-100, 60, 60] });
  });
});

describe('a solar plant', () => {
  test('plain', () => solarAgrees());
  test.each([0, 1, 2, 3])('%i years of construction', (construction) => {
    solarAgrees({ construction });
    solarAgrees({ construction, lag: 2, escalation: 0.02 });
  });
  test.each([0, 1, 2, 5, 10])('the grant comes %i years after commissioning', (lag) => solarAgrees({ lag }));
  test.each([-0.03, 0, 0.02, 0.1])('escalation %d', (escalation) =>
    solarAgrees({ escalation, mrv: 1e6, overhaulCost: 5e6, overhaulYear: 8, creditPrice: 3_000 }),
  );
  test.each([-0.02, 0, 0.06, 0.3])('discount rate %d', (discount) => solarAgrees({ discount, construction: 2 }));
  test('no discount rate: no present value; IRR and payback are given', () =>
    solarAgrees({ discount: undefined, construction: 1 }));
  test.each([1, 5, 15, 25, 40])('evaluated over %i years', (evaluation) =>
    solarAgrees({ evaluation, mrv: 1e6, creditPrice: 3_000 }),
  );
  test.each([1, 7, 30])('%i years of monitoring', (horizon) => solarAgrees({ horizon, mrv: 1e6, creditPrice: 3_000 }));
  test('rates of 40 and 30 %', () => {
    solarAgrees({ rate: 0.4 });
    solarAgrees({ rate: 0.3 });
  });
  test('cut by the yen per tonne', () => solarAgrees({ durable: 3, eligibleCost: 100e6 }));
  test('monitoring costs nothing in year 1', () => {
    const one = solarPlan(SOLAR, { evaluation: 1, mrv: 5e6 });
    const free = solarPlan(SOLAR, { evaluation: 1 });
    expect(workOut(one).with.npv).toBe(workOut(free).with.npv);
    solarAgrees({ evaluation: 1, mrv: 5e6 });
    solarAgrees({ evaluation: 2, mrv: 5e6 });
  });
  test('credits: whole tonnes, four shares', () =>
    solarAgrees({ creditPrice: 5_000, goj: 0.5, hostGovernment: 0.15, hostParticipants: 0.12 }));
  test.each([1, 2, 8, 14, 15, 16])('an overhaul in year %i', (overhaulYear) =>
    solarAgrees({ overhaulCost: 30e6, overhaulYear }),
  );
  test('an overhaul that turns the flow twice: no IRR', () => {
    const more = { overhaulCost: 60e6, overhaulYear: 8 };
    expect(workOut(solarPlan(SOLAR, more)).with.irr).toBe('several_sign_changes');
    solarAgrees(more);
  });
  test('savings below the costs: never paid back, no IRR', () => {
    const more = { opex: 30e6 };
    expect(workOut(solarPlan(SOLAR, more)).without).toMatchObject({ irr: 'no_sign_change', payback: 'not_paid_back' });
    solarAgrees(more);
  });
  test('negative IRR', () => {
    const more = { saving: () => 8e6, opex: 2e6 };
    expect(workOut({ ...PLAN, ...more }).without.irr).toBeLessThan(0);
    solarAgrees({ opex: 18e6 });
  });
  test('nothing costs nothing: payback at once, no sign change', () => {
    const s = assessRow(steadySolar(1_000, { capex_jpy: 0, eligible_cost_jpy: 0 }));
    expect(s.number('payback_years')).toBe(0);
    expect(s.reason('irr')).toBe('no_sign_change');
  });
  test('paid back exactly at the end of year 5, and in the middle of year 3', () => {
    const row = steadySolar(1_000, { eligible_cost_jpy: 0, capex_jpy: 50_000_000 });
    expect(assessRow(row).number('payback_years')).toBeCloseTo(5, 12);
    expect(assessRow({ ...row, capex_jpy: 25_000_000 }).number('payback_years')).toBeCloseTo(2.5, 12);
    expect(assessRow({ ...row, evaluation_years: 5 }).number('payback_years')).toBeCloseTo(5, 12);
    expect(assessRow({ ...row, evaluation_years: 4 }).reason('payback_years')).toBe('not_paid_back');
  });
});

describe('tax', () => {
  const tax = { taxRate: 0.2, taxYears: 10 };
  test('plain', () => solarAgrees(tax));
  test('the grant leaves the tax base', () => {
    const no = { ...tax, grantReducesTaxBase: false };
    expect(workOut(solarPlan(SOLAR, no)).with.npv).toBeGreaterThan(workOut(solarPlan(SOLAR, tax)).with.npv as number);
    solarAgrees(no);
  });
  test('losses of the first years are carried forward', () => {
    const more = { taxRate: 0.25, taxYears: 3, capex: 180e6, eligibleCost: 100e6 };
    const { flow } = workOut(solarPlan(SOLAR, more)).without;
    const untaxed = workOut(solarPlan(SOLAR, { ...more, taxRate: undefined })).without.flow;
    const paid = flow.map((x, k) => (untaxed[k] as number) - x);
    expect(paid.slice(0, 8).every((x) => x === 0)).toBe(true);
    expect(paid.at(-1)).toBeGreaterThan(0);
    solarAgrees(more);
    solarAgrees({ ...more, construction: 2, lag: 1, escalation: 0.03 });
  });
  test('a loss in the middle', () => solarAgrees({ ...tax, overhaulCost: 60e6, overhaulYear: 5 }));
  test('a rate without a depreciation life is no tax, and said', () => {
    const plan = solarPlan(SOLAR, { taxRate: 0.2 });
    const s = assessRow(solarCells(SOLAR, plan));
    agree(s, plan);
    expect(s.warnings).toContain('tax_needs_both');
  });
  test('the costs per tonne are before tax', () => {
    const cost = (more: Partial<Plan>) =>
      assessRow(solarCells(SOLAR, solarPlan(SOLAR, more))).number('abatement_cost_jpy_per_tco2');
    expect(cost(tax)).toBe(cost({}));
  });
});

describe('where the power goes', () => {
  const saving = (more: Cells) =>
    assessRow(steadySolar(1_000, { export_price_jpy_per_kwh: 4, ...more })).number('annual_saving_jpy');
  test('own use at the electricity price', () => expect(saving({})).toBeCloseTo(10_000_000, 6));
  test('sold: at the export price', () => expect(saving({ power_use: 'grid' })).toBeCloseTo(4_000_000, 6));
  test('sold by agreement: at the export price', () => expect(saving({ power_use: 'ppa' })).toBeCloseTo(4_000_000, 6));
  test('sold without an export price: at the electricity price', () =>
    expect(saving({ power_use: 'grid', export_price_jpy_per_kwh: '' })).toBeCloseTo(10_000_000, 6));
  test('70 % own use', () => expect(saving({ self_use_pct: 70 })).toBeCloseTo(7_000_000 + 1_200_000, 6));
  test('70 % own use, no export price: the rest earns nothing', () =>
    expect(saving({ self_use_pct: 70, export_price_jpy_per_kwh: '' })).toBeCloseTo(7_000_000, 6));
  test('curtailment lowers the computed generation', () => {
    const s = assessRow({
      ...steadySolar(1),
      annual_electricity_mwh: '',
      capacity_kw: 1_000,
      specific_yield_kwh_per_kw: 1_300,
      curtailment_pct: 10,
    });
    expect(s.number('electricity_mwh_year1')).toBeCloseTo(1_170, 9);
  });
  test('no price: no money, but tonnes and the grant', () => {
    const s = assessRow(steadySolar(1_000, { electricity_price_jpy_per_kwh: '' }));
    for (const o of ['npv_jpy', 'irr', 'payback_years', 'annual_saving_jpy', 'abatement_cost_jpy_per_tco2'])
      expect(s.reason(o), o).toBe('missing_input:electricity_price_jpy_per_kwh');
    expect(s.number('subsidy_jpy')).toBe(5_000_000);
  });
});

describe('lighting', () => {
  interface Led {
    hours: number;
    life: number;
    cost: number;
    evaluation: number;
  }
  const row = (l: Led): [Cells, Plan] => {
    const [before, after] = [(1_000 * 100 * l.hours) / 1e6, (900 * 40 * l.hours * 0.8) / 1e6];
    const plan: Plan = {
      ...PLAN,
      capex: 20e6,
      eligibleCost: 18e6,
      evaluation: l.evaluation,
      opex: 0.1e6,
      saving: () => (before - after) * 1_000 * 18 + 300_000,
      reduction: () => (before - after) * 0.5,
      replacement: (t) => (t >= l.evaluation ? 0 : l.cost * (sets(t - 1, l) - sets(t - 2, l))),
    };
    return [
      {
        country: 'TH',
        technology: 'led-lighting',
        methodology: 'generic-led',
        lighting_use: 'indoor',
        lamps: 1_000,
        lamps_after: 900,
        lamp_power_before_w: 100,
        lamp_power_after_w: 40,
        dimming_energy_saving_pct: 20,
        operating_hours_per_year: l.hours,
        lamp_life_hours: l.life,
        replacement_cost_jpy: l.cost,
        avoided_maintenance_jpy_per_year: 300_000,
        electricity_price_jpy_per_kwh: 18,
        reference_factor_tco2_per_mwh: 0.5,
        similar_projects: 0,
        ...moneyCells(plan),
      },
      plan,
    ];
  };
  /** Sets used up by the end of a year. */
  const sets = (years: number, l: Led) => (years < 1 ? 0 : Math.floor(Number(((years * l.hours) / l.life).toFixed(6))));

  test.each<[why: string, led: Led, in_years: number[]]>([
    ['life of exactly 5 years', { hours: 4_000, life: 20_000, cost: 3e6, evaluation: 15 }, [6, 11]],
    [
      'exactly 5 years, evaluated over 16: none in the last year',
      { hours: 4_000, life: 20_000, cost: 3e6, evaluation: 16 },
      [6, 11],
    ],
    ['exactly 5 years, evaluated over 17', { hours: 4_000, life: 20_000, cost: 3e6, evaluation: 17 }, [6, 11, 16]],
    ['life of 4.5 years', { hours: 4_000, life: 18_000, cost: 3e6, evaluation: 15 }, [6, 10]],
    ['life of 2.5 years', { hours: 4_000, life: 10_000, cost: 3e6, evaluation: 10 }, [4, 6, 9]],
    ['longer than the evaluation', { hours: 4_000, life: 80_000, cost: 3e6, evaluation: 15 }, []],
    ['used up in the year before the last', { hours: 4_000, life: 52_000, cost: 3e6, evaluation: 15 }, [14]],
    ['would fall in the last year', { hours: 4_000, life: 56_000, cost: 3e6, evaluation: 15 }, []],
    ['twice a year', { hours: 8_000, life: 4_000, cost: 1e6, evaluation: 4 }, [2, 2, 3, 3]],
  ])('%s', (_, led, years) => {
    const [cells, plan] = row(led);
    for (let t = 1; t <= led.evaluation; t++)
      expect(plan.replacement(t), `year ${t}`).toBe(led.cost * years.filter((y) => y === t).length);
    agree(assessRow(cells), plan);
  });

  test('no life: no replacement, said', () => {
    const [cells, plan] = row({ hours: 4_000, life: 20_000, cost: 3e6, evaluation: 15 });
    const s = assessRow({ ...cells, lamp_life_hours: '' });
    agree(s, { ...plan, replacement: () => 0 });
    expect(s.warnings).toContain('no_replacements_assumed');
  });
});

describe('the three sites', () => {
  const cells = new Map(records('three-sites.csv').map((r) => [r.site_id as string, r]));
  const n = (r: Readonly<Record<string, string>>, name: string): number => Number(r[name]);
  const common = (r: Readonly<Record<string, string>>): Plan => ({
    ...PLAN,
    capex: n(r, 'capex_jpy'),
    eligibleCost: n(r, 'eligible_cost_jpy'),
    opex: n(r, 'opex_jpy_per_year'),
    mrv: n(r, 'mrv_cost_jpy_per_year'),
    discount: n(r, 'discount_rate_pct') / 100,
    creditPrice: n(r, 'credit_price_jpy_per_tco2'),
  });
  const variants: Partial<Plan>[] = [
    {},
    { construction: 1 },
    { construction: 3, lag: 1, escalation: 0.02, taxRate: 0.2, taxYears: 5 },
    { lag: 2, taxRate: 0.2, taxYears: 10, grantReducesTaxBase: false },
    { evaluation: 20, horizon: 10 },
  ];
  const check = (r: Readonly<Record<string, string>>, plan: Plan, more: Cells = {}): void => {
    for (const v of variants) {
      const p = { ...plan, ...v };
      const changes = Object.fromEntries(
        Object.entries(moneyCells(p)).filter(([k]) => !['overhaul_cost_jpy', 'overhaul_year'].includes(k)),
      );
      agree(assessRow({ ...r, ...changes, ...more }), p);
    }
  };

  test('solar in Viet Nam: 1,500 kW × 1,150 kWh/kW × 0.333 t/MWh, 8 years in an electronics factory, five similar projects', () => {
    const r = cells.get('S1') as Record<string, string>;
    const energy = (t: number) =>
      ((n(r, 'capacity_kw') * n(r, 'specific_yield_kwh_per_kw')) / 1_000) * 0.995 ** (t - 1);
    const plan: Plan = {
      ...common(r),
      rate: 0.3,
      durable: 8,
      saving: (t) => energy(t) * 1_000 * n(r, 'electricity_price_jpy_per_kwh'),
      reduction: (t) => energy(t) * 0.333,
    };
    agree(assessRow(r), plan);
    check(r, plan);
  });

  test('lighting in Thailand: 262.8 MWh after, 130 ÷ 90 lm/W', () => {
    const r = cells.get('S2') as Record<string, string>;
    const before = (6_000 * 50 * 4_380) / 1e6;
    const after = (6_000 * 20 * 4_380) / 1e6;
    const plan: Plan = {
      ...common(r),
      rate: 0.5,
      durable: 15,
      saving: () => (before - after) * 1_000 * 18 + 960_000,
      reduction: () => (after * (130 / 90) - after) * REDUCTION_FACTOR,
      // 50,000 h ÷ 4,380 h = 11.4 years: used up in year 12, bought in year 13.
      replacement: (t) => (t === 13 ? 28_800_000 : 0),
    };
    check(r, plan, { reference_factor_tco2_per_mwh: REDUCTION_FACTOR });
  });

  test('cogeneration in Thailand: 50,400 MWh, 46 % and 34 % of the fuel, 85 % of the heat used, boiler of 88 %', () => {
    const r = cells.get('S3') as Record<string, string>;
    const generated = (7_000 * 8_000 * 0.9) / 1_000;
    const used = generated - 1_008;
    const fuel = (generated * 3.6) / 0.46;
    const heat = fuel * 0.34 * 0.85;
    const plan: Plan = {
      ...common(r),
      rate: 0.4,
      durable: 9, // tyre factory: rubber
      overhaulCost: 172_500_000,
      overhaulYear: 8,
      saving: () => used * 1_000 * 18 + (heat / 0.88) * 1_600 - fuel * 1_600,
      reduction: () => used * 0.5 + (heat / 0.88) * 0.0561 - fuel * 0.0561,
    };
    check(r, plan, { reference_factor_tco2_per_mwh: 0.5 });
  });
});

describe('any plan', () => {
  const amount = (max: number) => fc.integer({ min: 0, max: 1_000 }).map((x) => (x * max) / 1_000);
  const maybe = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: undefined });
  const plans = fc.record({
    capex: fc.integer({ min: 1, max: 2_000 }).map((x) => x * 1e5),
    eligible: fc.integer({ min: 0, max: 100 }),
    rate: fc.constantFrom(0.5, 0.4, 0.3),
    opex: amount(1e7),
    mrv: amount(2e6),
    overhaulCost: amount(3e7),
    overhaulYear: fc.integer({ min: 1, max: 30 }),
    construction: fc.integer({ min: 0, max: 3 }),
    horizon: fc.integer({ min: 1, max: 30 }),
    evaluation: fc.integer({ min: 1, max: 30 }),
    durable: fc.integer({ min: 1, max: 20 }),
    lag: fc.integer({ min: 0, max: 4 }),
    discount: maybe(fc.integer({ min: -2, max: 30 }).map((x) => x / 100)),
    escalation: fc.integer({ min: -5, max: 10 }).map((x) => x / 100),
    creditPrice: fc.integer({ min: 0, max: 20_000 }),
    goj: fc.integer({ min: 50, max: 60 }).map((x) => x / 100),
    hostGovernment: fc.integer({ min: 0, max: 20 }).map((x) => x / 100),
    hostParticipants: fc.integer({ min: 0, max: 20 }).map((x) => x / 100),
    taxRate: maybe(fc.integer({ min: 0, max: 40 }).map((x) => x / 100)),
    taxYears: maybe(fc.integer({ min: 1, max: 20 })),
    grantReducesTaxBase: fc.boolean(),
    energy: fc.integer({ min: 1, max: 5_000 }),
    degradation: fc.integer({ min: 0, max: 20 }).map((x) => x / 10),
    price: fc.integer({ min: 0, max: 300 }).map((x) => x / 10),
    tonnesPerMwh: fc.integer({ min: 1, max: 1_200 }).map((x) => x / 1_000),
  });

  test('agrees with the sums by hand', () => {
    fc.assert(
      fc.property(plans, ({ eligible, energy, degradation, price, tonnesPerMwh, ...rest }) => {
        // A grant after the last year evaluated is outside of what both describe.
        const lag = Math.min(rest.lag, rest.evaluation);
        const eligibleCost = (rest.capex * eligible) / 100;
        solarAgrees({ ...rest, lag, eligibleCost }, { energy, degradation, price, tonnesPerMwh });
      }),
      { numRuns: 300 },
    );
  });
});
