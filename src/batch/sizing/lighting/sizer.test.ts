/** The best of many combinations is the best of all of them: each one is assessed here. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogFromFiles } from '../../../../tools/build-catalog.ts';
import { NO_SCENARIO } from '../../../assessment/scenario.ts';
import type { Catalog } from '../../../catalog/index.ts';
import { type Fit, fitOf } from '../../../hourly/lighting/fit.ts';
import { readInventory } from '../../../hourly/lighting/inventory.ts';
import { readLuminaires } from '../../../hourly/lighting/luminaires.ts';
import type { SiteResult } from '../../assess.ts';
import { readSite, type SitePlan } from '../read-site.ts';
import { sizedRow } from '../row.ts';
import { SizedRows } from '../rows.ts';
import { sizeSite } from '../size-site.ts';
import { candidateOf } from './candidate.ts';
import { lightingSizer } from './sizer.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

const LUMINAIRES = [
  { id: 'a', power_w: 40, flux_lm: 6000, life_h: 50_000, price_jpy: 9000 },
  { id: 'b', power_w: 36, flux_lm: 6100, life_h: 30_000, price_jpy: 8000 },
  { id: 'c', power_w: 33, flux_lm: 6000, life_h: 60_000, price_jpy: 15_000 },
  { id: 'd', power_w: 50, flux_lm: 9000, life_h: 25_000, price_jpy: 11_000 },
  { id: 'e', power_w: 30, flux_lm: 6400, life_h: 100_000, price_jpy: 24_000 },
  { id: 'f', power_w: 60, flux_lm: 10_500, price_jpy: 7000 },
];
const ROOMS = [
  { id: 'r1', use: 'indoor', fixtures: 20, fixture_power_w: 90, operating_hours_per_year: 3000, fixture_flux_lm: 5000 },
  { id: 'r2', use: 'indoor', fixtures: 50, fixture_power_w: 85, operating_hours_per_year: 5000, fixture_flux_lm: 5900 },
  {
    id: 'r3',
    use: 'indoor',
    fixtures: 10,
    fixture_power_w: 110,
    operating_hours_per_year: 8760,
    illuminance_lx: 200,
    area_m2: 180,
    fixtures_most: 10,
  },
  {
    id: 'r4',
    use: 'indoor',
    fixtures: 30,
    fixture_power_w: 75,
    operating_hours_per_year: 2000,
    illuminance_lx: 300,
    area_m2: 250,
    fixtures_most: 40,
  },
];
const SITE = {
  site_id: 'L',
  country: 'VN',
  technology: 'led-lighting',
  lighting_use: 'indoor',
  methodology: 'generic-led',
  electricity_price_jpy_per_kwh: 14,
  discount_rate_pct: 7,
  similar_projects: 0,
  legal_durable_years: 15,
  rooms: ROOMS,
  luminaires: LUMINAIRES,
  range: { luminaires: LUMINAIRES.map((l) => l.id) },
  cost: { fixed_jpy: 100_000, install_jpy_per_lamp: 1000 },
};

function sized(raw: object) {
  const site = readSite(raw, catalog, NO_SCENARIO).site as SitePlan;
  const rows = new SizedRows(catalog, NO_SCENARIO);
  const r = sizeSite({ catalog, scenario: NO_SCENARIO, site, rows, inputs: { years: {}, tables: {} } });
  return { ...r, site, rows };
}

/** A life that is used up within year n is replaced in year n + 1, before the fifteenth. */
const replacedIn = (life: number): number[] =>
  Array.from({ length: 14 }, (_, k) => Math.ceil((k + 1) * life - 1e-6) + 1).filter((t) => t < 15);

/** Tables as rows of texts, as a file would give them. */
function rowsOf(list: readonly object[]) {
  const header = [...new Set(list.flatMap((x) => Object.keys(x)))];
  const cells = list.map((x) => header.map((h) => String((x as Record<string, unknown>)[h] ?? '')));
  return [header, ...cells].map((c, i) => ({ line: i + 1, cells: c }));
}

