/** `size` of cogeneration: figures worked out by hand where demands are flat, the written row under `assess`, and the example looked at again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessJson, jcm, records, scratch, sheet } from '../support/command.ts';

const FOLDER = scratch();

interface Point {
  size: { units: number; engine: string; operation: string };
  aim: number | null;
  broken: string[];
  year: Record<string, number>;
  outputs: Record<string, number | null>;
}
interface Sized {
  best: (Point['size'] & { year: Point['year']; outputs: Point['outputs'] }) | null;
  binding: string[];
  ends: string[];
  curve: Point[];
  findings: { code: string; severity: string; params: Record<string, unknown> }[];
}

let n = 0;
function site(lines: readonly string[]): string {
  const file = join(FOLDER, `site${n++}.yaml`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

async function sized(file: string, codes: readonly number[] = [0, 1]): Promise<Sized> {
  const { code, out, err } = await jcm(['size', file, '--json']);
  expect(codes, err).toContain(code);
  return JSON.parse(out);
}

const codesOf = (r: Sized) => r.findings.map((f) => f.code);

/** 1,000 kWh of electricity and 500 kWh of heat each hour. */
const KEYS = [
  'site_id: A',
  'country: VN',
  'technology: gas-cogeneration',
  'methodology: generic-cogeneration',
  'reference_factor_tco2_per_mwh: 0.5',
  'electricity_price_jpy_per_kwh: 16',
  'gas_price_jpy_per_gj_ncv: 1400',
  'boiler_efficiency_pct: 80',
  'discount_rate_pct: 6',
  'power_use: self',
];
const SERIES = ['series:', '  load_shape: factory-3-shifts', '  annual_kwh: 8760000'];
const HEAT = ['  heat_shape: factory-3-shifts', '  annual_heat_gj: 15768'];
const ENGINE =
  'engine: { power_kw: 800, electrical_efficiency_pct: 40, heat_efficiency_pct: 40, forced_outage_pct: 0, maintenance_hours: 0, auxiliary_pct: 5 }';
const COST = 'cost: { fixed_jpy: 1000000, jpy_per_kw: 200000, opex_jpy_per_kwh: 2, opex_jpy_per_kw_year: 1000 }';
const CHILLER_COST = 'cost: { jpy_per_kw: 1, jpy_per_chiller_kw: 5 }';
const POWER_LED = ['range: { operation: power-led }'];

