import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cogenerationYear, emptyHourFlows } from './dispatch.ts';
import type { Engine } from './engine.ts';
import { chancesOfUnits, unitsAvailable } from './outages.ts';
import { type CogenerationYear, FLOWS, type HourlyPrices, OPERATIONS, type Operation, type Plant } from './types.ts';

const kwh = (...list: number[]) => Float64Array.from(list);
/** 100 kW: 40 % and 40 % at full load, 36 % and 44 % at half: fuel 250 and 138.9 kW, heat 100 and 61.1 kW. */
const ENGINE: Engine = {
  ratedKw: 100,
  points: [
    { load: 0.5, electrical: 0.36, heat: 0.44 },
    { load: 1, electrical: 0.4, heat: 0.4 },
  ],
  minLoad: 0.5,
  auxiliaryShare: 0,
};
const plant = (operation: Operation, more: Partial<Plant> = {}): Plant => ({
  engine: ENGINE,
  units: 1,
  operation,
  dump: true,
  forcedOutage: 0,
  exportLimitKw: 0,
  ...more,
});
const PRICES: HourlyPrices = { electricity: 16, export: 5, fuel: 5, boilerHeat: 6, upkeep: 1 };
const close = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThan(1e-9 * Math.max(1, Math.abs(b)));

describe('by hand', () => {
  test('power-led: follows the load down to the least load; heat left over is dumped', () => {
    const hours = emptyHourFlows(3);
    const { year } = cogenerationYear(
      { electricity: kwh(120, 50, 40), heat: kwh(150, 50, 50) },
      plant('power-led'),
      undefined,
      hours,
    );
    expect([...hours.generation]).toEqual([100, 50, 0]);
    expect([...hours.import]).toEqual([20, 0, 40]);
    expect(year.fuel).toBeCloseTo(250 + 50 / 0.36, 10);
    expect([...hours.heatUsed]).toEqual([100, 50, 0]);
    expect(year.heatDumped).toBeCloseTo((50 / 0.36) * 0.44 - 50, 10);
    expect(year.boilerHeat).toBeCloseTo(50 + 0 + 50, 10);
  });

  test('heat-led: follows the heat, sells what the site does not take', () => {
    const hours = emptyHourFlows(2);
    const heatHalf = (50 / 0.36) * 0.44;
    cogenerationYear(
      { electricity: kwh(30, 30), heat: kwh((heatHalf + 100) / 2, 10) },
      plant('heat-led', { exportLimitKw: undefined }),
      undefined,
      hours,
    );
    // Half way between the heat of half and of full load lies three quarters of the load.
    close(hours.load[0] as number, 0.75);
    close(hours.export[0] as number, 45);
    close(hours.fuel[0] as number, (250 + 50 / 0.36) / 2);
    expect(hours.units[1]).toBe(0);
  });

  test('no dumping: the load stays where all heat is used', () => {
    const hours = emptyHourFlows(1);
    cogenerationYear({ electricity: kwh(100), heat: kwh(80) }, plant('power-led', { dump: false }), undefined, hours);
    close(hours.heatMade[0] as number, 80);
    close(hours.heatDumped[0] as number, 0);
  });

  test('chiller: heat that is left over cools, the electric chiller does the rest', () => {
    const hours = emptyHourFlows(1);
    const chiller = { cop: 0.7 };
    // Full load makes 100 of heat: 40 as heat, 60 × 0.7 = 42 of cooling; the other 18 take 18 ÷ 5 of electricity.
    cogenerationYear(
      { electricity: kwh(200), heat: kwh(40), cooling: kwh(60) },
      plant('heat-led', { chiller, electricCop: 5 }),
      undefined,
      hours,
    );
    close(hours.heatToChiller[0] as number, 60);
    close(hours.absorption[0] as number, 42);
    close(hours.import[0] as number, 200 + 18 / 5 - 100);
    close(hours.coolingAvoided[0] as number, 42 / 5);
  });

  test('chiller of 35 kW takes 50 of heat', () => {
    const { year } = cogenerationYear(
      { electricity: kwh(200), heat: kwh(40), cooling: kwh(60) },
      plant('power-led', { chiller: { cop: 0.7, capacityKw: 35 }, electricCop: 5 }),
    );
    close(year.heatToChiller, 50);
    close(year.heatDumped, 10);
  });

  test('cost-led: cheap power at night stops the engine; the price of the hour values what is not bought', () => {
    const hours = emptyHourFlows(2);
    const prices = { ...PRICES, electricity: kwh(5, 25) };
    const { year } = cogenerationYear({ electricity: kwh(100, 100) }, plant('cost-led'), prices, hours);
    expect([...hours.units]).toEqual([0, 1]);
    close(year.avoidedMoney, 2500);
  });

  test('auxiliaries come off what the site gets', () => {
    const engine = { ...ENGINE, auxiliaryShare: 0.1 };
    const { year } = cogenerationYear({ electricity: kwh(200) }, plant('power-led', { engine }));
    expect(year).toMatchObject({ generation: 100, auxiliary: 10, own: 90, import: 110 });
  });

  test('starts and hours: two units up, one down, both up again', () => {
    const { starts, year, fullLoadHours, peakImport, peakWithout } = cogenerationYear(
      { electricity: kwh(200, 100, 210, 0) },
      plant('power-led', { units: 2 }),
    );
    expect([starts, year.unitHours, year.runningHours, fullLoadHours]).toEqual([3, 5, 3, 2.5]);
    expect([peakImport, peakWithout]).toEqual([10, 210]);
  });

  test('one of two units out one hour in ten: 1 % none, 18 % one, 81 % both', () => {
    expect([...chancesOfUnits(2, 0.1)].map((v) => Math.round(v * 1e12) / 1e12)).toEqual([0.01, 0.18, 0.81]);
    const { year } = cogenerationYear({ electricity: kwh(150) }, plant('power-led', { units: 2, forcedOutage: 0.1 }));
    close(year.generation, 0.81 * 150 + 0.18 * 100);
    close(year.import, 0.18 * 50 + 0.01 * 150);
    close(year.unitHours, 0.81 * 2 + 0.18);
  });

  test('units in maintenance do not run', () => {
    const hours = emptyHourFlows(3);
    const available = unitsAvailable(3, 2, [
      { from: 1, hours: 1 },
      { from: 1, hours: 2 },
    ]);
    cogenerationYear(
      { electricity: kwh(200, 200, 200) },
      plant('power-led', { units: 2, available }),
      undefined,
      hours,
    );
    expect([...hours.units]).toEqual([2, 0, 1]);
  });
});