/** Every combination, one by one. */
function all(site: SitePlan, rows: SizedRows, reference?: number): SiteResult[] {
  const luminaires = readLuminaires(rowsOf(LUMINAIRES), catalog, []);
  const rooms = readInventory(rowsOf(ROOMS), catalog, {}, []);
  let combos: Fit[][] = [[]];
  for (const room of rooms) {
    const fits = luminaires.flatMap((l) => fitOf(room, l) ?? []);
    expect(fits.length).toBeGreaterThan(1);
    combos = combos.flatMap((c) => fits.map((f) => [...c, f]));
  }
  const cost = { fixedJpy: 100_000, jpyOf: {}, installJpyPerLamp: 1000 };
  const texts = combos.map((fits) => {
    const priced = fits.map((f) => ({ ...f, setJpy: f.count * ((f.luminaire.priceJpy as number) + 1000) }));
    return sizedRow(site.file, candidateOf(priced, 1, { replacedIn, reference, cost }), lightingSizer.sized);
  });
  return rows.assess(rows.read(texts).rows ?? []);
}

const figure = (r: SiteResult, column: string) =>
  r.values[r.model.outputs.findIndex((o) => o.column === column)] as number;

describe('more combinations than are assessed one by one', () => {
  test.each([
    ['npv', (r: SiteResult) => figure(r, 'npv_jpy'), {}],
    ['npv', (r: SiteResult) => figure(r, 'npv_jpy'), { budget_jpy: 1_150_000 }],
    ['reduction', (r: SiteResult) => figure(r, 'reduction_tco2_horizon'), { budget_jpy: 1_500_000 }],
    ['cost-per-tonne', (r: SiteResult) => -figure(r, 'subsidy_requested_jpy_per_tco2'), {}],
    ['{ output: irr }', (r: SiteResult) => figure(r, 'irr'), { max_payback_years: 3 }],
  ] as const)('%s %j %j', (aim, of, limits) => {
    const raw = { ...SITE, limits, aim: aim.startsWith('{') ? { output: 'irr', best: 'most' } : aim };
    const { sizing, findings, site, rows } = sized(raw);
    expect(findings.filter((f) => f.severity === 'error')).toEqual([]);
    const every = all(site, rows).filter(
      (r) =>
        figure(r, 'own_burden_jpy') + figure(r, 'subsidy_jpy') <=
          ((limits as { budget_jpy?: number }).budget_jpy ?? Number.POSITIVE_INFINITY) &&
        figure(r, 'payback_years') <= ((limits as { max_payback_years?: number }).max_payback_years ?? 99),
    );
    const best = Math.max(...every.map(of).filter((v) => !Number.isNaN(v)));
    const chosen = sizing?.points[sizing.choice.best as number];
    expect(every.length).toBeGreaterThan(0);
    expect(chosen && of(chosen.result)).toBeCloseTo(best, 6);
    expect(sizing?.points.length).toBeLessThan(sizing?.facts.combinations as number);
    expect(findings.map((f) => f.code)).toContain('lighting_unbeaten');
  });

  test('the ratio methodology: lumens count where a reference efficacy is given', () => {
    const raw = {
      ...SITE,
      country: 'TH',
      methodology: 'TH_AM016',
      reference_factor_tco2_per_mwh: 0.5,
      efficacy_reference_lm_per_w: 90,
      aim: 'reduction',
      limits: { budget_jpy: 1_300_000 },
    };
    const { sizing, findings, site, rows } = sized(raw);
    expect(findings.filter((f) => f.severity === 'error')).toEqual([]);
    const within = all(site, rows, 90).filter(
      (r) => figure(r, 'own_burden_jpy') + figure(r, 'subsidy_jpy') <= 1_300_000,
    );
    const chosen = sizing?.points[sizing.choice.best as number];
    const best = Math.max(...within.map((r) => figure(r, 'reduction_tco2_horizon')));
    expect(chosen && figure(chosen.result, 'reduction_tco2_horizon')).toBeCloseTo(best, 6);
    // RE = project kWh × efficacy ÷ reference × factor, so tonnes are the kWh of the ratio's view times the factor.
    expect(chosen && figure(chosen.result, 'reduction_tco2_year1')).toBeCloseTo(
      ((chosen?.year.ratio_saved_kwh as number) / 1000) * 0.5,
      6,
    );
    expect(chosen?.year.saved_kwh).not.toBeCloseTo(chosen?.year.ratio_saved_kwh as number, 0);
  });
});

