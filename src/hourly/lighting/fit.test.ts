import { expect, test } from 'vitest';
import { baselineKwh, fitOf, lifeYears, oldUpkeepJpy, ratedKwh } from './fit.ts';
import { lightingTotals } from './totals.ts';
import type { Luminaire, Room } from './types.ts';

/** 20 fixtures of 80 W in 200 m2 that need 300 lx: 60,000 lm on the plane. */
const OFFICE: Room = {
  id: 'office',
  use: 'indoor',
  fixtures: 20,
  powerW: 80,
  hours: 3000,
  need: { kind: 'illuminance', lux: 300, areaM2: 200 },
  utilisation: 0.6,
  maintenance: 0.8,
  dimming: 1,
  constantOutput: false,
};
const PANEL: Luminaire = {
  id: 'panel',
  use: 'indoor',
  powerW: 40,
  fluxLm: 6400,
  lifeH: 60_000,
  leftAtEnd: 0.8,
  evidence: 'user',
  source: '',
};

test('one for one: as many as before, and the light they keep up', () => {
  // 20 × 6,400 lm × 0.6 × 0.8 = 61,440 lm on 200 m2.
  const f = fitOf(OFFICE, PANEL);
  expect(f?.count).toBe(20);
  expect(f?.lux).toBeCloseTo(307.2, 9);
  expect(f?.lightShare).toBeCloseTo(1.024, 9);
  expect(f?.kwh).toBeCloseTo(20 * 40 * 3, 9);
  expect(f && lifeYears(f)).toBeCloseTo(20, 9);
});

test('a luminaire that is too weak, for another use or not allowed there never appears', () => {
  // 6,250 lm each would just do: 20 × 6,250 × 0.48 = 60,000.
  expect(fitOf(OFFICE, { ...PANEL, fluxLm: 6249 })).toBeUndefined();
  expect(fitOf(OFFICE, { ...PANEL, fluxLm: 6250 })?.lux).toBeCloseTo(300, 9);
  expect(fitOf({ ...OFFICE, use: 'street' }, PANEL)).toBeUndefined();
  expect(fitOf({ ...OFFICE, luminaires: ['other'] }, PANEL)).toBeUndefined();
});

test('where their number may change: the least that gives the light, within the most that may hang there', () => {
  const free = { ...OFFICE, fixturesMost: 30 };
  // 60,000 ÷ (10,000 × 0.48) = 12.5; ÷ (4,200 × 0.48) = 29.8; ÷ (4,000 × 0.48) = 31.25.
  expect(fitOf(free, { ...PANEL, fluxLm: 10_000 })?.count).toBe(13);
  expect(fitOf(free, { ...PANEL, fluxLm: 4200 })?.count).toBe(30);
  expect(fitOf(free, { ...PANEL, fluxLm: 4000 })).toBeUndefined();
  // 12.5 × 0.8 = 10: no eleventh by rounding.
  expect(fitOf(free, { ...PANEL, fluxLm: 12_500 })?.count).toBe(10);
});

test('light as before: maintained lumens of each against what is left of the old', () => {
  const lamps: Room = { ...OFFICE, utilisation: 1, need: { kind: 'as-before', fluxLm: 5000, left: 0.7 } };
  // Each must keep up 3,500 lm: 4,375 lm × 0.8.
  expect(fitOf(lamps, { ...PANEL, fluxLm: 4374 })).toBeUndefined();
  const f = fitOf(lamps, { ...PANEL, fluxLm: 4375 });
  expect(f?.count).toBe(20);
  expect(f?.lux).toBeUndefined();
  expect(f?.lightShare).toBeCloseTo(1, 9);
});

test('dimming and constant output take energy, not the light at full level', () => {
  const f = fitOf({ ...OFFICE, dimming: 0.75, constantOutput: true }, PANEL);
  // L80: power rises from 80 to 100 %, 90 % on average; 2,400 kWh × 0.75 × 0.9.
  expect(f?.kwh).toBeCloseTo(1620, 9);
  expect(f?.fullKwh).toBeCloseTo(2400, 9);
  expect(f?.lux).toBeCloseTo(307.2, 9);
  expect(fitOf({ ...OFFICE, constantOutput: true }, { ...PANEL, leftAtEnd: undefined })).toBeUndefined();
});

test('the meter is the baseline where there is one; upkeep is hours over life times price', () => {
  expect(ratedKwh(OFFICE)).toBe(4800);
  expect(baselineKwh(OFFICE)).toBe(4800);
  expect(baselineKwh({ ...OFFICE, meteredKwh: 4000 })).toBe(4000);
  // 20 × 3,000 h ÷ 15,000 h × 900 JPY.
  expect(oldUpkeepJpy({ ...OFFICE, oldLamp: { lifeH: 15_000, priceJpy: 900 } })).toBe(3600);
});

test('rooms add up; twice the fixtures and areas take twice the energy; efficacy is weighted by energy', () => {
  const hall: Room = { ...OFFICE, id: 'hall', hours: 6000, meteredKwh: 9000 };
  const bay: Luminaire = { ...PANEL, id: 'bay', powerW: 60, fluxLm: 7200 };
  const rooms = (k: number) =>
    [fitOf(doubled(OFFICE, k), PANEL), fitOf(doubled(hall, k), bay)].filter((f) => f !== undefined);
  const [one, two] = [lightingTotals(rooms(1)), lightingTotals(rooms(2))];
  expect(one.baselineKwh).toBe(4800 + 9000);
  expect(one.meteredKwh).toBeUndefined();
  expect(one.projectKwh).toBeCloseTo(2400 + 7200, 9);
  expect(one.savedKwh).toBeCloseTo(one.baselineKwh - one.projectKwh, 9);
  // (2,400 × 160 + 7,200 × 120) ÷ 9,600 lm/W; both methodologies' rooms, one by one, give the same sum.
  expect(one.efficacy).toBeCloseTo(130, 9);
  // kWh × lm/W, over which the ratio of efficacies is counted.
  expect(one.projectKwh * one.efficacy).toBeCloseTo(2400 * 160 + 7200 * 120, 6);
  expect(two.projectKwh).toBeCloseTo(2 * one.projectKwh, 9);
  expect(two.baselineKwh).toBeCloseTo(2 * one.baselineKwh, 9);
  expect(two.lightShare).toBeCloseTo(one.lightShare, 9);
});

function doubled(room: Room, k: number): Room {
  const need = room.need.kind === 'illuminance' ? { ...room.need, areaM2: k * room.need.areaM2 } : room.need;
  return { ...room, fixtures: k * room.fixtures, need, meteredKwh: room.meteredKwh && k * room.meteredKwh };
}
