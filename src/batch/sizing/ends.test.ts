import { expect, test } from 'vitest';
import { endsOf } from './ends.ts';

const list = (sizes: Record<string, number | string>[]) => sizes.map((size) => ({ size, year: {}, columns: [] }));
const GRID = list([
  { kw: 100, battery: 0, engine: 'a' },
  { kw: 200, battery: 0, engine: 'b' },
  { kw: 300, battery: 50, engine: 'a' },
]);
const AXES = ['kw', 'battery', 'engine'];

test('an axis ends where the best is the largest or, above nothing, the smallest; words have no end', () => {
  const at = (size: Record<string, number | string>) => endsOf({ list: GRID }, AXES, size);
  expect(at({ kw: 200, battery: 0, engine: 'b' })).toEqual([]);
  expect(at({ kw: 300, battery: 50, engine: 'a' })).toEqual(['range.kw', 'range.battery']);
  expect(at({ kw: 100, battery: 0, engine: 'a' })).toEqual(['range.kw']);
});

test('the limit that cut an axis is named in place of its range', () => {
  const ends = endsOf({ list: GRID, cutBy: { kw: 'roof_m2' } }, AXES, { kw: 300, battery: 0, engine: 'a' });
  expect(ends).toEqual(['roof_m2']);
});

test('one size has no ends; no best neither', () => {
  expect(endsOf({ list: list([{ kw: 100 }]) }, ['kw'], { kw: 100 })).toEqual([]);
  expect(endsOf({ list: GRID }, AXES, undefined)).toEqual([]);
});

test('where there is a least, it is no end', () => {
  const units = list([{ units: 1 }, { units: 2 }]);
  expect(endsOf({ list: units, least: { units: 1 } }, ['units'], { units: 1 })).toEqual([]);
  expect(endsOf({ list: units, least: { units: 1 } }, ['units'], { units: 2 })).toEqual(['range.units']);
});