describe('a few combinations', () => {
  const few = { ...SITE, range: { luminaires: ['a', 'b', 'd'] } };

  test('all are assessed; sums over rooms are those of the assessment', () => {
    const { sizing } = sized(few);
    expect(sizing?.points.length).toBe(sizing?.facts.combinations);
    for (const p of sizing?.points ?? []) {
      const sum = (key: string) => (p.parts ?? []).reduce((a, part) => a + (part[key] as number), 0);
      expect(sum('saved_kwh')).toBeCloseTo(sum('baseline_kwh') - sum('project_kwh'), 6);
      expect(p.year.saved_kwh).toBeCloseTo(sum('saved_kwh'), 6);
      expect(figure(p.result, 'electricity_mwh_year1') * 1000).toBeCloseTo(sum('saved_kwh'), 6);
      expect(p.capexJpy).toBeCloseTo(sum('capex_jpy') + 100_000, 6);
      for (const part of p.parts ?? []) {
        expect(part.light_share as number).toBeGreaterThanOrEqual(1 - 1e-9);
        if (part.lux !== undefined)
          expect(part.lux as number).toBeGreaterThanOrEqual((part.needed_lux as number) * (1 - 1e-9));
      }
    }
  });

  test('twice the rooms, fixtures, areas and budget: twice the energy and cost, the same lamps', () => {
    const twice = ROOMS.map((r) => ({
      ...r,
      fixtures: 2 * r.fixtures,
      ...(r.area_m2 === undefined ? {} : { area_m2: 2 * r.area_m2, fixtures_most: 2 * (r.fixtures_most as number) }),
    }));
    const cost = (k: number) => ({ ...SITE.cost, fixed_jpy: k * 100_000 });
    const [one, two] = [sized(few), sized({ ...few, rooms: twice, cost: cost(2) })].map((r) => r.sizing);
    const best = (s: typeof one) => s?.points[s.choice.best as number];
    const [a, b] = [best(one), best(two)];
    expect(b?.parts?.map((p) => p.luminaire)).toEqual(a?.parts?.map((p) => p.luminaire));
    expect(b?.year.baseline_kwh).toBeCloseTo(2 * (a?.year.baseline_kwh as number), 6);
    // Rooms in which the count is free may need one lamp less than twice as many.
    for (const [i, part] of (a?.parts ?? []).entries()) {
      const double = b?.parts?.[i]?.lamps_after as number;
      expect([2 * (part.lamps_after as number) - 1, 2 * (part.lamps_after as number)]).toContain(double);
    }
  });

  test('one for one, twice the lamps, prices alike: every figure of energy and cost doubles', () => {
    const plain = ROOMS.map(({ fixtures_most: _, ...r }) => r);
    const twice = plain.map((r) => ({
      ...r,
      fixtures: 2 * r.fixtures,
      ...(r.area_m2 ? { area_m2: 2 * r.area_m2 } : {}),
    }));
    const [one, two] = [plain, twice].map((rooms) => sized({ ...few, rooms, cost: {} }).sizing);
    expect(two?.points.length).toBe(one?.points.length);
    for (const [i, a] of (one?.points ?? []).entries()) {
      const b = two?.points[i];
      for (const key of ['baseline_kwh', 'project_kwh', 'saved_kwh', 'lamps_after'])
        expect(b?.year[key]).toBeCloseTo(2 * (a.year[key] as number), 6);
      expect(b?.capexJpy).toBeCloseTo(2 * (a.capexJpy as number), 6);
      expect(b && figure(b.result, 'annual_saving_jpy')).toBeCloseTo(2 * figure(a.result, 'annual_saving_jpy'), 4);
    }
  });

  test('a luminaire without a stated life is never replaced, which is said', () => {
    expect(sized(few).findings.map((f) => f.code)).not.toContain('lighting_no_life');
    const { findings } = sized({ ...SITE, range: { luminaires: ['a', 'f'] } });
    expect(findings.find((f) => f.code === 'lighting_no_life')?.params.luminaires).toBe('f');
  });

  test('money of the row: replacements over the evaluation are those of the rooms', () => {
    const { sizing } = sized(few);
    const best = sizing?.points[sizing.choice.best as number];
    const cell = (h: string) => Number(best?.row.cells[best.row.header.indexOf(h)]);
    const life = cell('lamp_life_hours') / cell('operating_hours_per_year');
    const years = best?.parts?.flatMap((p) =>
      String(p.replaced_in ?? '')
        .split(' ')
        .filter(Boolean)
        .map(() => p.capex_jpy as number),
    );
    const times = Math.floor(14 / life - 1e-9);
    expect(cell('replacement_cost_jpy') * times).toBeCloseTo(
      (years ?? []).reduce((a, b) => a + b, 0),
      3,
    );
  });

  test('one luminaire by its name alone', () => {
    const { sizing } = sized({ ...SITE, range: { luminaires: 'd' } });
    expect(sizing?.points.map((p) => p.parts?.map((x) => x.luminaire))).toEqual([['d', 'd', 'd', 'd']]);
  });

  test('rooms of a group take the same luminaire', () => {
    const [r1, r2, r3, r4] = ROOMS.map((r, i) => ({ ...r, group: i < 2 ? 'A' : 'B' }));
    const { sizing } = sized({ ...SITE, rooms: [r1, r3, r2, r4] });
    expect(sizing?.points.length).toBe(sizing?.facts.combinations);
    for (const { parts = [] } of sizing?.points ?? []) {
      const of = (id: string) => parts.find((p) => p.room === id)?.luminaire;
      expect(parts.map((p) => p.room).sort()).toEqual(['r1', 'r2', 'r3', 'r4']);
      expect([of('r1'), of('r3')]).toEqual([of('r2'), of('r4')]);
    }
    // Without groups at least as good, as every grouped choice is one of them.
    const free = sized(SITE).sizing;
    expect(free?.choice.values[free.choice.best as number]).toBeGreaterThanOrEqual(
      sizing?.choice.values[sizing.choice.best as number] as number,
    );
  });

  test('metered rooms give the energy itself, rated ones watts and hours', () => {
    const [first, ...others] = ROOMS;
    const { sizing } = sized({ ...few, rooms: [{ ...first, metered_kwh: 5000 }, ...others] });
    const p = sizing?.points[0];
    expect(p?.row.header).toContain('baseline_electricity_mwh');
    expect(p?.row.header).not.toContain('lamp_power_before_w');
    expect(p && figure(p.result, 'electricity_mwh_year1')).toBeCloseTo((p?.year.saved_kwh as number) / 1000, 9);
    expect((p?.year.rated_kwh as number) - (p?.year.baseline_kwh as number)).toBeCloseTo(5400 - 5000, 6);
    expect(sizing?.facts.rooms).toBe(4);
  });
});

