/** A methodology whose values need themselves: found when it is loaded, not when a site is bound. */
import { type Expr, namesIn } from '../formula/index.ts';
import type { Book, Definition, Filler, Methodology, Option } from './types.ts';

/** Names from a filled slot back to itself, the slot first; undefined when there is no circle. */
export function circleIn(m: Methodology, books: Readonly<Record<string, Book>>): readonly string[] | undefined {
  for (const [technology, family] of Object.entries(m.families)) {
    const needs = needsOf(m.fillers, booksOf(books, technology, family));
    for (const slot of Object.keys(m.fillers)) {
      const circle = wayBack(slot, needs);
      if (circle) return circle;
    }
  }
  return undefined;
}

/** The books that are bound together with this technology and family. */
function booksOf(books: Readonly<Record<string, Book>>, technology: string, family: string): Book[] {
  const withUsed = (id: string): Book[] => {
    const b = books[id];
    return b ? [b, ...b.uses.flatMap(withUsed)] : [];
  };
  const others = Object.values(books).filter((b) => b.kind === 'finance' || b.kind === 'programme');
  return [...withUsed(technology), ...withUsed(family), ...others];
}

function needsOf(fillers: Readonly<Record<string, Filler>>, books: readonly Book[]): Map<string, Set<string>> {
  const needs = new Map<string, Set<string>>();
  for (const q of books.flatMap((b) => Object.values(b.quantities))) {
    const names = new Set<string>();
    const filler = Object.hasOwn(fillers, q.name) ? fillers[q.name] : undefined;
    const options = [...(filler?.options ?? []), ...q.options];
    for (const o of options) namesOf(o, names);
    if (q.definedIf) namesIn(q.definedIf, names);
    // Its own past, by prev, is no circle; a step over itself is one.
    if (!options.some(({ def }) => (def.k === 'step' || def.k === 'interp') && def.of === q.name)) names.delete(q.name);
    needs.set(q.name, names);
  }
  return needs;
}

function namesOf(o: Option, into: Set<string>): void {
  for (const e of expressions(o.def)) namesIn(e, into);
  if (o.def.k === 'step' || o.def.k === 'interp') into.add(o.def.of);
}

function expressions(def: Definition): Expr[] {
  if (def.k === 'formula') return [def.expr];
  if (def.k === 'by') return Object.values(def.values).flatMap((o) => expressions(o.def));
  return def.k === 'conditions' ? def.list.map((c) => c.expr) : [];
}

function wayBack(start: string, needs: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const seen = new Set<string>();
  const visit = (way: readonly string[]): readonly string[] | undefined => {
    for (const n of needs.get(way[way.length - 1] as string) ?? []) {
      if (n === start) return [...way, n];
      if (seen.has(n)) continue;
      seen.add(n);
      const found = visit([...way, n]);
      if (found) return found;
    }
    return undefined;
  };
  return visit([start]);
}
