/** How far a plan is from the next band: the smallest change of one lever that gains points. */

/** Points at each of these factors (1 = the plan as it is); NaN where there are none. */
export type PointsAt = (factors: Float64Array) => Float64Array;

export interface Distance {
  /** What the lever is multiplied by; it gains, and one a little nearer to 1 does not. */
  factor: number;
  points: number;
}

/** Factors tried at a time in each direction. */
const WIDE = 64;
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
    .sort((a, b) => Math.abs(Math.log(a.factor)) - Math.abs(Math.log(b.factor)));
  return found[0] ?? null;
}

function outwards(pointsAt: PointsAt, start: number, end: number, now: number): Distance | null {
  let [from, to] = [start, end];
  let best: Distance | null = null;
  while (Math.abs(to / from - 1) > CLOSE) {
    const ratio = (to / from) ** (1 / WIDE);
    const factors = Float64Array.from({ length: WIDE }, (_, i) => (i === WIDE - 1 ? to : from * ratio ** (i + 1)));
    const points = pointsAt(factors);
    const i = points.findIndex((p) => p > now);
    if (i < 0) return best;
    best = { factor: factors[i] as number, points: points[i] as number };
    if (i > 0) from = factors[i - 1] as number;
    to = factors[i] as number;
  }
  return best;
}