describe('what is wrong', () => {
  const codes = (raw: object) => {
    const { site, findings } = readSite(raw, catalog, NO_SCENARIO);
    const later = site ? sized(raw).findings : [];
    return [...findings, ...later]
      .filter((f) => f.severity === 'error')
      .map((f) => [f.code, f.column ?? f.params.key ?? f.params.id]);
  };
  const { rooms: _, ...without } = SITE;

  test.each([
    ['no rooms', without, ['lighting_no_rooms', undefined]],
    ['rooms that are no list', { ...SITE, rooms: 3 }, ['size_bad_value', 'rooms']],
    ['a bad cell', { ...SITE, rooms: [{ ...ROOMS[0], fixtures: -1 }] }, ['out_of_range', 'rooms[0].fixtures']],
    [
      'a key nobody knows',
      { ...SITE, rooms: [{ ...ROOMS[0], colour: 1 }] },
      ['lighting_unknown_column', 'rooms.colour'],
    ],
    ['a series', { ...SITE, series: { load: 'x.csv' } }, ['size_unknown_key', 'series.load']],
    [
      'a luminaire nobody knows',
      { ...SITE, range: { luminaires: ['zs-hb1000'] } },
      ['lighting_unknown_luminaire', 'zs-hb1000'],
    ],
    ['a price of one nobody knows', { ...SITE, cost: { luminaires: { x: 1 } } }, ['lighting_unknown_luminaire', 'x']],
    [
      'a luminaire of a room nobody knows',
      { ...SITE, rooms: [{ ...ROOMS[0], luminaires: 'q' }] },
      ['lighting_unknown_luminaire', 'rooms[0].luminaires'],
    ],
    ['luminaires that are no names', { ...SITE, range: { luminaires: [1] } }, ['size_bad_value', 'range.luminaires']],
    ['a key of costs', { ...SITE, cost: { per_lamp: 1 } }, ['size_unknown_key', 'cost.per_lamp']],
    ['a price below 0', { ...SITE, cost: { luminaires: { a: -1 } } }, ['size_bad_value', 'cost.luminaires.a']],
    [
      'nothing strong enough',
      { ...SITE, rooms: [{ ...ROOMS[0], fixture_flux_lm: 90_000 }] },
      ['lighting_no_luminaire', 'r1'],
    ],
    ['indoor and street', { ...SITE, rooms: [{ ...ROOMS[0], use: 'street' }] }, ['lighting_mixed_use', undefined]],
  ] as const)('%s', (_, raw, fault) => {
    expect(codes(raw)).toEqual([fault]);
  });

  test('one price for all', () => {
    const { cost: _, ...rest } = SITE;
    const bare = LUMINAIRES.map(({ price_jpy: _, ...l }) => l);
    expect(codes({ ...rest, luminaires: bare, capex_jpy: 1e6 })).toEqual([['lighting_capex_fixed', undefined]]);
  });

  test('luminaires without a price are left out, which is said', () => {
    const { range: _, ...rest } = SITE;
    const { findings, sizing } = sized({ ...rest, rooms: ROOMS.slice(0, 2) });
    expect(findings.find((f) => f.code === 'lighting_no_price')?.params.count).toBeGreaterThan(15);
    const used = new Set(sizing?.points.flatMap((p) => (p.parts ?? []).map((x) => x.luminaire)));
    expect([...used].every((id) => LUMINAIRES.some((l) => l.id === id))).toBe(true);
  });
});

