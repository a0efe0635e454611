import { expect, test } from 'vitest';
import type { DrawnShape } from './inverse.ts';
import { readShape, writeShape } from './shape-code.ts';

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
  const numbers: number[] = [];
  for (const s of SHAPES) writeShape(s, numbers);
  const code = Float64Array.from(numbers);
  let at = 0;
  for (const s of SHAPES) {
    const read = readShape(code, at);
    expect(read.shape).toEqual(s);
    at = read.next;
  }
  expect(at).toBe(code.length);
});

test('a column of data keeps its numbers and their order', () => {
  const numbers: number[] = [];
  writeShape({ kind: 'empirical', values: Float64Array.of(3, 1, 2) }, numbers);
  const { shape } = readShape(Float64Array.from(numbers), 0);
  expect(shape.kind === 'empirical' && [...(shape.values as Float64Array)]).toEqual([3, 1, 2]);
});