const amount = (max: number) => fc.double({ min: 0, max, noNaN: true });
const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Efficiencies that rise with load keep fuel rising; heat ÷ fuel falls less than fuel rises. */
const engine = fc
  .record({
    full: share(0.3, 0.48),
    half: share(0.85, 1),
    heat: share(0.2, 0.5),
    more: share(1, 1.15),
    min: share(0.3, 0.9),
  })
  .map(({ full, half, heat, more, min }): Engine => {
    const three = { load: 0.75, electrical: full * (0.4 * half + 0.6), heat: heat * (0.6 + 0.4 * more) };
    const points = [
      { load: 0.5, electrical: full * half, heat: heat * more },
      three,
      { load: 1, electrical: full, heat },
    ];
    return { ratedKw: 100, points, minLoad: min, auxiliaryShare: 0.03 };
  });
const cases = fc.record({
  engine,
  units: fc.integer({ min: 1, max: 3 }),
  exportLimitKw: fc.option(amount(100), { nil: undefined }),
  dump: fc.boolean(),
  chiller: fc.option(fc.record({ cop: share(0.5, 1.4), capacityKw: fc.option(amount(200), { nil: undefined }) }), {
    nil: undefined,
  }),
  electricCop: share(2, 7),
  forcedOutage: fc.constantFrom<number>(0, 0.03, 0.5),
  electricity: fc.array(amount(400), { minLength: 24, maxLength: 24 }),
  heat: fc.array(amount(400), { minLength: 24, maxLength: 24 }),
  cooling: fc.array(amount(300), { minLength: 24, maxLength: 24 }),
  prices: fc.record({
    electricity: share(0, 40),
    export: share(0, 30),
    fuel: share(0, 12),
    boilerHeat: share(0, 15),
    upkeep: share(0, 3),
  }),
});

