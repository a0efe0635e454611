import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const COLUMNS = ['capacity_kw', 'capex_jpy', 'specific_yield_kwh_per_kw', 'lamps', 'lamps_after', 'site_id', 'name'];

test.each([
  ['capacity_kw', 'capacity_kw'],
  ['capacity_kv', 'capacity_kw'],
  ['Capacity_KW', 'capacity_kw'],
  ['capacitykw', 'capacity_kw'],
  ['capaicty_kw', 'capacity_kw'],
  ['capex', undefined],
  ['capex_jp', 'capex_jpy'],
  ['lamp', 'lamps'],
  ['nmae', 'name'],
  ['sit_id', 'site_id'],
  ['xyz', undefined],
  ['', undefined],
  ['electricity_price', undefined],
])('%s: %s', (word, meant) => {
  expect(nearest(word, COLUMNS)).toBe(meant);
});

test('nothing to choose from: nothing', () => {
  expect(nearest('name', [])).toBeUndefined();
});

test('one slip in a word of four letters or more finds the word', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'change'), (w, at, slip) => {
      const i = at % (w.length - 1);
      const [a, b, rest] = [w[i], w[i + 1], w.slice(i + 2)];
      const slips = {
        drop: `${b}${rest}`,
        double: `${a}${a}${b}${rest}`,
        swap: `${b}${a}${rest}`,
        change: `z${b}${rest}`,
      };
      expect(nearest(w.slice(0, i) + slips[slip], ['zzzzzzzzzzzzzzz', w])).toBe(w);
    }),
  );
});