describe('limits and aims that lamps of more cost may serve', () => {
  // A room saves 100 × 50 W × 3,500 h × 16 JPY = 280,000 JPY a year; 600,000 or 1,600,000 JPY of lamps.
  const rooms = (fixtures: readonly number[]) =>
    fixtures.map((n, i) => ({
      id: `r${i}`,
      fixtures: n,
      fixture_power_w: 90,
      operating_hours_per_year: 3500,
      fixture_flux_lm: 5000,
    }));
  const site = (fixtures: readonly number[], more: object) => ({
    ...SITE,
    electricity_price_jpy_per_kwh: 16,
    rooms: rooms(fixtures),
    luminaires: [
      { id: 'cheap', power_w: 40, flux_lm: 6000, life_h: 60_000, price_jpy: 6000 },
      { id: 'dear', power_w: 40, flux_lm: 6000, life_h: 60_000, price_jpy: 16_000 },
    ],
    range: { luminaires: ['cheap', 'dear'] },
    cost: { install_jpy_per_lamp: 0 },
    ...more,
  });
  const ALIKE = Array.from({ length: 10 }, () => 100);
  const DIFFERENT = Array.from({ length: 14 }, (_, i) => 2 ** i);

  test('a payback that may not be too short: rooms that are alike are all weighed, three take the dear one', () => {
    const { sizing, findings } = sized(site(ALIKE, { limits: { min_payback_years: 3 } }));
    const best = sizing?.points[sizing.choice.best as number];
    expect(findings.map((f) => f.code)).toContain('lighting_distinct');
    expect(sizing?.points).toHaveLength(11);
    expect(best?.parts?.filter((p) => p.luminaire === 'dear')).toHaveLength(3);
    expect(best && figure(best.result, 'payback_years_without_subsidy')).toBeCloseTo(9 / 2.8, 6);
    expect(sizing?.choice.binding).toEqual(['min_payback_years']);
  });

  test('so is an aim at more cost', () => {
    const { sizing } = sized(site(ALIKE, { aim: { output: 'own_burden_jpy', best: 'most' } }));
    const best = sizing?.points[sizing.choice.best as number];
    expect(best?.parts?.every((p) => p.luminaire === 'dear')).toBe(true);
  });

  test('rooms that all differ: too many, and it is not said that no size keeps the limit', () => {
    const { sizing, findings } = sized(site(DIFFERENT, { limits: { min_payback_years: 3 } }));
    expect(sizing?.choice.best).toBeUndefined();
    const errors = findings.filter((f) => f.severity === 'error');
    expect(errors.map((f) => f.code)).toEqual(['lighting_limit_needs_all']);
    expect(errors[0]?.params.limits).toBe('min_payback_years');
  });

  test('a limit that the best of all keeps leaves it the best, and nothing is in doubt', () => {
    const { sizing, findings } = sized(site(DIFFERENT, { limits: { min_payback_years: 2 } }));
    const best = sizing?.points[sizing.choice.best as number];
    expect(best?.parts?.every((p) => p.luminaire === 'cheap')).toBe(true);
    expect(findings.map((f) => f.code)).not.toContain('lighting_limit_needs_all');
  });

  test('a chance may ask for more too; an aim that does is refused', () => {
    const chances = 'payback_years_without_subsidy >= 3 at p50';
    const codes = (more: object) => sized(site(DIFFERENT, more)).findings.map((f) => f.code);
    expect(codes({ limits: { chances } })).toContain('lighting_limit_needs_all');
    expect(codes({ aim: { output: 'own_burden_jpy', best: 'most' } })).toContain('lighting_aim_needs_all');
  });
});

