import { expect, test } from 'vitest';
import type { DrawnShape } from './inverse.ts';
import { readShape, shapeLength, writeShape } from './shape-code.ts';

const SHAPES: readonly DrawnShape[] = [
  { kind: 'normal', mean: 5, sd: 2 },
  { kind: 'lognormal', mu: -1, sigma: 0.2 },
  { kind: 'uniform', low: 0, high: 3 },
  { kind: 'triangular', low: 1, mode: 2, high: 5 },
  { kind: 'pert', low: 1, mode: 4, high: 5 },
  { kind: 'truncated', mean: 1, sd: 3, low: 0, high: 2 },
  { kind: 'discrete', values: [0, 1, 4], probabilities: [0.5, 0.25, 0.25] },
];

test('a row of shapes is read back as it was written', () => {
  const code = new Float64Array(SHAPES.reduce((n, s) => n + shapeLength(s), 0));
  let end = 0;
  for (const s of SHAPES) end = writeShape(s, code, end);
  expect(end).toBe(code.length);
  let at = 0;
  for (const s of SHAPES) {
    const read = readShape(code, at);
    expect(read.shape).toEqual(s);
    at = read.next;
  }
  expect(at).toBe(code.length);
});

test('a column of data keeps its numbers and their order', () => {
  const code = new Float64Array(5);
  writeShape({ kind: 'empirical', values: Float64Array.of(3, 1, 2) }, code, 0);
  const { shape } = readShape(code, 0);
  expect(shape.kind === 'empirical' && [...(shape.values as Float64Array)]).toEqual([3, 1, 2]);
});
