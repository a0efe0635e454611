/**
 * The numbers of the quantities among the dimensions of a draw, never moved by which of them are spread. Quantities that are a
 * site's own are numbered technology by technology; shared ones, whose draws are others, by themselves and alike for all.
 * What the catalog itself spreads comes first: the first dimensions of a net are the best spread among each other.
 */
import type { Book, Catalog, Quantity } from '../catalog/index.ts';
import { MAX_YEARS } from '../engine/interpreter.ts';

export interface Dimensions {
  /** @param year of operation, for a quantity drawn anew each year; undefined = one draw for the life */
  of(technology: string, quantity: Quantity, year?: number): number;
}

interface Numbers {
  plain: ReadonlyMap<string, number>;
  /** Dimension of year 1; the other years follow. */
  yearly: ReadonlyMap<string, number>;
}

export function dimensions(catalog: Catalog): Dimensions {
  const all = Object.values(catalog.books);
  const shared = numbered(all.flatMap(quantitiesOf).filter(isShared));
  const own = new Map<string, Numbers>();
  const ofTechnology = (technology: string): Numbers => {
    let known = own.get(technology);
    if (!known) {
      const used = usedBy(catalog, technology);
      const books = all.filter((b) => b.kind !== 'technology' || used.has(b.id));
      known = numbered(books.flatMap(quantitiesOf).filter((q) => !isShared(q)));
      own.set(technology, known);
    }
    return known;
  };
  return {
    of: (technology, q, year) => {
      const numbers = isShared(q) ? shared : ofTechnology(technology);
      if (year === undefined) return numbers.plain.get(q.name) ?? 0;
      return (numbers.yearly.get(q.name) ?? 0) + year - 1;
    },
  };
}

const quantitiesOf = (b: Book): Quantity[] => Object.values(b.quantities);
const isShared = (q: Quantity): boolean => (q.sharedBy ?? 'site') !== 'site';
const isYearly = (q: Quantity): boolean => q.spread?.per === 'year';

/** Inputs, spread ones first, those of a year of hours last, in order of their names; after them the years of those that are drawn anew each year. */
function numbered(quantities: readonly Quantity[]): Numbers {
  const names = (list: readonly Quantity[]): string[] => [...new Set(list.map((q) => q.name))].sort();
  const may = quantities.filter((q) => (q.input && q.kind === 'number') || isYearly(q));
  const first = names(may.filter((q) => q.spread ?? q.spreadIfGiven));
  const last = names(may.filter((q) => q.fromHours));
  const plain = [...first, ...names(may).filter((n) => !first.includes(n) && !last.includes(n)), ...last];
  const yearly = names(quantities.filter(isYearly));
  return {
    plain: new Map(plain.map((n, i) => [n, i])),
    yearly: new Map(yearly.map((n, i) => [n, plain.length + i * MAX_YEARS])),
  };
}

/** Books of a technology: its own, and those that this one uses. */
function usedBy(catalog: Catalog, technology: string): ReadonlySet<string> {
  const used = new Set<string>();
  const rest = [technology];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (used.has(id)) continue;
    used.add(id);
    rest.push(...(catalog.books[id]?.uses ?? []));
  }
  return used;
}
