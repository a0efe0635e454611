import { type InverseTable, tabulate } from './inverse-table.ts';
import { normalCdf, normalQuantile } from './normal.ts';

let standard: InverseTable | undefined;

/** Φ⁻¹; absolute error below 5e-8. */
export function normalTable(): InverseTable {
  standard ??= tabulate(normalQuantile, (m) => -normalQuantile(m));
  return standard;
}

/**
 * Quantiles of a standard normal between a and b; error below 5e-8, and below 5e-8 · (b − a) where that is less.
 * Of the two tails the one with more room is taken, so that no digits are lost far out.
 */
export function truncatedTable(a: number, b: number): InverseTable {
  if (a + b > 0) {
    const mirrored = truncatedQuantile(-b, -a);
    return tabulate(
      (m) => -mirrored(1 - m, m),
      (m) => -mirrored(m, 1 - m),
    );
  }
  const quantile = truncatedQuantile(a, b);
  return tabulate(
    (m) => quantile(m, 1 - m),
    (m) => quantile(1 - m, m),
  );
}

/** a + b ≤ 0; the share of the mass below, and above. */
function truncatedQuantile(a: number, b: number): (below: number, above: number) => number {
  const low = normalCdf(a);
  const high = normalCdf(b);
  return (below, above) => Math.min(Math.max(normalQuantile(low * above + high * below), a), b);
}
