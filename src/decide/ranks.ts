/** Ranks from 0; equal numbers share the mean of their ranks. */
export function ranksOf(values: Float64Array): Float64Array {
  const order = byBuckets(values);
  if (!order) return bySorting(values);
  const n = order.length;
  const ranks = new Float64Array(n);
  for (let start = 0; start < n; ) {
    const v = values[order[start] as number];
    let end = start + 1;
    while (end < n && values[order[end] as number] === v) end++;
    for (let k = start; k < end; k++) ranks[order[k] as number] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

/** Numbers in one part beyond which putting them in order one by one is slow. */
const CROWDED = 32;

/** Positions in the order of their numbers: into as many equal parts of the range as there are numbers, then by insertion. */
function byBuckets(values: Float64Array): Uint32Array | undefined {
  const n = values.length;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < n; k++) {
    const v = values[k] as number;
    if (v < least) least = v;
    if (v > most) most = v;
  }
  const scale = (n - 1) / (most - least);
  if (!(scale > 0 && scale < Number.POSITIVE_INFINITY)) return undefined;
  const ends = new Uint32Array(n + 1);
  const part = new Uint32Array(n);
  for (let k = 0; k < n; k++) {
    const p = Math.floor(((values[k] as number) - least) * scale);
    part[k] = p;
    ends[p + 1] = (ends[p + 1] as number) + 1;
  }
  for (let p = 0; p < n; p++) {
    if ((ends[p + 1] as number) > CROWDED) return undefined;
    ends[p + 1] = (ends[p + 1] as number) + (ends[p] as number);
  }
  const order = new Uint32Array(n);
  for (let k = 0; k < n; k++) {
    const p = part[k] as number;
    const at = ends[p] as number;
    ends[p] = at + 1;
    order[at] = k;
  }
  for (let i = 1; i < n; i++) {
    const k = order[i] as number;
    const v = values[k] as number;
    let j = i;
    for (; j > 0 && (values[order[j - 1] as number] as number) > v; j--) order[j] = order[j - 1] as number;
    order[j] = k;
  }
  return order;
}

/** Ranks by looking each number up among all of them in order: as good where many are equal or one lies far off. */
function bySorting(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const mean = new Float64Array(n);
  for (let start = 0; start < n; ) {
    let end = start + 1;
    while (end < n && sorted[end] === sorted[start]) end++;
    mean[start] = (start + end - 1) / 2;
    start = end;
  }
  const ranks = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const v = values[k] as number;
    // Where it first stands.
    let low = 0;
    for (let high = n - 1; low < high; ) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < v) low = middle + 1;
      else high = middle;
    }
    ranks[k] = mean[low] as number;
  }
  return ranks;
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
