import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delivered, emptyHours, selfConsumption } from './self-consumption.ts';

const kwh = (...list: number[]) => Float64Array.from(list);

describe('by hand', () => {
  test('no battery: own use, export up to the limit, the rest turned down', () => {
    const year = selfConsumption(kwh(5, 5, 5), kwh(0, 3, 10), 1, { exportLimitKw: 2 });
    expect(year).toMatchObject({ generation: 13, load: 15, direct: 8, export: 2, curtailed: 3, import: 7 });
    expect(delivered(year)).toEqual({ electricityKwh: 10, selfUse: 0.8 });
  });

  test('zero export: nothing is sold', () => {
    expect(selfConsumption(kwh(1), kwh(4), 1, { exportLimitKw: 0 })).toMatchObject({ export: 0, curtailed: 3 });
  });

  test('a battery of 4 kWh, 81 % there and back: 9 kWh over, 4 ÷ 0.9 go in, 4 × 0.9 come out', () => {
    const battery = { capacityKwh: 4, powerKw: 10, roundTrip: 0.81 };
    const year = selfConsumption(kwh(1, 10), kwh(10, 0), 1, { battery });
    expect(year.charge).toBeCloseTo(4 / 0.9, 12);
    expect(year.export).toBeCloseTo(9 - 4 / 0.9, 12);
    expect(year.discharge).toBeCloseTo(3.6, 12);
    expect(year.import).toBeCloseTo(6.4, 12);
  });

  test('its power is a limit both ways', () => {
    const battery = { capacityKwh: 100, powerKw: 2, roundTrip: 1 };
    expect(selfConsumption(kwh(0, 0, 9), kwh(9, 9, 0), 1, { battery })).toMatchObject({
      charge: 4,
      discharge: 2,
      stored: 2,
    });
  });
});

describe('for any load, plant and battery', () => {
  const hour = fc.double({ min: 0, max: 1000, noNaN: true });
  const cases = fc.record({
    load: fc.array(hour, { minLength: 30, maxLength: 30 }),
    sun: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 30, maxLength: 30 }),
    kw: fc.double({ min: 0, max: 5000, noNaN: true }),
    capacityKwh: fc.double({ min: 0, max: 3000, noNaN: true }),
    powerKw: fc.double({ min: 0, max: 1000, noNaN: true }),
    roundTrip: fc.double({ min: 0.3, max: 1, noNaN: true }),
    exportLimitKw: fc.option(fc.double({ min: 0, max: 500, noNaN: true }), { nil: undefined }),
  });

  test('energy balances close every hour, and no energy comes from nowhere', () => {
    fc.assert(
      fc.property(cases, ({ load, sun, kw, capacityKwh, powerKw, roundTrip, exportLimitKw }) => {
        const hours = emptyHours(30);
        const battery = { capacityKwh, powerKw, roundTrip };
        const [need, made] = [Float64Array.from(load), Float64Array.from(sun)];
        const year = selfConsumption(need, made, kw, { battery, exportLimitKw }, hours);
        const way = Math.sqrt(roundTrip);
        let stored = 0;
        for (let h = 0; h < 30; h++) {
          const at = (k: keyof typeof hours) => hours[k][h] as number;
          stored += at('charge') * way - at('discharge') / way;
          const out = at('direct') + at('charge') + at('export') + at('curtailed');
          const errors = [
            at('direct') + at('discharge') + at('import') - (need[h] as number),
            out - (made[h] as number) * kw,
            at('stored') - stored,
          ];
          expect(Math.max(...errors.map(Math.abs))).toBeLessThan(1e-9);
          expect(Math.min(...Object.values(hours).map((v) => v[h] as number))).toBeGreaterThanOrEqual(0);
          const limits = [
            at('stored') <= capacityKwh,
            at('export') <= (exportLimitKw ?? Number.POSITIVE_INFINITY),
            Math.max(at('charge'), at('discharge')) <= powerKw,
          ];
          expect(limits).toEqual([true, true, true]);
        }
        expect(year.discharge).toBeLessThanOrEqual(year.charge * roundTrip + 1e-9);
        const { electricityKwh, selfUse } = delivered(year);
        const losses = year.charge - year.discharge;
        expect(Math.abs(electricityKwh - (year.generation - year.curtailed - losses))).toBeLessThan(1e-8);
        expect(selfUse).toBeGreaterThanOrEqual(0);
        expect(selfUse).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('twice the load, plant, battery and limit: twice of everything', () => {
    fc.assert(
      fc.property(cases, ({ load, sun, kw, capacityKwh, powerKw, roundTrip, exportLimitKw }) => {
        const run = (k: number) =>
          selfConsumption(
            Float64Array.from(load, (v) => v * k),
            Float64Array.from(sun),
            kw * k,
            {
              battery: { capacityKwh: capacityKwh * k, powerKw: powerKw * k, roundTrip },
              exportLimitKw: exportLimitKw === undefined ? undefined : exportLimitKw * k,
            },
          );
        const [one, two] = [run(1), run(2)];
        for (const key of Object.keys(one) as (keyof typeof one)[])
          expect(Math.abs(two[key] - 2 * one[key])).toBeLessThan(1e-9);
      }),
    );
  });
});
