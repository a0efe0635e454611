/** How sure a ranking is: in how many draws a candidate is among the first, and how often two change places. */

export interface Swap {
  /** Candidates; the first stands before the second by the mean. */
  before: number;
  after: number;
  /** Share of the draws in which the second is larger. */
  chance: number;
}

/** Candidates, the largest mean first; of equal ones the earlier. */
export function ranking(means: Float64Array): number[] {
  return [...means.keys()].sort((a, b) => means[b]! - means[a]! || a - b);
}

/**
 * Share of the draws in which each candidate is among the k largest; they add up to k. Among equal ones those count that
 * stand first in the ranking.
 *
 * @param draws of each candidate, equally long
 */
export function inTop(draws: readonly Float64Array[], order: readonly number[], k: number): Float64Array {
  const share = new Float64Array(draws.length);
  const n = draws[0]?.length ?? 0;
  if (k >= draws.length) return share.fill(1);
  const values = new Float64Array(draws.length);
  for (let d = 0; d < n && k > 0; d++) {
    for (let i = 0; i < draws.length; i++) values[i] = draws[i]![d]!;
    const edge = values.slice().sort()[draws.length - k]!;
    let left = k;
    for (const i of order) if (values[i]! > edge) left -= count(share, i);
    for (const i of order) if (left > 0 && values[i] === edge) left -= count(share, i);
  }
  return share.map((c) => c / n);
}

function count(share: Float64Array, i: number): number {
  share[i] = share[i]! + 1;
  return 1;
}

/** Every pair of the candidates given, which stand in the order of the ranking. */
export function swaps(draws: readonly Float64Array[], order: readonly number[]): Swap[] {
  return order.flatMap((before, a) =>
    order.slice(a + 1).map((after): Swap => {
      const [x, y] = [draws[before]!, draws[after]!];
      let larger = 0;
      for (let d = 0; d < x.length; d++) if (y[d]! > x[d]!) larger++;
      return { before, after, chance: larger / x.length };
    }),
  );
}
