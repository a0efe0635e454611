/** The table for people: sites with their main figures, the total, and below it what is missing and what must be confirmed. */
import type { SiteResult } from '../batch/assess.ts';
import type { TotalOutput } from '../batch/totals.ts';
import type { Quantity } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { labelOf, methodologyName, reasonOf, valueIn } from './outputs.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

export interface TableColumn {
  column: string;
  quantity: Quantity;
}

export interface TotalLine {
  name: string;
  /** Rows of the group. */
  sites: number;
  outputs: ReadonlyMap<string, TotalOutput>;
}

/** How many sites, and the first ones by name. */
interface SiteList {
  n: number;
  first: string[];
}

/** Sites named in a note; of more only the number is given. */
const NAMED = 5;

function noteSite(lists: Map<string, SiteList>, key: string, r: SiteResult): void {
  const list = lists.get(key) ?? { n: 0, first: [] };
  list.n++;
  if (list.first.length < NAMED) list.first.push(r.row.siteId);
  lists.set(key, list);
}

function sitesText(list: SiteList, all: number, texts: Texts): string {
  return list.n <= NAMED && list.n < all ? list.first.join(', ') : texts.cli('sitesCount', { n: list.n });
}

/** Collects what the notes under the table say. */
export class TableNotes {
  /** Output → reason → sites. */
  readonly reasons = new Map<string, Map<string, SiteList>>();
  readonly warnings = new Map<string, SiteList>();
  readonly unverified = new Map<string, number>();
  sites = 0;

  add(r: SiteResult, columns: readonly TableColumn[]): void {
    this.sites++;
    for (const c of columns) {
      const reason = reasonOf(r, c.column);
      if (!reason) continue;
      const lists = this.reasons.get(c.column) ?? new Map<string, SiteList>();
      noteSite(lists, reason, r);
      this.reasons.set(c.column, lists);
    }
    for (const code of new Set(r.warnings.map((w) => w.code))) noteSite(this.warnings, code, r);
    for (const name of r.model.unverified) this.unverified.set(name, (this.unverified.get(name) ?? 0) + 1);
  }

  /** Columns in which at least one site has a figure. */
  shown(columns: readonly TableColumn[]): TableColumn[] {
    return columns.filter(
      (c) => [...(this.reasons.get(c.column)?.values() ?? [])].reduce((a, b) => a + b.n, 0) < this.sites,
    );
  }
}

export function assessTable(
  results: readonly SiteResult[],
  columns: readonly TableColumn[],
  totals: readonly TotalLine[],
  texts: Texts,
): string {
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('headings.country') },
    { head: texts.cli('headings.technology') },
    { head: texts.cli('headings.methodology') },
    ...columns.map((c): Column => ({ head: heading(c, texts), align: 'right' })),
  ];
  const rows = results.map((r) => [
    clip(oneLine(r.row.name ? `${r.row.siteId} ${r.row.name}` : r.row.siteId), 28),
    r.row.shape.texts.country ?? '',
    r.row.shape.texts.technology ?? '',
    mark(methodologyName(r)),
    ...columns.map((c) => cell(valueIn(r, c.column), c, texts)),
  ]);
  const sums = totals.map((t) => [
    oneLine(t.name),
    '',
    '',
    '',
    ...columns.map((c) => {
      const v = t.outputs.get(c.column);
      if (!v || v.value === null) return '–';
      const labels = c.quantity.labels;
      const text = cell(labels ? labelOf(labels, v.value) : v.value, c, texts);
      return v.sites < t.sites ? `${text} [${v.sites}]` : text;
    }),
  ]);
  return table(heads, [...rows, ...sums]);
}

function heading(c: TableColumn, texts: Texts): string {
  const variant = c.column.includes('_without_subsidy') ? ` (${texts.cli('withoutSubsidy')})` : '';
  const unit = columnUnit(c.quantity, texts.lang);
  return `${wrap(c.quantity.label[texts.lang] + variant, texts.lang)}${unit ? `\n${unit}` : ''}`;
}

function cell(v: number | string | null, c: TableColumn, texts: Texts): string {
  if (v === null) return '–';
  return typeof v === 'string' ? texts.label(v) : columnNumber(v, c.quantity, texts.lang);
}

const mark = (name: string | null): string => (name ?? '–').replace(/@.*/, '');

/** Cuts a text to a width; wide characters count as two. */
function clip(s: string, width: number): string {
  let used = 0;
  let out = '';
  for (const c of s) {
    used += (c.codePointAt(0) as number) > 0x2e7f ? 2 : 1;
    if (used > width) return `${out}…`;
    out += c;
  }
  return out;
}

const HEAD_WIDTH = { en: 12, ja: 7 } as const;

/** Breaks a heading so that columns stay narrow: at blanks, or anywhere in Japanese. */
function wrap(s: string, lang: 'en' | 'ja'): string {
  const width = HEAD_WIDTH[lang];
  const lines: string[] = [];
  for (const word of lang === 'ja' ? [...s] : s.split(' ')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : lang === 'ja' ? last + word : `${last} ${word}`;
    if (last !== undefined && [...joined].length <= width) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Why figures are missing, a line a reason. */
export function missingText(notes: TableNotes, columns: readonly TableColumn[], texts: Texts): string[] {
  const byReason = new Map<string, { labels: Set<string>; sites: SiteList }>();
  for (const c of columns) {
    for (const [reason, sites] of notes.reasons.get(c.column) ?? []) {
      const known = byReason.get(reason) ?? { labels: new Set(), sites };
      known.labels.add(c.quantity.label[texts.lang]);
      if (sites.n > known.sites.n) known.sites = sites;
      byReason.set(reason, known);
    }
  }
  return [...byReason].map(
    ([reason, g]) =>
      `  – ${[...g.labels].join(', ')}: ${texts.reason(reason)} (${sitesText(g.sites, notes.sites, texts)})`,
  );
}

/** Warnings, a line each with the sites it concerns. */
export function warningsText(notes: TableNotes, texts: Texts): string[] {
  return [...notes.warnings].map(
    ([code, sites]) => `  – ${texts.warning(code, {})} (${sitesText(sites, notes.sites, texts)})`,
  );
}

/** Lines under the table: why figures are missing, what was assumed, what must be confirmed. */
export function notesText(notes: TableNotes, columns: readonly TableColumn[], texts: Texts): string {
  const out: string[] = [];
  const missing = missingText(notes, columns, texts);
  const warnings = warningsText(notes, texts);
  if (missing.length > 0) out.push(texts.cli('reasonLegend'), ...missing);
  if (warnings.length > 0) out.push(texts.cli('warningLegend'), ...warnings);
  if (notes.unverified.size > 0)
    out.push(texts.cli('unverifiedNote', { names: [...notes.unverified.keys()].join(', ') }));
  return out.length > 0 ? `${out.join('\n')}\n` : '';
}
