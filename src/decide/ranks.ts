/** Ranks from 0; equal numbers share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const mean = new Float64Array(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    mean[start] = (start + end - 1) / 2;
    start = end;
  }
  return values.map((v) => mean[firstOf(sorted, v)] as number);
}

/** Where a number first stands in an ascending list that holds it. */
function firstOf(sorted: Float64Array, v: number): number {
  let low = 0;
  for (let high = sorted.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < v) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The same for uniforms: those of a net of n points lie one in each n-th part of (0, 1), so that the part is the rank. Others are
 * put in order.
 */
export function ranksOfUniforms(u: Float64Array): Float64Array {
  const n = u.length;
  const seen = new Uint8Array(n);
  const ranks = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const part = Math.floor((u[k] as number) * n);
    if (seen[part] !== 0) return ranksOf(u);
    seen[part] = 1;
    ranks[k] = part;
  }
  return ranks;
}
