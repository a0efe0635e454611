/** The table for people: sites with their main figures, the total, and below it what is missing and what must be confirmed. */
import type { SiteResult } from '../batch/assess.ts';
import type { TotalOutput } from '../batch/totals.ts';
import type { Quantity } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { labelOf, methodologyName, valueIn } from './outputs.ts';
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
