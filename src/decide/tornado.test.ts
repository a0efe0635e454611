import { expect, test } from 'vitest';
import { type Bar, tornado } from './tornado.ts';

const factors = [
  { names: ['a'], dimensions: [0] },
  { names: ['b'], dimensions: [1, 2] },
  { names: ['c'], dimensions: [3] },
];

test('each factor at its ends, the others at their middle, widest swing first', () => {
  const model = ([a, b, b2, c]: readonly Float64Array[]) => [
    (a as Float64Array).map((v, i) => v * ((b as Float64Array)[i] as number) + ((b2 as Float64Array)[i] as number)),
    (c as Float64Array).map((v) => Math.sqrt(v)),
  ];
  const ends = [
    [8, 13],
    [1, 4],
    [0, 9],
    [-1, 4],
  ] as const;
  const [product, root] = tornado(model, [10, 2, 5, 1], ends, factors);
  expect(product).toEqual({
    base: 25,
    bars: [
      { factor: 1, low: 10, high: 49 },
      { factor: 0, low: 21, high: 31 },
      { factor: 2, low: 25, high: 25 },
    ],
  });
  // Where an end has no figure the bar comes first.
  expect(root?.bars[0]).toEqual({ factor: 2, low: Number.NaN, high: 2 } satisfies Bar);
});
