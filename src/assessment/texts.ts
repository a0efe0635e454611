/** What people write → the catalog's own texts: countries, technologies, labels, lists. */
import { type Catalog, type Country, nearest, type Quantity } from '../catalog/index.ts';
import { foldText } from './columns.ts';

export type Text = { ok: string } | { suggestion: string; known: string };

/** Folded text → canonical text, built once per catalog. */
export interface Vocabulary {
  country(text: string): Text;
  technology(text: string): Text;
  /** Slug of a grid: a listed one by any of its names, else the text itself as a slug. */
  grid(text: string): string;
  /** Value of a label or list quantity. */
  value(q: Quantity, text: string): Text;
  status(iso2: string): Country['status'];
}

export function vocabulary(catalog: Catalog): Vocabulary {
  const countries = new Map<string, string>();
  for (const c of catalog.countries) {
    for (const t of [c.name.en, c.name.ja, ...c.aliases])
      if (!countries.has(foldText(t))) countries.set(foldText(t), c.iso2);
  }
  for (const c of catalog.countries) countries.set(c.iso2.toLowerCase(), c.iso2);
  const technologies = new Map<string, string>();
  for (const b of Object.values(catalog.books)) {
    if (b.kind !== 'technology' || b.abstract) continue;
    for (const t of [b.id, b.title.en, b.title.ja, ...b.aliases]) technologies.set(foldText(t), b.id);
  }
  const grids = new Map<string, string>();
  for (const e of catalog.lists.grids ?? [])
    for (const t of [e.id, e.name.en, e.name.ja, ...e.aliases]) grids.set(foldText(t), e.id);
  const status = new Map(catalog.countries.map((c) => [c.iso2, c.status]));
  const values = new Map<Quantity, ReadonlyMap<string, string>>();
  return {
    country: (t) => find(countries, t),
    grid: (t) => grids.get(foldText(t)) ?? t.toLowerCase().replace(/\s+/g, '-'),
    technology: (t) => find(technologies, t),
    value: (q, t) => {
      let map = values.get(q);
      if (!map) {
        map = wordsOf(catalog, q);
        values.set(q, map);
      }
      return find(map, t);
    },
    status: (iso2) => status.get(iso2) ?? 'none',
  };
}

function wordsOf(catalog: Catalog, q: Quantity): Map<string, string> {
  const map = new Map<string, string>();
  if (q.list) {
    for (const e of catalog.lists[q.list] ?? [])
      for (const t of [e.id, e.name.en, e.name.ja, ...e.aliases]) map.set(foldText(t), e.id);
  }
  for (const label of Object.keys(q.labels ?? {}))
    for (const t of [label, ...(q.aliases?.[label] ?? [])]) map.set(foldText(t), label);
  return map;
}

function find(map: ReadonlyMap<string, string>, text: string): Text {
  const hit = map.get(foldText(text));
  if (hit !== undefined) return { ok: hit };
  const close = nearest(foldText(text), map.keys());
  const known = [...new Set(map.values())];
  return {
    suggestion: close ? (map.get(close) as string) : '',
    known: known.length > 40 ? `${known.slice(0, 40).join(', ')}, …` : known.join(', '),
  };
}
