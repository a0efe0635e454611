/** Checks of the default spreads that need the whole catalog. */
import type { Catalog, Quantity } from './types.ts';

/** @returns one line per fault */
export function spreadFaults(catalog: Catalog): string[] {
  return Object.values(catalog.books).flatMap((b) =>
    Object.values(b.quantities).flatMap((q) => faultsOf(q, catalog).map((f) => `${b.id}.${q.name}: ${f}`)),
  );
}

function faultsOf(q: Quantity, catalog: Catalog): string[] {
  const spread = q.spread ?? q.spreadIfGiven;
  if (!spread) return [];
  const faults: string[] = [];
  if (!q.input || q.kind !== 'number' || q.whole)
    faults.push('a spread belongs to an input that is a number, not a whole one');
  if (q.sharedBy === undefined) faults.push('a spread needs shared_by');
  for (const form of Object.values(spread.values)) {
    if (form.source !== undefined && !Object.hasOwn(catalog.sources, form.source))
      faults.push(`source "${form.source}" of the spread is not in sources/`);
  }
  if (spread.by === undefined) return faults;
  const labels = labelsOf(spread.by, catalog);
  if (!labels) return [...faults, `the spread goes by "${spread.by}", which is no coded input`];
  for (const label of Object.keys(spread.values))
    if (label !== 'default' && !labels.includes(label)) faults.push(`"${label}" is none of ${labels.join(', ')}`);
  return faults;
}

function labelsOf(name: string, catalog: Catalog): string[] | undefined {
  const q = Object.values(catalog.books)
    .flatMap((b) => Object.values(b.quantities))
    .find((x) => x.name === name && x.input && x.labels);
  return q?.labels && Object.keys(q.labels);
}
