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

test('a limit may be told', () => {
  expect(nearest('capacty', COLUMNS, 3)).toBeUndefined();
  expect(nearest('capacty', COLUMNS, 4)).toBe('capacity_kw');
});

test('the same as counting every edit of every word', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abc'), maxLength: 7 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 8 }), fc.nat({ max: 7 }), (w, list, limit) => {
      const edits = list.map((c) => allEdits(w, c));
      const least = Math.min(...edits);
      expect(nearest(w, list, limit)).toBe(least <= limit ? list[edits.indexOf(least)] : undefined);
    }),
  );
});

/** Edits from a to b, by the definition. */
function allEdits(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const swap = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(
    allEdits(a.slice(1), b) + 1,
    allEdits(a, b.slice(1)) + 1,
    allEdits(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
    swap ? allEdits(a.slice(2), b.slice(2)) + 1 : Number.POSITIVE_INFINITY,
  );
}

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
