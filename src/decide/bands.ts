/** The bands of a score: which figure earns how many points, and how likely each is. */

/** As it stands in the catalog; `up_to`: right-closed steps, `from`: left-closed ones. */
export interface ScoreStep {
  side: 'from' | 'up_to';
  points: readonly (readonly [number, number])[];
  otherwise: number;
}

export interface Band {
  points: number;
  /** Ends of the figure that is scored, see `bandsOf`; null = open. */
  above: number | null;
  upTo: number | null;
}

/** Bands in the order of the figure, with `above < figure ≤ upTo` (up_to) or `above ≤ figure < upTo` (from). */
export function bandsOf({ side, points, otherwise }: ScoreStep): Band[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  const edges = sorted.map(([x]) => x);
  const earned = sorted.map(([, p]) => p);
  const order = side === 'up_to' ? [...earned, otherwise] : [otherwise, ...earned];
  return order.map((p, i) => ({ points: p, above: edges[i - 1] ?? null, upTo: edges[i] ?? null }));
}

export interface BandShares {
  bands: readonly (Band & { probability: number })[];
  /** Mean points of the draws that have any; null when none has. */
  expected: number | null;
  /** Draws without points; with the probabilities it adds up to one. */
  undefinedShare: number;
}

/**
 * @param draws points draw by draw, NaN = undefined
 * @throws Error on points that no band gives: a fault of the catalog
 */
export function bandShares(draws: Float64Array, bands: readonly Band[]): BandShares {
  const counts = bands.map(() => 0);
  let sum = 0;
  let n = 0;
  for (const p of draws) {
    if (Number.isNaN(p)) continue;
    const i = bands.findIndex((b) => b.points === p);
    if (i < 0) throw new Error(`${p} points are of no band`);
    counts[i] = (counts[i] as number) + 1;
    sum += p;
    n++;
  }
  return {
    bands: bands.map((b, i) => ({ ...b, probability: (counts[i] as number) / draws.length })),
    expected: n === 0 ? null : sum / n,
    undefinedShare: (draws.length - n) / draws.length,
  };
}
