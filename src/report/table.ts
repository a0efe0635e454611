/** Tables for a terminal: right-aligned numbers, wide characters counted as two. */
import Table from 'cli-table3';

export interface Column {
  head: string;
  align?: 'left' | 'right';
}

export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const t = new Table({
    head: columns.map((c) => c.head),
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
  for (const r of rows) t.push([...r]);
  return `${t.toString()}\n`;
}
