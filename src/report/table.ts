/** Tables for a terminal: right-aligned numbers, wide characters counted as two. */
import Table from 'cli-table3';
import { harmless } from './terminal.ts';

/** Sites and groups beyond these many are counted, not shown: a table lays out its lines all at once. */
export const SHOWN_SITES = 500;
export const SHOWN_GROUPS = 500;

export interface Column {
  head: string;
  align?: 'left' | 'right';
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const t = new Table({
    head: columns.map((c) => harmless(c.head)),
    colAligns: columns.map((c) => c.align ?? 'left'),
    style: { head: [], border: [], compact: true, 'padding-left': 1, 'padding-right': 1 },
    chars: {
      top: '─',
      'top-mid': '┬',
      'top-left': '',
      'top-right': '',
      bottom: '─',
      'bottom-mid': '┴',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '─',
      'mid-mid': '┼',
      right: '',
      'right-mid': '',
      middle: '│',
    },
  });
  for (const r of rows) t.push(r.map(harmless));
  return `${t.toString()}\n`;
}
