/** What people write → the catalog's own texts: countries, technologies, labels, lists. */
import { type Catalog, nearest, type Quantity } from '../catalog/index.ts';
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
}

export function vocabulary(catalog: Catalog): Vocabulary {
  const find = finder();
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

/** After this many unknown texts no more suggestions are worked out: a sheet that is wrong throughout stays fast. */
const SUGGESTIONS = 200;

function finder(): (map: ReadonlyMap<string, string>, text: string) => Text {
  let misses = 0;
  return (map, text) => {
    const hit = map.get(foldText(text));
    if (hit !== undefined) return { ok: hit };
    const close = misses++ < SUGGESTIONS ? nearest(foldText(text), map.keys()) : undefined;
    const known = [...new Set(map.values())];
    return {
      suggestion: close ? (map.get(close) as string) : '',
      known: known.length > 40 ? `${known.slice(0, 40).join(', ')}, …` : known.join(', '),
    };
  };
}