describe('flat demands, worked out by hand', () => {
  test('energy, fuel, heat, cost and tonnes of 800 kW led by power', async () => {
    const { best } = await sized(site([...KEYS, ...SERIES, ...HEAT, ENGINE, COST, ...POWER_LED]));
    const generation = 800 * 8760;
    const fuel = (generation / 0.4) * 0.0036;
    const heat = 500 * 8760 * 0.0036;
    expect(best?.year).toMatchObject({ capacity_kw: 800, starts: 1, running_hours: 8760, export_kwh: 0 });
    expect(best?.year.generation_kwh).toBeCloseTo(generation, 4);
    expect(best?.year.import_kwh).toBeCloseTo((1000 - 760) * 8760, 4);
    expect(best?.year.fuel_gj_ncv).toBeCloseTo(fuel, 6);
    expect(best?.year.heat_used_gj).toBeCloseTo(heat, 6);
    expect(best?.year.heat_dumped_gj).toBeCloseTo(0.4 * fuel - heat, 6);
    expect(best?.year.peak_import_kw).toBeCloseTo(240, 9);
    const own = 760 * 8.76;
    const tonnes = own * 0.5 + (heat / 0.8) * 0.0561 - fuel * 0.0561;
    expect(best?.outputs.reduction_tco2_year1).toBeCloseTo(tonnes, 4);
    expect(best?.outputs.electricity_mwh_year1).toBeCloseTo(own, 6);
    expect(best?.outputs.capex_jpy).toBe(1000000 + 800 * 200000);
    expect(best?.outputs.annual_saving_jpy).toBeCloseTo(own * 16000 + (heat / 0.8 - fuel) * 1400, 0);
    const opex = generation * 2 + 800 * 1000;
    const payback = (1000000 + 800 * 200000) / ((best?.outputs.annual_saving_jpy as number) - opex);
    expect(best?.outputs.payback_years_without_subsidy).toBeCloseTo(payback, 6);
  });

  test('no heat left over: the load stays where heat made meets heat used', async () => {
    const limits = 'limits: { heat_dump: false }';
    const { best } = await sized(site([...KEYS, ...SERIES, ...HEAT, ENGINE, COST, limits, ...POWER_LED]));
    expect(best?.year.heat_dumped_gj).toBeCloseTo(0, 6);
    expect(best?.year.heat_used_share).toBeCloseTo(1, 9);
    expect(best?.year.heat_used_gj).toBeCloseTo(15768, 4);
  });

  test('one hour in ten out unforeseen, a week of maintenance of each of two units', async () => {
    const engine = ENGINE.replace('outage_pct: 0', 'outage_pct: 10').replace('hours: 0', 'hours: 168');
    const range = 'range: { operation: power-led, units: 2 }';
    const { best } = await sized(site([...KEYS, ...SERIES, engine, COST, range]));
    // Net need 1,000 = 95 % of 1,052.6 from two; 800 at most from one. Two weeks with one unit at most.
    const both = 0.81 * (1000 / 0.95) + 0.18 * 800;
    expect(best?.year.generation_kwh).toBeCloseTo((8760 - 336) * both + 336 * 0.9 * 800, 2);
  });

  test('absorption: what it saves counts as electricity, its heat does not count as heat', async () => {
    const cooling = ['  cooling_shape: factory-3-shifts', `  annual_cooling_gj: ${200 * 8760 * 0.0036}`];
    const keys = [...KEYS, 'reference_cop: 4', 'chiller: { cop: 0.7 }'];
    const { best } = await sized(site([...keys, ...SERIES, ...HEAT, ...cooling, ENGINE, COST, ...POWER_LED]));
    // 800 of heat: 500 as heat, 200 ÷ 0.7 for the chiller, the rest dumped; 200 ÷ 4 kWh less of the electric one.
    expect(best?.year.absorption_cooling_gj).toBeCloseTo(200 * 8760 * 0.0036, 4);
    expect(best?.year.heat_to_chiller_gj).toBeCloseTo((200 / 0.7) * 8760 * 0.0036, 4);
    expect(best?.year.import_kwh).toBeCloseTo((1000 - 50 - 760) * 8760, 3);
    const fuel = 2000 * 8760 * 0.0036;
    const tonnes = (760 + 50) * 8.76 * 0.5 + (15768 / 0.8) * 0.0561 - fuel * 0.0561;
    expect(best?.outputs.reduction_tco2_year1).toBeCloseTo(tonnes, 3);
  });

  test('a tariff: the price of the row is what a kWh no longer bought saved, the peak included', async () => {
    const prices = Array.from({ length: 24 }, (_, h) => (h < 8 ? 10 : 22));
    const tariff = `tariff: { jpy_per_kwh: [${prices.join(', ')}], demand_jpy_per_kw_year: 12000, standby_jpy_per_kw_year: 500 }`;
    const file = join(FOLDER, 'row.csv');
    const input = site([...KEYS, ...SERIES, ENGINE, COST, tariff, ...POWER_LED]);
    await jcm(['size', input, '--write-row', file]);
    const [row] = records(readFileSync(file, 'utf8'));
    expect(Number(row?.electricity_price_jpy_per_kwh)).toBeCloseTo(18 + (760 * 12000) / (760 * 8760), 9);
    expect(Number(row?.opex_jpy_per_year)).toBeCloseTo(2 * 800 * 8760 + 1000 * 800 + 500 * 800, 3);
  });

  test('cheap nights stop an engine led by cost', async () => {
    const prices = Array.from({ length: 24 }, (_, h) => (h < 8 ? 5 : 22));
    const tariff = `tariff: { jpy_per_kwh: [${prices.join(', ')}] }`;
    const { best } = await sized(site([...KEYS, ...SERIES, ENGINE, COST, tariff, 'range: { operation: cost-led }']));
    expect(best?.year).toMatchObject({ running_hours: 16 * 365, starts: 365 });
  });
});

describe('the example', () => {
  test('its best is the best of all; assess of the written row gives the same figures', async () => {
    const file = join(FOLDER, 'hotel.csv');
    const { code, out } = await jcm(['size', sheet('sizing/cogeneration.yaml'), '--json', '--write-row', file]);
    expect(code).toBe(0);
    const r = JSON.parse(out) as Sized;
    expect(r.curve).toHaveLength(3 * 3 * 3);
    const npv = r.curve.filter((p) => p.broken.length === 0).map((p) => p.outputs.npv_jpy as number);
    expect(r.best?.outputs.npv_jpy).toBe(Math.max(...npv));
    const { sites } = await assessJson([file]);
    expect(sites[0]?.outputs).toEqual(r.best?.outputs);
  });

  test('balances of every size close; led by cost saves most', async () => {
    const r = await sized(sheet('sizing/cogeneration.yaml'));
    const net = new Map<string, number>();
    for (const { year: y, outputs, size } of r.curve) {
      const of = (name: string) => y[name] as number;
      expect(of('generation_kwh') - of('auxiliary_kwh') - of('own_use_kwh') - of('export_kwh')).toBeCloseTo(0, 3);
      // The load of the series holds the electric chillers.
      expect(of('own_use_kwh') + of('import_kwh') + of('cooling_electricity_avoided_kwh')).toBeCloseTo(9000000, 3);
      const used = of('heat_used_gj') + of('heat_to_chiller_gj') + of('heat_dumped_gj');
      expect(used).toBeCloseTo(of('heat_made_gj'), 6);
      expect(of('heat_used_gj') + of('boiler_heat_gj')).toBeCloseTo(18000, 6);
      expect(of('absorption_cooling_gj') + of('electric_cooling_gj')).toBeCloseTo(45000, 6);
      expect(of('absorption_cooling_gj')).toBeCloseTo(0.74 * of('heat_to_chiller_gj'), 6);
      net.set(Object.values(size).join(' '), (outputs.annual_saving_jpy as number) - 2 * of('generation_kwh'));
    }
    for (const [key, saving] of net)
      expect(net.get(key.replace(/\S+-led$/, 'cost-led'))).toBeGreaterThanOrEqual(saving - 1);
  });
});

