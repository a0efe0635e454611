import { describe, expect, test } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';
import { fastNormalCdf } from './normal-cdf-table.ts';

// Computed with mpmath 1.3.0 to 40 digits.
const CDF = [
  [-37, 5.725571222524577e-300],
  [-20, 2.7536241186062337e-89],
  [-8, 6.220960574271784e-16],
  [-5.5, 1.8989562465887718e-8],
  [-3, 0.0013498980316300946],
  [-2, 0.02275013194817921],
  [-1.5, 0.06680720126885807],
  [-1, 0.15865525393145705],
  [-0.5, 0.3085375387259869],
  [-0.001, 0.49960105778608893],
] as const;
const QUANTILES = [
  [1.1641532182693481e-10, -6.3379577545537895],
  [1e-6, -4.753424308822899],
  [0.001, -3.0902323061678136],
  [0.01, -2.326347874040841],
  [0.05, -1.6448536269514726],
  [0.1, -1.2815515655446004],
  [0.25, -0.6744897501960817],
  [0.4, -0.2533471031357997],
  [0.499, -0.002506630899571766],
] as const;

describe('normalCdf', () => {
  test.each(CDF)('at %d', (z, p) => {
    expect(Math.abs(normalCdf(z) / p - 1)).toBeLessThan(1e-14 + 2e-16 * z * z);
    expect(Math.abs(normalCdf(-z) - (1 - p))).toBeLessThan(2e-16);
  });

  test('no step where the series hands over to the fraction', () => {
    expect(Math.abs(normalCdf(-1.5) / normalCdf(-1.4999999999999998) - 1)).toBeLessThan(1e-15);
  });
});

describe('normalQuantile', () => {
  test.each(QUANTILES)('at %d', (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-13);
  });

  test('undoes normalCdf, on both sides', () => {
    for (let z = -8; z < 0; z += 0.01) expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-13);
    expect(normalQuantile(0.75)).toBe(-normalQuantile(0.25));
    expect(Math.abs(normalQuantile(0.5))).toBeLessThan(1e-16);
  });
});

describe('fastNormalCdf', () => {
  test('agrees with normalCdf: 1e-15 absolute, 1e-12 relative', () => {
    for (let z = -8; z <= 8; z += 0.00137) {
      const p = normalCdf(z);
      expect(Math.abs(fastNormalCdf(z) - p)).toBeLessThan(1e-15);
      expect(Math.abs(fastNormalCdf(z) / p - 1)).toBeLessThan(1e-12);
    }
  });

  test('stays inside (0, 1] far out', () => {
    expect(fastNormalCdf(-50)).toBeGreaterThan(0);
    expect(fastNormalCdf(50)).toBeLessThanOrEqual(1);
  });
});
