/** Draws for a picture: bars of equal width, and the cumulative share. */
import type { Distribution } from './views.ts';

const BARS = 40;
const POINTS = 200;

/** @param values draw by draw, NaN = undefined; nothing when none is defined */
export function distribution(values: Float64Array): Distribution | undefined {
  const x = values.filter((v) => Number.isFinite(v)).sort();
  const n = x.length;
  if (n === 0) return undefined;
  const low = x[0] as number;
  const high = x[n - 1] as number;
  const bars = low === high ? 1 : BARS;
  const width = (high - low) / bars;
  const edges = Float64Array.from({ length: bars + 1 }, (_, i) => (i === bars ? high : low + i * width));
  const counts = new Float64Array(bars);
  for (const v of x) {
    const i = width > 0 ? Math.min(bars - 1, Math.floor((v - low) / width)) : 0;
    counts[i] = (counts[i] as number) + 1;
  }
  const points = Math.min(POINTS, n);
  const at = Int32Array.from({ length: points }, (_, k) => Math.round((k * (n - 1)) / Math.max(1, points - 1)));
  return {
    edges,
    counts,
    cumulative: {
      x: Float64Array.from(at, (i) => x[i] as number),
      share: Float64Array.from(at, (i) => (i + 1) / n),
    },
  };
}
