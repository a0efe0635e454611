/** Rooms whose lamps live differently, written as one set. */

/** Years of operation in which a set of this life (years) is replaced; in a year as often as it stands there. */
export type ReplacedIn = (life: number) => readonly number[];

export interface Lived {
  /** Years; undefined: not stated, so never replaced. */
  life?: number | undefined;
  /** JPY of one set. */
  costJpy: number;
}

export interface PooledSet {
  /** Years of the set that is replaced first. */
  life: number;
  /** JPY of each replacement of the whole. */
  costJpy: number;
  /** Sets are replaced in other years than this one. */
  pooled: boolean;
}

/**
 * Many sets as one: the years are those of the set that wears out first, and the cost of each replacement makes the sum
 * over the evaluation that of all sets. Exact where all that are replaced at all are so in the same years.
 *
 * @returns nothing when no life is stated
 */
export function pooledSet(sets: readonly Lived[], replacedIn: ReplacedIn): PooledSet | undefined {
  const lived = sets.filter((s): s is Lived & { life: number } => s.life !== undefined);
  if (lived.length === 0) return undefined;
  const life = Math.min(...lived.map((s) => s.life));
  const first = replacedIn(life);
  const each = lived.map((s) => ({ cost: s.costJpy, years: replacedIn(s.life) }));
  const pooled = each.some(({ years, cost }) => cost > 0 && years.length > 0 && String(years) !== String(first));
  const share = (n: number) => (first.length === 0 ? 1 : n / first.length);
  const costJpy = each.reduce((sum, s) => sum + s.cost * share(s.years.length), 0);
  return { life, costJpy, pooled };
}