describe('heat from a file', () => {
  test('bills in GJ, spread by a shape', async () => {
    const file = join(FOLDER, 'heat.csv');
    const months = Array.from({ length: 12 }, (_, m) => `2023-${String(m + 1).padStart(2, '0')},1314`);
    writeFileSync(file, `month,heat_gj\n${months.join('\n')}\n`);
    const series = [...SERIES, '  heat: heat.csv', '  heat_shape: factory-3-shifts'];
    const { best } = await sized(site([...KEYS, ...series, ENGINE, COST, ...POWER_LED]));
    expect((best?.year.heat_used_gj as number) + (best?.year.boiler_heat_gj as number)).toBeCloseTo(15768, 6);
  });
});

describe('what is wrong, with its remedy', () => {
  const range = (engine: string) => `range: { engine: ${engine} }`;
  test.each([
    ['no engine', [...SERIES], 'size_no_engine'],
    ['no load', [ENGINE], 'size_no_demand'],
    ['an engine without heat', [...SERIES, range('mitsubishi-gs16r2-1000')], 'size_engine_lacks'],
    ['efficiency on gross calorific value', [...SERIES, range('reopt-recip-250-500')], 'size_engine_lacks'],
    ['an engine that is not in the table', [...SERIES, range('jenbacher-j999')], 'size_bad_value'],
    ['half a unit', [...SERIES, ENGINE, 'range: { units: 1.5 }'], 'size_bad_value'],
    ['a tariff of 23 hours', [...SERIES, ENGINE, `tariff: { jpy_per_kwh: [${'9, '.repeat(22)}9] }`], 'size_bad_value'],
    ['no day', [...SERIES, ENGINE.replace('power_kw', "maintenance_from: '02-30', power_kw")], 'size_bad_value'],
    ['a chiller without COP', [...SERIES, ENGINE, 'chiller: { capacity_kw: 9 }'], 'size_bad_value'],
    [
      'cooling without the COP it relieves',
      [...SERIES, '  cooling_shape: hotel-cooling', '  annual_cooling_gj: 9', ENGINE, 'chiller: { cop: 0.7 }'],
      'size_cop_needed',
    ],
    [
      'chillers that take more than the load',
      [
        'reference_cop: 4',
        ...SERIES,
        '  cooling_shape: hotel-cooling',
        '  annual_cooling_gj: 200000',
        ENGINE,
        'chiller: { cop: 0.7 }',
      ],
      'size_cooling_above_load',
    ],
    [
      'a price per kW of a chiller whose size nobody says',
      [...SERIES, ENGINE, 'chiller: { cop: 0.7 }', 'range: { units: 1 }'].concat(CHILLER_COST),
      'size_chiller_capacity',
    ],
    ['roofs belong to solar plants', [...SERIES, ENGINE, 'limits: { roof_m2: 9 }'], 'size_unknown_key'],
    ['a part load that burns more than full load', [...SERIES, partLoad(20)], 'size_engine_lacks'],
  ])('%s', async (_, lines, code) => {
    const r = await sized(site([...KEYS, ...(lines.includes(CHILLER_COST) ? [] : [COST]), ...lines]), [2]);
    expect(r.best).toBeNull();
    expect(codesOf(r)).toContain(code);
  });

  test('without prices cost-led is not tried, and that is said', async () => {
    const keys = KEYS.filter((k) => !k.startsWith('gas_price'));
    const r = await sized(site([...keys, 'aim: reduction', COST, ...SERIES, ...HEAT, ENGINE]));
    expect(r.curve.map((p) => p.size.operation)).toEqual(['heat-led', 'power-led']);
    expect(codesOf(r)).toContain('size_not_cost_led');
  });

  test('what a site ought to know about gas, chiller and export is said', async () => {
    const cooling = ['  cooling_shape: factory-3-shifts', '  annual_cooling_gj: 5000'];
    const lines = ['reference_cop: 4', ...SERIES, ...HEAT.map((h) => h.replace('15768', '60000')), ...cooling];
    const chiller = 'chiller: { model: reopt-double-effect-steam }';
    const r = await sized(
      site([...KEYS, COST, ...lines, chiller, range('jenbacher-jms-312-gs-b-l').replace('}', ', units: 3 }')]),
    );
    expect(codesOf(r)).toEqual(
      expect.arrayContaining(['size_engine_fuel', 'size_double_effect', 'size_no_export_price']),
    );
  });

  test('a range of units without a step has every number', async () => {
    const r = await sized(
      site([...KEYS, COST, ...SERIES, ENGINE, 'range: { operation: power-led, units: { from: 1, to: 4 } }']),
    );
    expect(r.curve.map((p) => p.size.units)).toEqual([1, 2, 3, 4]);
  });

  test('assumptions about an engine of the table are said', async () => {
    const lines = [...SERIES, 'engine: { heat_efficiency_pct: 36 }', range('mitsubishi-gs16r2-1000')];
    const r = await sized(site([...KEYS, COST, ...lines]));
    expect(codesOf(r)).toEqual(expect.arrayContaining(['size_engine_basis', 'size_part_load']));
  });

  function partLoad(percent: number): string {
    const point = `{ load_pct: 90, electrical_efficiency_pct: ${percent}, heat_efficiency_pct: 40 }`;
    return ENGINE.replace('power_kw', `part_load: [${point}], power_kw`);
  }
});