describe('what the lumen method does not see in what was chosen', () => {
  const office = { id: 'office', use: 'indoor', fixtures: 96, fixture_power_w: 85, operating_hours_per_year: 3000 };
  const LAMPS = [
    { id: 'big', power_w: 150, flux_lm: 20_000, price_jpy: 1000 },
    { id: 'panel', power_w: 32, flux_lm: 4300, price_jpy: 1000 },
  ];
  const told = (room: object, ids: readonly string[]) => {
    const site = { ...SITE, rooms: [{ ...office, ...room }], luminaires: LAMPS, range: { luminaires: ids } };
    return sized(site).findings.filter((f) => ['lighting_fewer_lamps', 'lighting_brighter_lamps'].includes(f.code));
  };
  const LIGHT = { illuminance_lx: 500, area_m2: 600, fixtures_most: 200 };

  test('500 lx × 600 m2 ÷ (20,000 lm × 0.75 × 0.8) = 25 of 96, each more than twice as bright as the old: both are said', () => {
    const found = told({ ...LIGHT, fixture_flux_lm: 5000 }, ['big']);
    expect(found.map((f) => [f.code, f.severity, f.params])).toEqual([
      ['lighting_fewer_lamps', 'warning', { rooms: 'office (96 → 25)', share_pct: 70, evidence: 'definition' }],
      [
        'lighting_brighter_lamps',
        'warning',
        { rooms: 'office (5000 → 20000 lm, big)', share_pct: 200, evidence: 'definition' },
      ],
    ]);
  });

  test('only of what was chosen: panels keep the number (117 of 96); a flux nobody knows is not compared', () => {
    expect(told({ ...LIGHT, fixture_flux_lm: 5000 }, ['panel'])).toEqual([]);
    expect(told(LIGHT, ['big']).map((f) => f.code)).toEqual(['lighting_fewer_lamps']);
    // 67.2 lamps are 70 %: 68 of 96 (500 lx × 1,632 m2 ÷ 12,000 lm) are enough, 67 (1,608 m2) are few.
    expect(told({ ...LIGHT, area_m2: 1632 }, ['big'])).toEqual([]);
    expect(told({ ...LIGHT, area_m2: 1608 }, ['big']).map((f) => f.code)).toEqual(['lighting_fewer_lamps']);
  });

  test('no luminaire gives the light: how much each of them would have to give, and the nearest', () => {
    const none = (room: object, ids: readonly string[]) =>
      sized({ ...SITE, rooms: [{ ...office, ...room }], luminaires: LAMPS, range: { luminaires: ids } }).findings.find(
        (f) => f.severity === 'error',
      );
    // 500 lx × 3,500 m2 ÷ (96 × 0.75 × 0.8) = 30,381.9 lm.
    const fault = none({ illuminance_lx: 500, area_m2: 3500 }, ['panel', 'big']);
    expect([fault?.code, fault?.params]).toEqual([
      'lighting_no_luminaire',
      { id: 'office', count: 96, needed: 30_382, luminaire: 'big', given: 20_000 },
    ]);
    expect(none({ ...LIGHT, constant_output: 'yes' }, ['big'])?.code).toBe('lighting_none_allowed');
  });
});
