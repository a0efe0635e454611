import { fillFrom } from './inverse-table.ts';
import { fastNormalCdf } from './normal-cdf-table.ts';
import { normalTable } from './normal-table.ts';

/** Lower triangular, row by row: row i has i + 1 numbers. */
export type CholeskyFactor = readonly Float64Array[];

/** A pivot below this counts as 0: the matrix is not positive definite to working precision. */
const LEAST_PIVOT = 1e-12;

/**
 * Factor L of the correlations that normal variables need so that their ranks have the correlations of `matrix`
 * (Spearman's): 2 sin(π r / 6), element by element.
 * Source: W. H. Kruskal, "Ordinal measures of association", JASA 53 (1958).
 *
 * @param matrix rank correlations, −1 to 1: square, symmetric, ones on the diagonal
 * @returns null when the matrix is not of that kind, or when no variables can be so correlated (not positive definite)
 */
export function choleskyOf(matrix: readonly (readonly number[])[]): CholeskyFactor | null {
  if (!isCorrelation(matrix)) return null;
  const factor: Float64Array[] = [];
  for (const [i, row] of matrix.entries()) {
    const own = new Float64Array(i + 1);
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? 1 : 2 * sine((Math.PI * (row[j] as number)) / 6);
      const other = j === i ? own : (factor[j] as Float64Array);
      for (let k = 0; k < j; k++) sum -= (own[k] as number) * (other[k] as number);
      if (j < i) own[j] = sum / (other[j] as number);
      else if (sum > LEAST_PIVOT) own[i] = Math.sqrt(sum);
      else return null;
    }
    factor.push(own);
  }
  return factor;
}

function isCorrelation(matrix: readonly (readonly number[])[]): boolean {
  return matrix.every(
    (row, i) =>
      row.length === matrix.length && row[i] === 1 && row.every((r, j) => Math.abs(r) <= 1 && r === matrix[j]?.[i]),
  );
}

/** sin x for |x| ≤ π / 6, by its series; products and sums alone, the same bits everywhere. */
function sine(x: number): number {
  let sum = 0;
  for (let n = 17; n >= 3; n -= 2) sum = (-(1 + sum) * x * x) / (n * (n - 1));
  return x * (1 + sum);
}

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
