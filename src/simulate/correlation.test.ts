import { expect, test } from 'vitest';
import { correlationOf } from './correlation.ts';
import type { Uncertain } from './uncertain.ts';

const correlation = {
  quantities: ['a', 'b', 'c'],
  matrix: [
    [1, 0.5, -0.3],
    [0.5, 1, 0.2],
    [-0.3, 0.2, 1],
  ],
};
const streams = (...names: string[]): Uncertain[] =>
  names.map((name, param) => ({
    name,
    param,
    shape: { kind: 'normal', mean: 0, sd: 1 },
    sharedBy: 'site',
    dimension: param,
    from: 'cell',
  }));

test('of the quantities that have a spread, in the order of the matrix; plain data', () => {
  const row = correlationOf(correlation, streams('c', 'x', 'a'));
  expect(row?.streams).toEqual([2, 0]);
  // Kruskal: ranks correlated by r take normals correlated by 2 sin(π r / 6).
  expect(row?.factor[1]?.[0]).toBeCloseTo(2 * Math.sin((Math.PI * -0.3) / 6), 15);
  expect(structuredClone(row)).toEqual(row);
});

test('nothing for fewer than two, or without correlations', () => {
  expect(correlationOf(correlation, streams('x', 'b'))).toBeUndefined();
  expect(correlationOf(undefined, streams('a', 'b'))).toBeUndefined();
});