describe('for any site and plant', () => {
  test('energy balances close every hour', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...OPERATIONS), (c, operation) => {
        const hours = emptyHourFlows(24);
        const site = { electricity: kwh(...c.electricity), heat: kwh(...c.heat), cooling: kwh(...c.cooling) };
        cogenerationYear(site, { ...c, operation }, c.prices, hours);
        for (let h = 0; h < 24; h++) {
          const at = (k: keyof typeof hours) => hours[k][h] as number;
          const errors = [
            at('generation') - at('auxiliary') - at('own') - at('export'),
            (c.electricity[h] as number) + at('electricCooling') / c.electricCop - at('own') - at('import'),
            at('heatMade') - at('heatUsed') - at('heatToChiller') - at('heatDumped'),
            (c.heat[h] as number) - at('heatUsed') - at('boilerHeat'),
            (c.cooling[h] as number) - at('absorption') - at('electricCooling'),
            at('absorption') - at('heatToChiller') * (c.chiller?.cop ?? 0),
            at('coolingAvoided') - at('absorption') / c.electricCop,
          ];
          expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1e-9);
          expect(Math.min(...FLOWS.map(at))).toBeGreaterThanOrEqual(-1e-9);
          expect(at('heatUsed') + at('heatToChiller')).toBeLessThanOrEqual(at('heatMade') + 1e-9);
          expect(at('export')).toBeLessThanOrEqual((c.exportLimitKw ?? Number.POSITIVE_INFINITY) + 1e-9);
          if (operation === 'power-led' || c.exportLimitKw === 0) expect(at('export')).toBe(0);
          if (!c.dump) expect(at('heatDumped')).toBeLessThan(1e-9);
          expect(at('units') === 0 || at('load') >= c.engine.minLoad).toBe(true);
          expect(at('load')).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  test('fuel is electricity ÷ efficiency at the load', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...OPERATIONS), (c, operation) => {
        const hours = emptyHourFlows(24);
        const site = { electricity: kwh(...c.electricity), heat: kwh(...c.heat), cooling: kwh(...c.cooling) };
        cogenerationYear(site, { ...c, operation, forcedOutage: 0 }, c.prices, hours);
        for (let h = 0; h < 24; h++) {
          if (hours.units[h] === 0) continue;
          const efficiency = efficiencyAt(c.engine, hours.load[h] as number);
          const fuel = (hours.generation[h] as number) / efficiency;
          expect(Math.abs((hours.fuel[h] as number) - fuel)).toBeLessThan(1e-12 * fuel * 4);
        }
      }),
    );
  });

  test('cost-led is never dearer than any load, any number of units, or off', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const c = { ...given, forcedOutage: 0 };
        const site = { electricity: kwh(...c.electricity), heat: kwh(...c.heat), cooling: kwh(...c.cooling) };
        const led = Object.fromEntries(
          OPERATIONS.map((operation) => {
            const hours = emptyHourFlows(24);
            cogenerationYear(site, { ...c, operation }, c.prices, hours);
            return [
              operation,
              Array.from({ length: 24 }, (_, h) => hourCost(c, h, hours.units[h], hours.load[h]) ?? 0),
            ];
          }),
        ) as Record<Operation, number[]>;
        for (let h = 0; h < 24; h++) {
          const chosen = led['cost-led'][h] as number;
          const others = [led['heat-led'][h] as number, led['power-led'][h] as number, hourCost(c, h, 0, 0) as number];
          for (let units = 1; units <= c.units; units++)
            for (let i = 0; i <= 60; i++) {
              const cost = hourCost(c, h, units, c.engine.minLoad + ((1 - c.engine.minLoad) * i) / 60);
              if (cost !== undefined) others.push(cost);
            }
          expect(chosen).toBeLessThanOrEqual(Math.min(...others) + 1e-7);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('twice the demand, units and limits: twice of everything that is energy', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(...OPERATIONS), (c, operation) => {
        const run = (k: number): CogenerationYear =>
          cogenerationYear(
            {
              electricity: kwh(...c.electricity.map((v) => v * k)),
              heat: kwh(...c.heat.map((v) => v * k)),
              cooling: kwh(...c.cooling.map((v) => v * k)),
            },
            {
              ...c,
              operation,
              // Twice as large units: twice as many could also share the load otherwise.
              engine: { ...c.engine, ratedKw: c.engine.ratedKw * k },
              exportLimitKw: c.exportLimitKw === undefined ? undefined : c.exportLimitKw * k,
              chiller: c.chiller && { ...c.chiller, capacityKw: c.chiller.capacityKw && c.chiller.capacityKw * k },
            },
            c.prices,
          );
        const [one, two] = [run(1), run(2)];
        for (const flow of FLOWS)
          close(two.year[flow], one.year[flow] * (flow === 'unitHours' || flow === 'runningHours' ? 1 : 2));
        expect(two.peakImport).toBe(2 * one.peakImport);
      }),
    );
  });
});

