/** A header and the rows below it, by column name. */
import type { Row } from '../types.ts';

export interface NamedTable {
  /** Position of a column whose name, in lower case, begins with this; undefined when there is none. */
  at(beginning: string): number | undefined;
  header: readonly string[];
  rows: readonly Row[];
}

/** @param headerRow position in `rows` */
export function namedTable(rows: readonly Row[], headerRow: number): NamedTable {
  const header = (rows[headerRow]?.cells ?? []).map((c) => c.trim());
  const lower = header.map((c) => c.toLowerCase());
  return {
    header,
    rows: rows.slice(headerRow + 1),
    at: (beginning) => {
      const exact = lower.indexOf(beginning);
      const i = exact >= 0 ? exact : lower.findIndex((c) => c.startsWith(beginning));
      return i < 0 ? undefined : i;
    },
  };
}

/** Value of a line of metadata such as `Latitude (decimal degrees):<tab>45.000` or `Lat (deg N):,39.73`. */
export function metadata(rows: readonly Row[], pattern: RegExp): { value: number; label: string } | undefined {
  for (const { cells } of rows) {
    const text = cells.map((c) => c.trim()).join(' ');
    const m = pattern.exec(text);
    const value = m ? Number(/-?\d+(?:\.\d+)?/.exec(text.slice(m.index + m[0].length))?.[0]) : Number.NaN;
    if (m && Number.isFinite(value)) return { value, label: m[0] };
  }
  return undefined;
}
