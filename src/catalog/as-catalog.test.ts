import { expect, test } from 'vitest';
import { asCatalog } from './as-catalog.ts';

test('a catalog is taken as it is', () => {
  const json = { schema: 'jcm.catalog/1' };
  expect(asCatalog(json)).toBe(json);
});

test.each([[undefined], [null], ['text'], [[]], [{}], [{ schema: 'jcm.catalog/2' }], [{ schema: 5 }]])(
  '%j is none',
  (json) => {
    expect(() => asCatalog(json)).toThrow(/not a catalog of schema jcm.catalog\/1 \(found: /);
  },
);
