import { expect, test } from 'vitest';
import { Quantiles } from './quantiles.ts';

const P = [0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1] as const;

function quantiles(numbers: readonly number[]): number[] {
  const out = new Float64Array(P.length);
  new Quantiles(P, 0, []).find(Float64Array.from(numbers), [numbers.length], out);
  return [...out];
}

test('type 7, as numpy.quantile gives it (NumPy 2.4.6)', () => {
  expect(quantiles([3, 1, 4, 1, 5, 9, 2, 6])).toEqual([1, 1, 1, 1.75, 3.5, 5.25, 6.9, 7.95, 9].map(near));
  expect(quantiles([10, 20])).toEqual([10, 10.5, 11, 12.5, 15, 17.5, 19, 19.5, 20].map(near));
  expect(quantiles([7])).toEqual(P.map(() => 7));
});

test('an upper neighbour does not enter where the rank is whole', () => {
  expect(quantiles([1, 2, 3, 4, Number.MAX_VALUE])[4]).toBe(3);
});

test('between the ends of doubles nothing overflows', () => {
  const relative = quantiles([-Number.MAX_VALUE, Number.MAX_VALUE]).map((q) => q / Number.MAX_VALUE);
  expect(relative).toEqual(P.map((p) => near(2 * p - 1)));
});

test('equal neighbours give themselves', () => {
  expect(quantiles([0.1, 0.1, 0.1, 0.1])).toEqual(P.map(() => 0.1));
});

test('parts have quantiles of their own', () => {
  const parts = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
  const all = new Float64Array(1);
  const x = Float64Array.from({ length: 600 }, (_, i) => (i * 7) % 600);
  new Quantiles([0.5], 3, [0.5]).find(x, [200, 450, 600], all, parts);
  const median = (from: number, to: number): number => {
    const s = x.slice(from, to).sort();
    return (s[(s.length >> 1) - 1]! + s[s.length >> 1]!) / 2;
  };
  expect([all[0], ...parts.map((p) => p[0])]).toEqual([299.5, median(0, 200), median(200, 450), median(450, 600)]);
});

function near(x: number): unknown {
  return expect.closeTo(x, 12);
}
