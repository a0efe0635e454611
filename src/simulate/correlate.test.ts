import { describe, expect, test } from 'vitest';
import { type CholeskyFactor, choleskyOf } from '../assessment/correlation/cholesky.ts';
import { correlate } from './correlate.ts';
import { createSampler } from './points.ts';

const N = 16_384;

function independent(columns: number, n = N): Float64Array[] {
  const sampler = createSampler({ sampling: 'sobol', seed: 11, draws: N });
  return Array.from({ length: columns }, (_, dimension) => {
    const u = new Float64Array(n);
    sampler.fill(u, { kind: 'site', hash: [1, 2] }, dimension, 0, n);
    return u;
  });
}

/** Of uniforms, which is that of ranks. */
function rankCorrelation(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - 0.5) * (b[i]! - 0.5);
  return (12 * sum) / a.length;
}

describe('correlate', () => {
  test('rank correlations are those asked for; every column stays uniform', () => {
    const matrix = [
      [1, 0.6, -0.4],
      [0.6, 1, 0.25],
      [-0.4, 0.25, 1],
    ];
    const u = independent(3);
    correlate(u, choleskyOf(matrix) as CholeskyFactor, N);
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(Math.abs(rankCorrelation(u[i]!, u[j]!) - matrix[i]![j]!)).toBeLessThan(0.005);
    }
    for (const column of u) {
      expect(column.every((x) => x > 0 && x < 1 && (x * 2 ** 32 - 0.5) % 1 === 0)).toBe(true);
      const distance = column.toSorted().reduce((d, x, i) => Math.max(d, Math.abs(x - (i + 0.5) / N)), 0);
      expect(distance).toBeLessThan(0.005);
    }
  });

  test('the first column is untouched; no correlation leaves all as they were', () => {
    const u = independent(3);
    const before = u.map((column) => column.slice());
    correlate(
      u,
      choleskyOf([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ]) as CholeskyFactor,
      N,
    );
    expect(u[0]).toEqual(before[0]);
    for (const c of [1, 2])
      u[c]!.forEach((x, k) => {
        if (Math.abs(x - before[c]![k]!) > 2e-8) expect(x).toBe(before[c]![k]);
      });
  });

  test('a draw does not depend on its neighbours, and only `count` are touched', () => {
    const factor = choleskyOf([
      [1, 0.8],
      [0.8, 1],
    ]) as CholeskyFactor;
    const all = independent(2);
    correlate(all, factor, N);
    const few = independent(2, 100);
    const untouched = few.map((column) => column.slice(64));
    correlate(few, factor, 64);
    few.forEach((column, c) => {
      expect(column.slice(0, 64)).toEqual(all[c]!.slice(0, 64));
      expect(column.slice(64)).toEqual(untouched[c]);
    });
  });

  test('extremes stay inside (0, 1)', () => {
    const end = 0.5 / 2 ** 32;
    const u = [0, 1, 2].map(() => Float64Array.of(end, 1 - end));
    correlate(
      u,
      choleskyOf([
        [1, 0.9, 0.9],
        [0.9, 1, 0.9],
        [0.9, 0.9, 1],
      ]) as CholeskyFactor,
      2,
    );
    for (const column of u) expect([...column].every((x) => x > 0 && x < 1)).toBe(true);
  });
});
