/** The books that together describe one kind of site, and where each name is defined. */
import type { Book, Call, Catalog, Filler, Grounds, Methodology, Need, Quantity } from '../catalog/index.ts';

/** Which part of the catalog supplied something. */
export type Layer = 'methodology' | 'family' | 'technology' | 'programme' | 'finance';

export interface Entry {
  quantity: Quantity;
  book: Book;
  layer: Layer;
  /** Ending of a variant's name, '' for the book itself. */
  suffix: string;
  filler?: Filler | undefined;
}

export interface Composition {
  /** Full name (variant endings included) → entry. */
  entries: ReadonlyMap<string, Entry>;
  needs: ReadonlyMap<string, Need>;
  books: readonly Book[];
  methodology: Methodology | undefined;
  call: Call | undefined;
  /** Evidence of the family's equations for this methodology. */
  formulaEvidence: Readonly<Record<string, Grounds>>;
}

export interface Parts {
  technology: string;
  methodology: Methodology | undefined;
  programme: string;
  call: Call | undefined;
}

/** @throws Error when two books define one name: a fault of the catalog, found when it is built */
export function compose(catalog: Catalog, parts: Parts): Composition {
  const family = parts.methodology?.families[parts.technology];
  const chosen = new Set([parts.technology, parts.programme, ...(family ? [family] : [])]);
  const selectable = new Set(catalog.calls.map((c) => c.programme));
  const roots = Object.values(catalog.books).filter(
    (b) =>
      chosen.has(b.id) ||
      (!family && b.withoutMethodology) ||
      b.kind === 'finance' ||
      (b.kind === 'programme' && !selectable.has(b.id)),
  );
  const books = [...new Set(roots.flatMap((b) => withUsed(catalog, b)))];
  const entries = new Map<string, Entry>();
  const needs = new Map<string, Need>();
  for (const book of books) addBook(entries, needs, book, parts);
  return {
    entries,
    needs,
    books,
    methodology: parts.methodology,
    call: parts.call,
    formulaEvidence: parts.methodology?.formulaEvidence ?? {},
  };
}

function withUsed(catalog: Catalog, book: Book): Book[] {
  return [book, ...book.uses.flatMap((u) => withUsed(catalog, catalog.books[u] as Book))];
}

function addBook(entries: Map<string, Entry>, needs: Map<string, Need>, book: Book, parts: Parts): void {
  for (const q of Object.values(book.quantities)) {
    if (entries.has(q.name))
      throw new Error(`"${q.name}" is defined by ${entries.get(q.name)?.book.id} and by ${book.id}`);
    const filler =
      q.slot === 'methodology'
        ? parts.methodology?.fillers[q.name]
        : q.slot === 'call'
          ? parts.call?.fillers[q.name]
          : undefined;
    const entry: Entry = { quantity: q, book, layer: book.kind, suffix: '', filler };
    entries.set(q.name, entry);
    for (const [suffix, replaced] of Object.entries(book.variants)) {
      if (!(q.name in replaced) && !q.input) entries.set(q.name + suffix, { ...entry, suffix });
    }
  }
  for (const [name, need] of Object.entries(book.needs)) {
    const known = needs.get(name);
    if (!known || (known.default === undefined && need.default !== undefined)) needs.set(name, need);
  }
}

/** What a name means inside an entry's formulas: in a variant the book's own names get the ending, replaced ones are numbers. */
export function nameInside(entry: Entry, name: string): { name: string } | { value: number } {
  if (entry.suffix === '') return { name };
  const replaced = entry.book.variants[entry.suffix] ?? {};
  if (Object.hasOwn(replaced, name)) return { value: replaced[name] as number };
  const own = entry.book.quantities[name];
  return { name: own && !own.input ? name + entry.suffix : name };
}
