import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OrderStatistics, Wanted } from './order-statistics.ts';

const statistics = new OrderStatistics();

function wanted(ranks: readonly number[]): Wanted {
  const w = new Wanted(ranks.length);
  w.ranks.set(ranks);
  w.count = ranks.length;
  return w;
}

/** Asks for some ranks of all numbers and of each part, and compares every bit with a sort. */
function compare(x: Float64Array, cuts: readonly number[], pick: (n: number) => number[]): void {
  const ends = [...cuts, x.length];
  const parts = ends.map((end, p) => x.slice(p === 0 ? 0 : ends[p - 1]!, end));
  const all = wanted(pick(x.length));
  const own = parts.map((part) => wanted(pick(part.length)));
  statistics.find(x, ends, all, own);
  for (const [w, numbers] of [[all, x] as const, ...own.map((w, p) => [w, parts[p]!] as const)]) {
    const sorted = numbers.toSorted();
    expect([...w.found]).toEqual([...w.ranks].map((rank) => sorted[rank]));
  }
}

const spread = (n: number): number[] =>
  [...new Set([0, n >> 3, n >> 1, (n >> 1) + 1, n - 2, n - 1])].filter((r) => r >= 0 && r < n);

let state = 1;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return (state >>> 0) / 2 ** 32;
};

const SHAPES: Record<string, (i: number) => number> = {
  uniform: random,
  sorted: (i) => i,
  falling: (i) => -i,
  'both signs': () => random() - 0.3,
  'a heavy tail': () => Math.exp(40 * (random() - 0.5)),
  'two heavy tails': () => (random() < 0.5 ? -1 : 1) * Math.exp(60 * (random() - 0.5)),
  'all the range of doubles': () => (random() < 0.5 ? -1 : 1) * 2 ** (2000 * random() - 1000) * random(),
  'a spike and an outlier': (i) => (i === 17 ? 1e300 : 1 + 1e-12 * random()),
  'few values': () => Math.floor(5 * random()),
  'half zero': () => (random() < 0.5 ? 0 : random()),
  constant: () => 42,
  'constant but one': (i) => (i === 3 ? -1e-300 : 42),
  subnormal: () => 5e-324 * Math.floor(1000 * random()),
  'the ends of doubles': (i) => [Number.MAX_VALUE, -Number.MAX_VALUE, 0, 5e-324][i % 4]!,
};

describe.each(Object.entries(SHAPES))('%s', (_, make) => {
  test.each([1, 2, 47, 48, 49, 64, 1000, 1024, 20_000])('%i numbers', (n) => {
    const x = Float64Array.from({ length: n }, (_, i) => make(i));
    compare(x, [], spread);
    if (n >= 8)
      compare(
        x,
        [1, 2, 3, 4, 5, 6, 7].map((k) => Math.floor((k * n) / 8)),
        spread,
      );
  });
});

test('any numbers in any parts', () => {
  const number = fc
    .oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -3, max: 3 }))
    .map((v) => v + 0);
  const ranks = (n: number): number[] =>
    [0, Math.floor(n / 3), n - 1].filter((r, i, all) => r >= 0 && r !== all[i - 1]);
  fc.assert(
    fc.property(fc.array(number, { minLength: 2, maxLength: 400 }), fc.nat(), (numbers, cut) => {
      compare(Float64Array.from(numbers), [1 + (cut % (numbers.length - 1))], ranks);
    }),
    { numRuns: 150 },
  );
});
