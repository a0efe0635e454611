/** What is wrong with a matrix of rank correlations: each fault names its quantities. */
import { type Finding, finding } from '../findings.ts';
import { choleskyOf } from './cholesky.ts';

/** @param columns names as the user wrote them, one a row of the matrix; at most one fault of each kind */
export function matrixFaults(columns: readonly string[], matrix: readonly (readonly number[])[]): Finding[] {
  const n = columns.length;
  const at = { column: 'correlation' };
  if (matrix.length !== n || matrix.some((row) => row.length !== n)) {
    const odd = matrix.find((row) => row.length !== n)?.length ?? n;
    return [finding('correlation_not_square', 'error', { quantities: n, rows: matrix.length, columns: odd }, at)];
  }
  const findings: Finding[] = [];
  const r = (i: number, j: number): number => matrix[i]?.[j] as number;
  const name = (i: number): string => columns[i] as string;
  const all = columns.flatMap((_, i) => columns.map((_, j) => [i, j] as const));
  const diagonal = columns.findIndex((_, i) => r(i, i) !== 1);
  if (diagonal >= 0) {
    const params = { column: name(diagonal), value: r(diagonal, diagonal) };
    findings.push(finding('correlation_diagonal', 'error', params, at));
  }
  const beyond = all.find(([i, j]) => i !== j && !(Math.abs(r(i, j)) <= 1));
  if (beyond) {
    const [i, j] = beyond;
    findings.push(finding('correlation_beyond', 'error', { first: name(i), second: name(j), value: r(i, j) }, at));
  }
  const skew = all.find(([i, j]) => i < j && r(i, j) !== r(j, i));
  if (skew) {
    const [i, j] = skew;
    const params = { first: name(i), second: name(j), there: r(i, j), back: r(j, i) };
    findings.push(finding('correlation_not_symmetric', 'error', params, at));
  }
  return findings.length > 0 ? findings : contradiction(columns, matrix);
}

/** The first quantity that cannot have these correlations with those before it. */
function contradiction(columns: readonly string[], matrix: readonly (readonly number[])[]): Finding[] {
  for (let k = 2; k <= columns.length; k++) {
    if (choleskyOf(matrix.slice(0, k).map((row) => row.slice(0, k)))) continue;
    const params = { column: columns[k - 1] as string, others: columns.slice(0, k - 1).join(', ') };
    return [finding('correlation_not_positive_definite', 'error', params, { column: 'correlation' })];
  }
  return [];
}
