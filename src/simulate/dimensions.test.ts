import { expect, test } from 'vitest';
import { catalog } from '../../test/support/assess.ts';
import { onlySunshine } from '../../test/support/sunshine.ts';
import { dimensions } from './dimensions.ts';

test('each quantity and each year of a yearly one has a dimension of its own', () => {
  const { plain, yearly } = dimensions(onlySunshine(catalog));
  expect(plain.get('capex')).toBeDefined();
  expect([...yearly.keys()]).toEqual(['sunshine']);
  // 60 years of operation at most.
  const years = [...yearly.values()].flatMap((first) => Array.from({ length: 60 }, (_, t) => first + t));
  const all = [...plain.values(), ...years];
  expect(new Set(all).size).toBe(all.length);
});

test('yearly quantities do not move plain ones', () => {
  expect(dimensions(onlySunshine(catalog)).plain).toEqual(dimensions(catalog).plain);
});