test('twice the demand and twice as many units, where they run as they do alone: twice of everything', () => {
  const electricity = kwh(100, 100, 0, 100);
  const run = (k: number) =>
    cogenerationYear(
      { electricity: electricity.map((v) => v * k), heat: electricity.map((v) => v * k) },
      plant('cost-led', { units: k }),
      PRICES,
    );
  for (const flow of FLOWS) close(run(2).year[flow], run(1).year[flow] * (flow === 'runningHours' ? 1 : 2));
});

test.each([8760, 8784])('%i hours: months add up to the year, February has its days', (n) => {
  const electricity = new Float64Array(n).fill(100);
  const { year, months } = cogenerationYear({ electricity }, plant('power-led'));
  for (const flow of FLOWS)
    close(
      months.reduce((s, m) => s + m[flow], 0),
      year[flow],
    );
  expect(months[1]?.generation).toBe(100 * 24 * (n === 8784 ? 29 : 28));
  expect(year.generation).toBe(100 * n);
});

/** Electricity ÷ fuel, fuel straight between the known loads. */
function efficiencyAt({ points }: Engine, load: number): number {
  const i = Math.max(
    1,
    Math.min(
      points.length - 1,
      points.findIndex((p) => load <= p.load),
    ),
  );
  const [a, b] = [points[i - 1], points[i]] as [(typeof points)[number], (typeof points)[number]];
  const w = (load - a.load) / (b.load - a.load);
  return load / ((1 - w) * (a.load / a.electrical) + w * (b.load / b.electrical));
}

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Written for itself, from the balances. @returns nothing where the rules forbid the load */
function hourCost(c: Case, h: number, units = 0, load = 0): number | undefined {
  const [e, heat, cooling] = [c.electricity[h], c.heat[h], c.cooling[h]] as [number, number, number];
  const made = units * load * c.engine.ratedKw;
  const fuel = units > 0 ? made / efficiencyAt(c.engine, load) : 0;
  const recovered = units > 0 ? units * heatOf(c.engine, load) : 0;
  const used = Math.min(recovered, heat);
  const cold = c.chiller
    ? Math.min(cooling, c.chiller.capacityKw ?? Number.POSITIVE_INFINITY, (recovered - used) * c.chiller.cop)
    : 0;
  const dumped = recovered - used - (c.chiller ? cold / c.chiller.cop : 0);
  const grid = e + (cooling - cold) / c.electricCop - made * (1 - c.engine.auxiliaryShare);
  if (!c.dump && dumped > 1e-9) return undefined;
  if (-grid > (c.exportLimitKw ?? Number.POSITIVE_INFINITY) + 1e-9) return undefined;
  const p = c.prices;
  const bill = grid > 0 ? grid * p.electricity : grid * p.export;
  return bill + fuel * p.fuel + (heat - used) * p.boilerHeat + made * p.upkeep;
}

/** kW of one unit, straight between the known loads. */
function heatOf({ points, ratedKw }: Engine, load: number): number {
  const kw = (p: Engine['points'][number]) => (p.load * ratedKw * p.heat) / p.electrical;
  const i = Math.max(
    1,
    Math.min(
      points.length - 1,
      points.findIndex((p) => load <= p.load),
    ),
  );
  const [a, b] = [points[i - 1], points[i]] as [(typeof points)[number], (typeof points)[number]];
  const w = (load - a.load) / (b.load - a.load);
  return (1 - w) * kw(a) + w * kw(b);
}
