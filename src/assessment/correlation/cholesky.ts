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
