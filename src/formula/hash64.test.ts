import { describe, expect, test } from 'vitest';
import { hash64 } from './hash64.ts';

describe('hash64', () => {
  test('never changes: streams are keyed by it', () => {
    expect([hash64(''), hash64('a'), hash64('site-001'), hash64('工場')]).toMatchInlineSnapshot(`
      [
        [
          2155476171,
          2495820451,
        ],
        [
          2120586627,
          3320658360,
        ],
        [
          4084430138,
          982769102,
        ],
        [
          2752225808,
          1430253699,
        ],
      ]
    `);
  });

  test('spreads the ids of a sheet evenly, by either half, from the top or the bottom bits', () => {
    const n = 256_000;
    const counts = Array.from({ length: 4 }, () => new Uint32Array(256));
    for (let i = 0; i < n; i++) {
      const [a, b] = hash64(`TH-${String(i).padStart(7, '0')}`);
      [a & 255, a >>> 24, b & 255, b >>> 24].forEach((slot, k) => {
        (counts[k] as Uint32Array)[slot] = ((counts[k] as Uint32Array)[slot] as number) + 1;
      });
    }
    for (const count of counts) {
      const chi2 = count.reduce((sum, c) => sum + (c - n / 256) ** 2 / (n / 256), 0);
      // 255 degrees of freedom: mean 255, sd 22.6.
      expect(chi2).toBeLessThan(255 + 5 * 22.6);
      expect(chi2).toBeGreaterThan(255 - 5 * 22.6);
    }
  });

  test('a change of one character flips half of the 64 bits, in each half', () => {
    const ones = (x: number) => x.toString(2).replaceAll('0', '').length;
    let [flipsA, flipsB] = [0, 0];
    const n = 20_000;
    for (let i = 0; i < n; i++) {
      const [a, b] = hash64(`s${i}`);
      const [c, d] = hash64(`s${i}`.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) ^ 1)));
      flipsA += ones((a ^ c) >>> 0);
      flipsB += ones((b ^ d) >>> 0);
    }
    expect(flipsA / n).toBeCloseTo(16, 0);
    expect(flipsB / n).toBeCloseTo(16, 0);
  });

  test('the halves are independent of each other', () => {
    const n = 200_000;
    let agree = 0;
    for (let i = 0; i < n; i++) {
      const [a, b] = hash64(`${i}`);
      agree += 32 - ((a ^ b) >>> 0).toString(2).replaceAll('0', '').length;
    }
    expect(Math.abs(agree / n - 16)).toBeLessThan(0.05);
  });
});