describe('other demands than those of the plan', () => {
  const at = (k: number, more: readonly string[] = []) => [
    ...KEYS,
    ...more,
    'series:',
    '  load_shape: hotel',
    `  annual_kwh: ${6_000_000 * k}`,
    '  heat_shape: hotel-heat',
    `  annual_heat_gj: ${14_000 * k}`,
    ENGINE,
    COST,
    'range: { operation: [power-led, heat-led] }',
  ];
  const OUTPUTS = ['electricity_mwh_year1', 'reduction_tco2_year1', 'annual_saving_jpy'] as const;

  /** Row of the plan with its demands at so many per cent → outputs; beside them those of a size for just these demands. */
  async function both(percent: number): Promise<[Record<string, number>, Record<string, number>]> {
    const row = join(FOLDER, `demand${percent}.csv`);
    const plan = site(at(1, ['demand_pct: 100 ± 20%']));
    expect((await jcm(['size', plan, '--write-row', row, '--log-level', 'silent'])).code).toBe(0);
    const [cells] = records(readFileSync(row, 'utf8'));
    const changed = { ...cells, demand_pct: String(percent) } as Record<string, string>;
    writeFileSync(
      row,
      `${Object.keys(changed).join(',')}\n${Object.values(changed)
        .map((v) => `"${v}"`)
        .join(',')}\n`,
    );
    const [assessed] = (await assessJson([row])).sites;
    const own = await sized(site([...at(percent / 100)]));
    const same = own.curve.find((p) => String(cells?.note_engine).endsWith(p.size.operation));
    return [assessed?.outputs, same?.outputs] as [Record<string, number>, Record<string, number>];
  }

  test.each([70, 90, 100, 120])(
    'at %i per cent, where the hours were run, the row gives what they gave',
    async (percent) => {
      const [row, hours] = await both(percent);
      for (const name of OUTPUTS.slice(0, 2)) expect(row[name]).toBeCloseTo(hours[name] as number, 6);
    },
  );

  test.each([75, 84, 92, 108, 124])(
    'at %i per cent, between, within three per cent: the least load of the plant makes a bend',
    async (percent) => {
      const [row, hours] = await both(percent);
      for (const name of OUTPUTS.slice(0, 2))
        expect(Math.abs((row[name] as number) / (hours[name] as number) - 1), name).toBeLessThan(0.03);
    },
  );

  test('a spread of the demands widens what the plant may give; without one nothing is run at other demands', async () => {
    const unsure = JSON.parse((await jcm(['size', site(at(1, ['demand_pct: 100 ± 20%'])), '--json'])).out);
    const { p10, p90 } = unsure.best.draws.reduction_tco2_horizon;
    expect(p10).toBeLessThan(unsure.best.outputs.reduction_tco2_horizon);
    expect(p90).toBeGreaterThan(p10);
    const row = join(FOLDER, 'sure.csv');
    await jcm(['size', site(at(1)), '--write-row', row]);
    expect(Object.keys(records(readFileSync(row, 'utf8'))[0] ?? {}).filter((h) => h.includes('_change_at_'))).toEqual(
      [],
    );
  });
});
