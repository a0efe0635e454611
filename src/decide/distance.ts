/** How far a plan is from the next band: the smallest change of one lever that gains points. */

/** Points at each of these factors (1 = the plan as it is); NaN where there are none. */
export type PointsAt = (factors: Float64Array) => Float64Array;

export interface Distance {
  /** What the lever is multiplied by; it gains, and one a little nearer to 1 does not. */
  factor: number;
  points: number;
}

/** Factors tried at a time in each direction: 2 to the power of this. */
const HALVINGS = 6;
const WIDE = 1 << HALVINGS;
/** The factor is found to this relative width. */
const CLOSE = 1e-9;

/**
 * Looks outwards from 1 in both directions, first coarsely in equal ratios, then ever finer within the step where points are
 * gained. A gain that is lost again within one coarse step (about 3.5 % for a tenfold range) is not seen.
 *
 * @param low least factor, above 0 and at most 1
 * @param high largest factor, at least 1
 * @returns null when no factor from low to high gains points, or there are none to begin with
 */
export function nextBand(pointsAt: PointsAt, low: number, high: number): Distance | null {
  const [now] = pointsAt(Float64Array.of(1));
  if (now === undefined || Number.isNaN(now)) return null;
  const found = [low, high]
    .map((end) => outwards(pointsAt, 1, end, now))
    .filter((d): d is Distance => d !== null)
    .sort((a, b) => away(a.factor) - away(b.factor));
  return found[0] ?? null;
}

/**
 * How far from 1 one may go towards an end without meeting what is ruled out: the end itself, or the last factor before it.
 *
 * @param ruledOut 1 at each of these factors that is ruled out, else 0; what lies beyond one such factor is taken to be so too
 */
export function farthest(ruledOut: (factors: Float64Array) => Uint8Array, end: number): number {
  let [from, to] = [1, end];
  if (to === 1 || !ruledOut(Float64Array.of(to))[0]) return to;
  while (Math.abs(to / from - 1) > CLOSE) {
    const factors = between(from, to);
    const i = ruledOut(factors).indexOf(1);
    if (i > 0) from = factors[i - 1] as number;
    to = factors[Math.max(i, 0)] as number;
  }
  return from;
}

/** How many times as large or small. */
const away = (factor: number): number => Math.max(factor, 1 / factor);

function outwards(pointsAt: PointsAt, start: number, end: number, now: number): Distance | null {
  let [from, to] = [start, end];
  let best: Distance | null = null;
  while (Math.abs(to / from - 1) > CLOSE) {
    const factors = between(from, to);
    const points = pointsAt(factors);
    const i = points.findIndex((p) => p > now);
    if (i < 0) return best;
    best = { factor: factors[i] as number, points: points[i] as number };
    if (i > 0) from = factors[i - 1] as number;
    to = factors[i] as number;
  }
  return best;
}

/** Factors in equal ratios after `from`, the last one `to` itself. */
function between(from: number, to: number): Float64Array {
  let ratio = to / from;
  // Roots are the same on every machine, powers are not.
  for (let i = 0; i < HALVINGS; i++) ratio = Math.sqrt(ratio);
  const factors = new Float64Array(WIDE);
  for (let i = 0; i < WIDE; i++) factors[i] = (i === 0 ? from : (factors[i - 1] as number)) * ratio;
  factors[WIDE - 1] = to;
  return factors;
}
