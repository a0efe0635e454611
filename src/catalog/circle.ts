/** A methodology whose values need themselves: found when it is loaded, not when a site is bound. */
import { namesIn } from '../formula/index.ts';
import type { Book, Filler, Methodology, Option } from './types.ts';

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
    const b = Object.hasOwn(books, id) ? books[id] : undefined;
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
    for (const o of [...(filler?.options ?? []), ...q.options]) namesOf(o, q.name, names);
    if (q.definedIf) namesIn(q.definedIf, names);
    needs.set(q.name, names);
  }
  return needs;
}

function namesOf(o: Option, own: string, into: Set<string>): void {
  const { def } = o;
  switch (def.k) {
    case 'formula':
      // Of itself a formula reads its past and nothing else: that is checked when it is compiled.
      for (const n of namesIn(def.expr)) if (n !== own) into.add(n);
      break;
    case 'by':
      into.add(def.key);
      for (const v of Object.values(def.values)) namesOf(v, own, into);
      break;
    case 'conditions':
      for (const c of def.list) namesIn(c.expr, into);
      break;
    case 'step':
    case 'interp':
      into.add(def.of);
  }
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
