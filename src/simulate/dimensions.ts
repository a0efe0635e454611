/** The numbers of the quantities among the dimensions of a draw: the same for every row, never moved by which of them are spread. */
import type { Catalog } from '../catalog/index.ts';
import { MAX_YEARS } from '../engine/interpreter.ts';

export interface Dimensions {
  /** Name → its dimension. */
  plain: ReadonlyMap<string, number>;
  /** Name of a quantity drawn year by year → the dimension of year 1; the other years follow. */
  yearly: ReadonlyMap<string, number>;
}

/** Inputs in order of their names; after them, year by year, the quantities that the catalog spreads anew each year. */
export function dimensions(catalog: Catalog): Dimensions {
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  const names = (list: typeof quantities): string[] => [...new Set(list.map((q) => q.name))].sort();
  const plain = names(quantities.filter((q) => q.input && q.kind === 'number'));
  const yearly = names(quantities.filter((q) => q.spread?.per === 'year'));
  return {
    plain: new Map(plain.map((n, i) => [n, i])),
    yearly: new Map(yearly.map((n, i) => [n, plain.length + i * MAX_YEARS])),
  };
}
