import { describe, expect, test } from 'vitest';
import { type CholeskyFactor, choleskyOf } from './cholesky.ts';

describe('choleskyOf', () => {
  test('two quantities: the normal correlation is 2 sin(π r / 6)', () => {
    const [, row] = choleskyOf([
      [1, 0.5],
      [0.5, 1],
    ]) as CholeskyFactor;
    expect(row![0]).toBeCloseTo(2 * Math.sin(Math.PI / 12), 15);
    expect(row![1]).toBeCloseTo(Math.sqrt(1 - row![0]! ** 2), 15);
  });

  test('L Lᵀ gives the matrix back', () => {
    const matrix = [
      [1, 0.5, -0.3, 0],
      [0.5, 1, 0.2, 0.1],
      [-0.3, 0.2, 1, 0.7],
      [0, 0.1, 0.7, 1],
    ];
    const factor = choleskyOf(matrix) as CholeskyFactor;
    matrix.forEach((row, i) => {
      row.forEach((r, j) => {
        const product = factor[i]!.reduce((sum, x, k) => sum + x * (factor[j]![k] ?? 0), 0);
        expect(product).toBeCloseTo(i === j ? 1 : 2 * Math.sin((Math.PI * r) / 6), 14);
      });
    });
  });

  test.each([
    [
      'contradicts itself',
      [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
    ],
    [
      'makes two quantities one',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'makes two quantities opposite',
      [
        [1, -1],
        [-1, 1],
      ],
    ],
    [
      'is not symmetric',
      [
        [1, 0.5],
        [0.4, 1],
      ],
    ],
    [
      'has no ones on the diagonal',
      [
        [1, 0],
        [0, 2],
      ],
    ],
    [
      'goes beyond 1',
      [
        [1, 1.2],
        [1.2, 1],
      ],
    ],
    ['is not square', [[1, 0.5]]],
    [
      'has a NaN',
      [
        [1, Number.NaN],
        [Number.NaN, 1],
      ],
    ],
  ])('null for a matrix that %s', (_, matrix) => {
    expect(choleskyOf(matrix)).toBeNull();
  });
});
