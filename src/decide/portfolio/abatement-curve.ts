/** Marginal abatement cost curve: sites by cost per tonne, the cheapest first, over the tonnes so far. */

export interface AbatementStep<T> {
  site: T;
  /** Cost per tonne. */
  cost: number;
  tonnes: number;
  /** Tonnes of this and all cheaper sites. */
  cumulative: number;
}

/** Sites that save nothing have no place on the curve; of equal costs the earlier one comes first. */
export function abatementCurve<T>(sites: readonly { site: T; cost: number; tonnes: number }[]): AbatementStep<T>[] {
  let cumulative = 0;
  return sites
    .filter((s) => s.tonnes > 0)
    .sort((a, b) => a.cost - b.cost)
    .map((s) => {
      cumulative += s.tonnes;
      return { ...s, cumulative };
    });
}
