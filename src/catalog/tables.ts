/** CSV file + description → look-up table. */
import type { TableFile } from './schema.ts';
import type { Evidence, Table, TableRow } from './types.ts';

export interface CsvData {
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

export function buildTable(name: string, file: TableFile, data: CsvData): Table {
  const at = (column: string): number => {
    const i = data.header.indexOf(column);
    if (i < 0) throw new Error(`${file.file}: no column "${column}" (table ${name})`);
    return i;
  };
  const keys = Object.entries(file.keys);
  const where = Object.entries(file.where ?? {}).map(([c, v]) => [at(c), v] as const);
  const rows = data.rows.filter((r) => where.every(([i, v]) => r[i] === v));
  const cell = (r: readonly string[], column: string): string | undefined => {
    const i = data.header.indexOf(column);
    return i < 0 ? undefined : r[i] || undefined;
  };
  const built: TableRow[] = file.count
    ? counts(
        rows,
        keys.map(([c]) => at(c)),
      )
    : rows.flatMap((r) =>
        expand(keys.map(([c]) => r[at(c)] ?? '')).map((k) => ({
          keys: k,
          value: valueCell(r[at(file.value ?? 'value')] ?? '', file.unit !== undefined),
          evidence: cell(r, 'evidence') as Evidence | undefined,
          source: cell(r, 'source'),
          note: cell(r, 'note'),
        })),
      );
  return {
    name,
    file: file.file,
    keys,
    required: file.required ?? [],
    fallback: file.fallback ?? [],
    unit: file.unit ?? '',
    otherwise: file.count ? '0' : file.otherwise,
    rows: built,
  };
}

function valueCell(text: string, numeric: boolean): number | string | null {
  if (text === '') return null;
  return numeric ? Number(text) : text;
}

/** A key cell may list several texts with `|`. */
function expand(keys: readonly string[]): string[][] {
  return keys.reduce<string[][]>((acc, k) => acc.flatMap((a) => k.split('|').map((x) => [...a, x])), [[]]);
}

function counts(rows: readonly (readonly string[])[], keyColumns: readonly number[]): TableRow[] {
  const n = new Map<string, number>();
  for (const r of rows) {
    const key = keyColumns.map((i) => r[i] ?? '').join('\u0000');
    n.set(key, (n.get(key) ?? 0) + 1);
  }
  return [...n].map(([key, value]) => ({
    keys: key.split('\u0000'),
    value,
    evidence: 'derived',
    source: 'adopted-projects-count',
    note: 'A lower bound: projects known to this catalog.',
  }));
}
