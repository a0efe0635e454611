/** A sheet of sites and what they have in common → one site file a row. */
import { isMap, type Raw } from '../../decide/sizing/keys.ts';

export interface RowSite {
  site: Raw;
  /** Filled cells beyond the header. */
  extra: number;
}

/**
 * The common file with the cells of a row in place of its keys; a header with a dot is a key of a part (`limits.roof_m2`). Empty cells leave the common value.
 *
 * @param readCell reads the cell of a part: a number, a list, `{ from: …, to: …, step: … }`
 */
export function siteOfRow(
  common: Raw,
  header: readonly string[],
  cells: readonly string[],
  readCell: (text: string) => unknown,
): RowSite {
  const site: Record<string, unknown> = { ...common };
  for (const [i, head] of header.entries()) {
    const text = cells[i]?.trim() ?? '';
    const [part, key] = splitHeader(head);
    if (text === '' || part === '') continue;
    if (key === undefined) site[part] = text;
    else site[part] = { ...(isMap(site[part]) ? site[part] : {}), [key]: readCell(text) };
  }
  return { site, extra: cells.slice(header.length).filter((c) => c.trim() !== '').length };
}

/** `limits.roof_m2` → limits, roof_m2; a dot in the brackets of a unit is none. */
function splitHeader(head: string): [string, string | undefined] {
  const [, part, key] = /^\s*([a-z]+)\.([a-z0-9_]+)\s*$/.exec(head) ?? [];
  return part !== undefined && key !== undefined ? [part, key] : [head.trim(), undefined];
}
