/** Look-ups at binding, with the fall-back that was needed. */
import type { Table, TableRow } from './types.ts';

export interface Found {
  row: TableRow;
  /** Which fall-back was used, e.g. `grid: national`; absent when the first look-up hit. */
  level?: string;
}

/**
 * First row whose key cells are empty or equal to the site's texts; then the fall-backs in order.
 * @param texts the site's texts by name (country, technology, industry …); blank = ''
 */
export function lookUp(table: Table, texts: Readonly<Record<string, string>>): Found | undefined {
  for (const column of table.required) {
    const name = table.keys.find(([c]) => c === column)?.[1] ?? column;
    if (!texts[name]) return undefined;
  }
  const hit = match(table, texts);
  if (hit) return { row: hit };
  for (const fb of table.fallback) {
    const row = match(table, { ...texts, ...fb });
    if (row)
      return {
        row,
        level: Object.entries(fb)
          .map(([k, v]) => `${k}: ${v}`)
          .join(', '),
      };
  }
  if (table.otherwise !== undefined) {
    const numeric = table.unit !== '';
    return {
      row: {
        keys: [],
        value: numeric ? Number(table.otherwise) : table.otherwise,
        ...nothingFound(table, numeric),
      },
    };
  }
  return undefined;
}

function match(table: Table, texts: Readonly<Record<string, string>>): TableRow | undefined {
  return table.rows.find((r) =>
    r.keys.every((k, i) => k === '' || k === (texts[(table.keys[i] as readonly [string, string])[1]] ?? '')),
  );
}

/** Grounds of "not in the list": those of the list, or the rules. */
function nothingFound(table: Table, numeric: boolean): Pick<TableRow, 'evidence' | 'source'> {
  return numeric
    ? { evidence: 'derived', source: table.rows[0]?.source }
    : { evidence: 'definition', source: 'rules-of-calculation' };
}
