import { expect, test } from 'vitest';
import { between, closer, sizesOf, steps } from './candidates.ts';

test('steps end where a step meets the end', () => {
  expect(steps(100, 1000, 300)).toEqual([100, 400, 700, 1000]);
  expect(steps(0, 1, 0.1)).toHaveLength(11);
  expect(steps(1, 2, 0.75)).toEqual([1, 1.75]);
});

test('equal parts hold both ends; of one number itself', () => {
  expect(between(0, 10, 4)).toEqual([0, 2.5, 5, 7.5, 10]);
  expect(between(3, 3, 4)).toEqual([3]);
});

test('closer: between the neighbours, without what was there; at an end on one side only', () => {
  expect(closer([0, 10, 20], 10, 2)).toEqual([5, 15]);
  expect(closer([0, 10, 20], 20, 5)).toEqual([12, 14, 16, 18]);
  expect(closer([7], 7, 5)).toEqual([]);
});

test('every combination, in order of ratio, battery, capacity; what does not fit left out', () => {
  const sizes = sizesOf({ capacityKw: [1, 2, 3], batteryKwh: [0, 5], dcAcRatio: [1.1, 1.2] }, 2);
  expect(sizes).toHaveLength(8);
  expect(sizes.slice(0, 3)).toEqual([
    { capacityKw: 1, batteryKwh: 0, dcAcRatio: 1.1 },
    { capacityKw: 2, batteryKwh: 0, dcAcRatio: 1.1 },
    { capacityKw: 1, batteryKwh: 5, dcAcRatio: 1.1 },
  ]);
});
