import { expect, test } from 'vitest';
import { catalog } from '../../test/support/assess.ts';
import { onlySunshine } from '../../test/support/sunshine.ts';
import type { Quantity } from '../catalog/index.ts';
import { dimensions } from './dimensions.ts';

const all = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
const named = (name: string): Quantity => all.find((q) => q.name === name) as Quantity;

test.each(['solar-pv', 'led-lighting', 'gas-cogeneration'])(
  '%s: a dimension of its own for each input',
  (technology) => {
    const d = dimensions(catalog);
    const ofOthers = new Set(['solar-plant', 'floating-solar-pv', 'solar-pv', 'led-lighting', 'gas-cogeneration']);
    for (const id of technology === 'solar-pv' ? ['solar-pv', 'solar-plant'] : [technology]) ofOthers.delete(id);
    const books = Object.values(catalog.books).filter((b) => !ofOthers.has(b.id));
    const own = new Map<string, Quantity>();
    for (const b of books)
      for (const q of Object.values(b.quantities))
        if (q.input && q.kind === 'number' && (q.sharedBy ?? 'site') === 'site') own.set(q.name, q);
    const numbers = [...own.values()].map((q) => d.of(technology, q));
    expect(own.size).toBeGreaterThan(20);
    expect(new Set(numbers).size).toBe(own.size);
  },
);

test('what is spread by default comes first: the first dimensions of a net are the best', () => {
  const d = dimensions(catalog);
  expect(d.of('solar-pv', named('specific_yield'))).toBeLessThan(12);
  expect(d.of('solar-pv', named('capex'))).toBeLessThan(12);
});

test('a shared quantity has the same number for every technology', () => {
  const d = dimensions(catalog);
  const price = named('electricity_price');
  expect(d.of('solar-pv', price)).toBe(d.of('led-lighting', price));
});

test('each of 60 years has its own; yearly quantities move no plain one of the site', () => {
  const sunny = onlySunshine(catalog, { sharedBy: 'site' });
  const d = dimensions(sunny);
  const sunshine = sunny.books['solar-plant']?.quantities.sunshine as Quantity;
  const years = Array.from({ length: 60 }, (_, t) => d.of('solar-pv', sunshine, t + 1));
  const plain = Object.values(sunny.books['solar-plant']?.quantities ?? {}).filter((q) => q.input && !q.sharedBy);
  const numbers = [...years, ...plain.map((q) => d.of('solar-pv', q))];
  expect(new Set(numbers).size).toBe(numbers.length);
});
