import { expect, test } from 'vitest';
import { chancesOfUnits, maintenanceOf, unitsAvailable } from './outages.ts';

test('chances of three units out one time in four: the binomial 1, 9, 27, 27 ÷ 64', () => {
  expect([...chancesOfUnits(3, 0.25)]).toEqual([1 / 64, 9 / 64, 27 / 64, 27 / 64]);
  expect([...chancesOfUnits(2, 0)]).toEqual([0, 0, 1]);
});

test('maintenance: unit after unit where the demand is least', () => {
  const demand = Float64Array.of(9, 9, 1, 2, 1, 2, 9, 9);
  const outages = maintenanceOf(demand, 2, 2);
  expect(outages).toEqual([
    { from: 2, hours: 2 },
    { from: 4, hours: 2 },
  ]);
  expect([...unitsAvailable(8, 2, outages)]).toEqual([2, 2, 1, 1, 1, 1, 2, 2]);
  expect(maintenanceOf(demand, 2, 0)).toEqual([]);
});

test('outages at the same time take a unit each, never more than there are', () => {
  const out = { from: 1, hours: 1 };
  expect([...unitsAvailable(3, 1, [out, out])]).toEqual([1, 0, 1]);
});

test('an outage that begins in December ends in January', () => {
  expect([...unitsAvailable(6, 2, [{ from: 4, hours: 3 }])]).toEqual([1, 2, 2, 2, 1, 1]);
  // A second unit after it lies wholly in the new year.
  const turns = [4, 7].map((from) => ({ from, hours: 3 }));
  expect([...unitsAvailable(6, 2, turns)]).toEqual([1, 1, 1, 1, 1, 1]);
});
