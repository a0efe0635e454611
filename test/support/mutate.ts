/** Copies of the catalog with one thing changed: a comparison that still passes with one would prove nothing. */
import type { Catalog, Quantity } from '../../src/catalog/index.ts';
import type { Expr } from '../../src/formula/index.ts';

/** Plain data, to be written to. */
type Open<T> = { -readonly [K in keyof T]: Open<T[K]> };

export function changed(catalog: Catalog, change: (copy: Open<Catalog>) => void): Catalog {
  const copy = structuredClone(catalog) as Open<Catalog>;
  change(copy);
  return copy as Catalog;
}

export function quantity(copy: Open<Catalog>, book: string, name: string): Open<Quantity> {
  const q = copy.books[book]?.quantities[name];
  if (!q) throw new Error(`no quantity ${book}.${name}`);
  return q;
}

/** Every formula of a quantity, its parts included, through `change`. */
export function changeFormula(q: Open<Quantity>, change: (e: Open<Expr>) => void): void {
  let changes = 0;
  for (const o of q.options) {
    if (o.def.k !== 'formula') continue;
    visit(o.def.expr, (e) => {
      const before = JSON.stringify(e);
      change(e);
      if (JSON.stringify(e) !== before) changes++;
    });
  }
  if (changes === 0) throw new Error(`${q.name}: nothing was changed`);
}

function visit(e: Open<Expr>, each: (e: Open<Expr>) => void): void {
  if (e.k === 'call') for (const a of e.args) visit(a as Open<Expr>, each);
  if (e.k === 'convert' || e.k === 'pow') visit(e.arg as Open<Expr>, each);
  each(e);
}

/** The number a methodology fixes for a quantity. */
export function setFactor(copy: Open<Catalog>, id: string, name: string, change: (v: number) => number): void {
  let changes = 0;
  for (const m of Object.values(copy.methodologies)) {
    if (m.id !== id) continue;
    for (const o of m.fillers[name]?.options ?? []) {
      if (o.def.k !== 'value') continue;
      o.def.v = change(o.def.v);
      changes++;
    }
  }
  if (changes === 0) throw new Error(`${id}.${name}: nothing was changed`);
}
