/** Which names formulas of a file may use, their units and labels. */
import { sameDim, type Unit, type UnitTable } from '../formula/index.ts';
import { declaredUnits } from './compile-book.ts';
import { fault, type Loaded, placed } from './placed.ts';
import type { BookFile } from './schema.ts';
import type { Book } from './types.ts';

/** The labels of a name, in whichever book it is coded; undefined for one that is not. */
export function labelNames(
  books: readonly Readonly<Record<string, { labels?: Readonly<Record<string, number>> | undefined }>>[],
): (name: string) => readonly string[] | undefined {
  const labels = new Map<string, string[]>();
  for (const [name, q] of books.flatMap((b) => Object.entries(b)))
    if (q.labels) labels.set(name, [...(labels.get(name) ?? []), ...Object.keys(q.labels)]);
  return (name) => labels.get(name);
}

/** A name has one unit everywhere. */
export function globalUnits(files: readonly Loaded<BookFile>[], units: UnitTable): Map<string, Unit> {
  const all = new Map<string, Unit>();
  for (const f of files) {
    for (const [name, u] of placed(f, () => declaredUnits(f.value, units))) {
      const known = all.get(name);
      if (known && (known.scale !== u.scale || !sameDim(known.dim, u.dim))) {
        const part = Object.hasOwn(f.value.quantities ?? {}, name) ? 'quantities' : 'needs';
        throw fault(f, [part, name], `"${name}" has another unit in another book`);
      }
      all.set(name, u);
    }
  }
  return all;
}

export function scopeOf(
  file: BookFile,
  files: readonly Loaded<BookFile>[],
  global: Map<string, Unit>,
  units: UnitTable,
) {
  const names = new Set<string>();
  const add = (b: BookFile): void => {
    for (const n of declaredUnits(b, units).keys()) names.add(n);
    for (const u of b.uses ?? []) {
      const used = files.find((x) => x.value.id === u)?.value;
      if (used) add(used);
    }
  };
  add(file);
  return { names, unitOf: (n: string) => (names.has(n) ? global.get(n) : undefined) };
}

export function slotsOf(books: Readonly<Record<string, Book>>): Set<string> {
  const slots = new Set<string>();
  for (const b of Object.values(books)) for (const q of Object.values(b.quantities)) if (q.slot) slots.add(q.name);
  return slots;
}
