import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allCombinations, combinations, distinct, type PartOption, unbeaten } from './combine.ts';

const option = (sums: number) =>
  fc.record({
    adds: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: sums, maxLength: sums }),
    least: fc.integer({ min: 1, max: 4 }),
  });
const parts = (sums: number) =>
  fc.array(fc.array(option(sums), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
const groupOf = (least: number) => String(least >> 1);

function value(parts: readonly (readonly PartOption[])[], taken: readonly number[]): PartOption {
  const chosen = taken.map((i, part) => parts[part]?.[i] as PartOption);
  const adds = (chosen[0] as PartOption).adds.map((_, s) => chosen.reduce((a, o) => a + (o.adds[s] as number), 0));
  return { adds, least: Math.min(...chosen.map((o) => o.least)) };
}

test.each([1, 2, 3, 4, 5])(
  '%d sums: every combination is matched or beaten within its group, and none kept is beaten',
  (sums) => {
    fc.assert(
      fc.property(parts(sums), (parts) => {
        const kept = (unbeaten(parts, groupOf, 1e6) ?? []).map((c) => value(parts, c));
        const beats = (a: PartOption, b: PartOption) =>
          groupOf(a.least) === groupOf(b.least) && a.adds.every((x, i) => x <= (b.adds[i] as number));
        const all = allCombinations(parts);
        expect(all).toHaveLength(combinations(parts));
        for (const c of all) expect(kept.some((k) => beats(k, value(parts, c)))).toBe(true);
        for (const k of kept) expect(kept.filter((other) => beats(other, k))).toEqual([k]);
      }),
      { numRuns: 150 },
    );
  },
);

test('too many end the search', () => {
  const line = (n: number): PartOption[] => Array.from({ length: n }, (_, i) => ({ adds: [i, n - i], least: 1 }));
  expect(unbeaten([line(10)], groupOf, 10)).toHaveLength(10);
  expect(unbeaten([line(10)], groupOf, 9)).toBeUndefined();
});

test('thirty rooms of five luminaires, weighed in two sums, are done in a moment', () => {
  const rooms = Array.from({ length: 30 }, (_, r) =>
    Array.from({ length: 5 }, (_, k) => ({
      adds: [1000 * (k + 1) * (r + 1), 5000 * (r + 1) - 700 * k * (r + 1)],
      least: 1,
    })),
  );
  expect(combinations(rooms) / 5 ** 30).toBeCloseTo(1, 12);
  // Both sums are lines of the same k: with Σ (r + 1) = 465 rooms' worth, k from 0 to 4, there are 4 · 465 + 1 of them.
  expect(unbeaten(rooms, groupOf, 5000)).toHaveLength(1861);
});

test.each([1, 3])('%d sums: one of all that are alike', (sums) => {
  const keyOf = (o: PartOption) => [groupOf(o.least), ...o.adds].join(' ');
  fc.assert(
    fc.property(parts(sums), (parts) => {
      const kept = (distinct(parts, groupOf, 1e6) ?? []).map((c) => keyOf(value(parts, c)));
      const all = new Set(allCombinations(parts).map((c) => keyOf(value(parts, c))));
      expect(kept.toSorted()).toEqual([...all].sort());
    }),
    { numRuns: 100 },
  );
});

test('ten rooms that are alike, of two luminaires: 11 kinds of choice, whatever the rounding', () => {
  const rooms = Array.from({ length: 10 }, () => [0.1, 0.7].map((x) => ({ adds: [x, 1 / x], least: 1 })));
  expect(distinct(rooms, groupOf, 100)).toHaveLength(11);
});
