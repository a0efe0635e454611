/**
 * One option for each of many parts: all combinations, or those that no other beats. Merging part by part and dropping
 * what is beaten on the way is exact, since sums and minima keep the order (Nemhauser and Ullmann 1969 for one sum).
 */

export interface PartOption {
  /** Sums over the parts; less is better in each. */
  adds: readonly number[];
  /** The least of all parts counts; it only groups what may be compared. */
  least: number;
}

/** Position of the option taken in each part. */
export type Combination = readonly number[];

/** How many combinations there are. */
export const combinations = (parts: readonly (readonly unknown[])[]): number =>
  parts.reduce((n, options) => n * options.length, 1);

export function allCombinations(parts: readonly (readonly unknown[])[]): Combination[] {
  return parts.reduce<number[][]>((all, options) => all.flatMap((c) => options.map((_, i) => [...c, i])), [[]]);
}

/** A combination of the first parts. */
interface Partial extends PartOption {
  option: number;
  before?: Partial | undefined;
}

type Search = (
  parts: readonly (readonly PartOption[])[],
  groupOf: (least: number) => string,
  most: number,
) => Combination[] | undefined;

/**
 * Combinations such that every other one is matched or beaten in all sums by one of the same group. Of equals the first.
 *
 * @param groupOf group of a least value; groups are intervals of it
 * @param most more than these at any stage end the search
 * @returns nothing when there are more
 */
export const unbeaten: Search = (...search) => merged(unbeatenOf, ...search);

/** One of all combinations that are alike in all sums and in the group. Parameters as of `unbeaten`. */
export const distinct: Search = (...search) => merged(distinctOf, ...search);

function merged(keep: (list: readonly Partial[]) => Partial[], ...[parts, groupOf, most]: Parameters<Search>) {
  const sums = varying(parts);
  let kept: Partial[] = [{ adds: sums.map(() => 0), least: Number.POSITIVE_INFINITY, option: -1 }];
  for (const options of parts) {
    const more = kept.flatMap((before) =>
      options.map((o, option): Partial => {
        const adds = sums.map((s, i) => (before.adds[i] as number) + (o.adds[s] as number));
        return { adds, least: Math.min(before.least, o.least), option, before };
      }),
    );
    kept = [...grouped(more, groupOf).values()].flatMap(keep);
    if (kept.length > most) return undefined;
  }
  return kept.map(path);
}

function grouped(list: readonly Partial[], groupOf: (least: number) => string): Map<string, Partial[]> {
  const groups = new Map<string, Partial[]>();
  for (const p of list) {
    const group = groupOf(p.least);
    const known = groups.get(group);
    if (known) known.push(p);
    else groups.set(group, [p]);
  }
  return groups;
}

/** Sums in which the options of some part differ. */
function varying(parts: readonly (readonly PartOption[])[]): number[] {
  const all = parts[0]?.[0]?.adds.map((_, s) => s) ?? [];
  return all.filter((s) => parts.some((options) => options.some((o) => o.adds[s] !== options[0]?.adds[s])));
}

function path(end: Partial): number[] {
  const taken: number[] = [];
  for (let p: Partial | undefined = end; p && p.option >= 0; p = p.before) taken.unshift(p.option);
  return taken;
}

/** Sums in another order differ by rounding. */
const DIGITS = 12;

function distinctOf(list: readonly Partial[]): Partial[] {
  const known = new Map<string, Partial>();
  for (const p of list) {
    const key = p.adds.map((x) => x.toPrecision(DIGITS)).join(' ');
    if (!known.has(key)) known.set(key, p);
  }
  return [...known.values()];
}

function unbeatenOf(list: readonly Partial[]): Partial[] {
  const sorted = [...list].sort((a, b) => lexical(a.adds, b.adds));
  return (sorted[0]?.adds.length ?? 0) > 3 ? byPairs(sorted) : byStairs(sorted);
}

function lexical(a: readonly number[], b: readonly number[]): number {
  for (const [i, x] of a.entries()) if (x !== b[i]) return x - (b[i] as number);
  return 0;
}

/** Sorted by the first sum, only earlier ones can beat: a staircase of the second and third tells. */
function byStairs(sorted: readonly Partial[]): Partial[] {
  const stairs: [second: number, third: number][] = [];
  return sorted.filter(({ adds: [, second = 0, third = 0] }) => {
    let at = firstAbove(stairs, second);
    const below = stairs[at - 1];
    if (below && below[1] <= third) return false;
    if (below && below[0] === second) at--;
    let end = at;
    while (end < stairs.length && (stairs[end] as [number, number])[1] >= third) end++;
    stairs.splice(at, end - at, [second, third]);
    return true;
  });
}

/** Position of the first stair whose second sum is above this. */
function firstAbove(stairs: readonly [number, number][], second: number): number {
  let [low, high] = [0, stairs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stairs[middle] as [number, number])[0] <= second) low = middle + 1;
    else high = middle;
  }
  return low;
}

function byPairs(sorted: readonly Partial[]): Partial[] {
  const kept: Partial[] = [];
  for (const p of sorted) if (!kept.some((k) => k.adds.every((x, i) => x <= (p.adds[i] as number)))) kept.push(p);
  return kept;
}
