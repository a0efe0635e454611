import type { CholeskyFactor } from '../assessment/correlation/cholesky.ts';
import { fillFrom } from './inverse-table.ts';
import { fastNormalCdf } from './normal-cdf-table.ts';
import { normalTable } from './normal-table.ts';

/**
 * Gives independent uniforms a Gaussian copula, in place: z = Φ⁻¹(u), z′ = L z, u′ = Φ(z′), rounded to the points
 * (x + ½) / 2^32. Every uniform of a draw comes from that draw alone. The first quantity keeps its uniforms.
 *
 * @param u one column a quantity, in the order of the matrix
 * @param count draws
 */
export function correlate(u: readonly Float64Array[], factor: CholeskyFactor, count: number): void {
  const table = normalTable();
  const z = u.map((column) => {
    const scores = new Float64Array(count);
    fillFrom(table, 0, 1, column, scores, count);
    return scores;
  });
  for (let i = 1; i < u.length; i++) {
    const row = factor[i] as Float64Array;
    const column = u[i] as Float64Array;
    column.fill(0, 0, count);
    for (let j = 0; j <= i; j++) {
      const weight = row[j] as number;
      const scores = z[j] as Float64Array;
      for (let k = 0; k < count; k++) column[k] = (column[k] as number) + weight * (scores[k] as number);
    }
    for (let k = 0; k < count; k++) column[k] = toPoint(fastNormalCdf(column[k] as number));
  }
}

/** The nearest of the points (x + ½) / 2^32, x = 0 … 2^32 − 1. */
function toPoint(u: number): number {
  return (Math.min(Math.floor(u * 0x100000000), 0xffffffff) + 0.5) / 0x100000000;
}
