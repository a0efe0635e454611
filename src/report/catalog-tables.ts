/** The catalog as tables and texts for people. */
import { IDENTITY, type InputColumns, japaneseKey, KEYS } from '../assessment/columns.ts';
import type { Catalog, Methodology, Quantity } from '../catalog/index.ts';
import { writeFormula } from '../engine/text.ts';
import type { Texts } from '../i18n/index.ts';
import { spreadWords } from './spread-words.ts';

export interface CatalogTable {
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface ColumnLists {
  inputs: InputColumns;
  outputs: readonly { column: string; quantity: Quantity; short: boolean }[];
}

export function catalogTable(kind: string, catalog: Catalog, texts: Texts, lists: ColumnLists): CatalogTable {
  const { lang } = texts;
  switch (kind) {
    case 'methodologies':
      return {
        heads: ['id', 'version', 'country', 'technologies', 'family', 'title'],
        rows: Object.values(catalog.methodologies).map((m) => [
          m.id,
          m.version,
          m.country ?? '–',
          m.technologies.join(' '),
          [...new Set(Object.values(m.families))].join(' '),
          m.title[lang],
        ]),
      };
    case 'technologies':
      return {
        heads: ['id', 'title', 'aliases'],
        rows: Object.values(catalog.books)
          .filter((b) => b.kind === 'technology' && !b.abstract)
          .map((b) => [b.id, b.title[lang], b.aliases.join(', ')]),
      };
    case 'programmes':
      return {
        heads: ['programme', 'call', 'title'],
        rows: catalog.calls.map((c) => [c.programme, c.call, c.title[lang]]),
      };
    case 'countries':
      return {
        heads: ['iso2', 'name', 'status', 'since', 'calls', 'currency'],
        rows: catalog.countries
          .filter((c) => c.status !== 'none')
          .map((c) => [c.iso2, c.name[lang], c.status, c.since ?? '', c.calls.join(' '), c.currency ?? '']),
      };
    case 'columns':
      return columnsTable(lists.inputs, lang);
    case 'outputs':
      return {
        heads: ['output', 'label', 'unit', 'evidence'],
        rows: lists.outputs.map((o) => [
          o.column,
          o.quantity.label[lang] +
            (o.column.includes('_without_subsidy') ? (lang === 'ja' ? '（補助金なし）' : ' (no subsidy)') : ''),
          o.quantity.unit,
          o.quantity.evidence ?? '',
        ]),
      };
    case 'spreads':
      return spreadsTable(catalog, texts);
    case 'sources':
      return {
        heads: ['id', 'title', 'publisher', 'year', 'licence', 'url'],
        rows: Object.values(catalog.sources).map((s) => [
          s.id,
          s.title,
          s.publisher,
          String(s.year ?? ''),
          s.licence,
          s.url ?? '',
        ]),
      };
    default:
      return {
        heads: ['file', 'rows'],
        rows: Object.entries(catalog.data).map(([p, d]) => [p, String(d.rows.length)]),
      };
  }
}

/** Default spreads, one line a shape. */
function spreadsTable(catalog: Catalog, texts: Texts): CatalogTable {
  const quantities = Object.values(catalog.books).flatMap((b) =>
    Object.values(b.quantities).map((q) => ({ q, book: b.kind === 'technology' ? b.id : '' })),
  );
  return {
    heads: ['column', 'technology', 'case', 'spread', 'per', 'shared by', 'evidence', 'source', 'note'],
    rows: quantities.flatMap(({ q, book }) => {
      const spread = q.spread ?? q.spreadIfGiven;
      return Object.entries(spread?.values ?? {}).map(([label, form]) => [
        q.column,
        book,
        spread?.by === undefined ? (q.spreadIfGiven ? 'given' : '') : label,
        spreadWords(form, texts),
        spread?.per ?? '',
        q.sharedBy ?? '',
        form.evidence,
        form.source ?? '',
        form.note ?? '',
      ]);
    }),
  };
}

function columnsTable(inputs: InputColumns, lang: 'en' | 'ja'): CatalogTable {
  const users = new Map<string, { q: Quantity; technologies: string[] }>();
  for (const [technology, map] of inputs.ofTechnology) {
    for (const q of map.values()) {
      const known = users.get(q.column) ?? { q, technologies: [] };
      known.technologies.push(technology);
      users.set(q.column, known);
    }
  }
  const all = inputs.ofTechnology.size;
  return {
    heads: ['column', 'label', 'unit', 'default', 'technologies'],
    rows: [
      ...[...IDENTITY, ...KEYS].map((key) => [
        key,
        lang === 'ja' ? japaneseKey(key) : key.replaceAll('_', ' '),
        '',
        '',
        '',
      ]),
      ...[...users.values()].map(({ q, technologies }) => [
        q.column,
        q.label[lang],
        q.labels ? Object.keys(q.labels).join(' | ') : q.writtenUnit,
        defaultText(q),
        technologies.length === all ? '' : technologies.join(' '),
      ]),
    ],
  };
}

function defaultText(q: Quantity): string {
  return q.options
    .map((o) => {
      if (o.def.k === 'value')
        return q.labels
          ? (Object.entries(q.labels).find(([, c]) => c === (o.def as { v: number }).v)?.[0] ?? '')
          : String(o.def.v / q.written);
      if (o.def.k === 'formula') return writeFormula(o.def.expr);
      if (o.def.k === 'lookup') return `(${o.def.table})`;
      return `(${o.def.k})`;
    })
    .join(' / ');
}

export function describeMethodology(m: Methodology, catalog: Catalog, texts: Texts): string {
  const { lang } = texts;
  const out = [
    `${m.id}@${m.version}  ${m.title[lang]}${m.titleEvidence ? `  [${m.titleEvidence}]` : ''}`,
    `${m.country ?? '–'} · ${m.technologies.join(', ')} · ${[...new Set(Object.values(m.families))].join(', ')}`,
  ];
  if (m.page) out.push(m.page);
  if (m.note) out.push(m.note);
  if (m.versions.length > 0)
    out.push(m.versions.map((v) => `${v.version}${v.approved ? ` (${v.approved})` : ''}`).join(', '));
  for (const family of new Set(Object.values(m.families))) {
    const b = catalog.books[family];
    for (const book of [b, ...(b?.uses ?? []).map((u) => catalog.books[u])]) {
      for (const q of Object.values(book?.quantities ?? {})) {
        for (const o of q.options) {
          if (o.def.k !== 'formula') continue;
          const own = m.formulaEvidence[q.name] ?? o;
          out.push(`  ${q.name} = ${writeFormula(o.def.expr)}  [${own.evidence ?? ''} ${own.source ?? ''}]`);
        }
      }
    }
  }
  for (const [name, f] of Object.entries(m.fillers)) {
    for (const o of f.options) out.push(`  ${name}: ${fillerText(o)}`);
  }
  for (const e of m.eligibility) out.push(`  – ${e.text[lang]} [${e.evidence} ${e.source}]`);
  for (const x of m.monitored)
    out.push(
      `  ${x.symbol}: ${x.text[lang]}${x.option ? ` (${x.option})` : ''}${x.frequency ? `, ${x.frequency[lang]}` : ''} [${x.evidence} ${x.source}]`,
    );
  return `${out.join('\n')}\n`;
}

function fillerText(o: Methodology['fillers'][string]['options'][number]): string {
  const grounds = `[${o.evidence ?? ''} ${o.source ?? ''}]`;
  switch (o.def.k) {
    case 'value':
      return `${o.def.v} ${grounds}`;
    case 'formula':
      return `${writeFormula(o.def.expr)}`;
    case 'by':
      return `${o.def.key}: ${Object.entries(o.def.values)
        .map(([k, v]) => `${k} ${fillerText(v)}`)
        .join('; ')}`;
    case 'lookup':
      return `(${o.def.table})`;
    default:
      return o.def.k;
  }
}
