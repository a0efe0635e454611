/**
 * Sums in a fixed order, in four interleaved lanes: lane j takes the numbers j, j + 4, … of the range, and the lanes are
 * joined as (0 + 1) + (2 + 3). Rounding errors grow with a quarter of the length, and the bits do not depend on how
 * the numbers came to be there.
 */

/** Arithmetic mean of values[from … to − 1], within the range of the numbers; exact where all are equal. */
export function meanOf(values: Float64Array, from: number, to: number): number {
  const n = to - from;
  const first = values[from] as number;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += (values[i] as number) - first;
    b += (values[i + 1] as number) - first;
    c += (values[i + 2] as number) - first;
    d += (values[i + 3] as number) - first;
  }
  if (i < to) a += (values[i++] as number) - first;
  if (i < to) b += (values[i++] as number) - first;
  if (i < to) c += (values[i++] as number) - first;
  return first + (a + b + (c + d)) / n;
}

/** Standard deviation of the sample values[from … to − 1], divisor n − 1, about a known mean. */
export function sdOf(values: Float64Array, from: number, to: number, mean: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = from;
  for (; i + 3 < to; i += 4) {
    const p = (values[i] as number) - mean;
    const q = (values[i + 1] as number) - mean;
    const r = (values[i + 2] as number) - mean;
    const s = (values[i + 3] as number) - mean;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  if (i < to) a += sq((values[i++] as number) - mean);
  if (i < to) b += sq((values[i++] as number) - mean);
  if (i < to) c += sq((values[i++] as number) - mean);
  return Math.sqrt((a + b + (c + d)) / (to - from - 1));
}

const sq = (x: number): number => x * x;
