import { describe, expect, test } from 'vitest';
import { apply, multiply, unitTriangular } from './gf2.ts';
import { randomWords } from './stream-key.ts';

const random = unitTriangular(randomWords([3, 4], 9, 0, 32));

describe('a random unit triangular matrix', () => {
  test('maps [0, 2^m) onto itself for every m', () => {
    for (let m = 0; m <= 12; m++) {
      const image = new Set(Array.from({ length: 1 << m }, (_, k) => apply(random, k)));
      expect(image.size).toBe(1 << m);
      expect(Math.max(...image)).toBe((1 << m) - 1);
    }
  });

  test('leaves the leading digits of a binary fraction to themselves: equal at the front, equal after', () => {
    for (let m = 1; m < 32; m++) {
      const a = apply(random, 0x9abcdef0) >>> (32 - m);
      const b = apply(random, 0x9abcdef0 ^ (0x7fffffff >>> m)) >>> (32 - m);
      expect(a).toBe(b);
    }
  });

  test('has random bits above the diagonal only', () => {
    const ones = random.reduce(
      (sum, column) => sum + [...(column >>> 0).toString(2)].filter((c) => c === '1').length,
      0,
    );
    expect(ones - 32).toBeGreaterThan(496 / 2 - 50);
    expect(ones - 32).toBeLessThan(496 / 2 + 50);
    random.forEach((column, j) => {
      expect(31 - Math.clz32(column)).toBe(j);
    });
  });
});

test('a product applies one after the other', () => {
  const other = unitTriangular(randomWords([5, 6], 9, 0, 32));
  for (const x of [0, 1, 2, 1000, 0x80000000, -1])
    expect(apply(multiply(random, other), x)).toBe(apply(random, apply(other, x)));
});
