/** The parts that the best size is put together from, e.g. the lamps of each room. */
import type { SizedPoint } from '../batch/sizing/sized.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import { table } from './table.ts';

/** Parts beyond these are left to the files. */
const SHOWN = 60;

/** @returns nothing when the size has no parts */
export function partsTable({ parts = [] }: SizedPoint, texts: Texts): string {
  const keys = [...new Set(parts.flatMap((p) => Object.keys(p)))];
  if (keys.length === 0) return '';
  const numeric = (key: string) => parts.some((p) => typeof p[key] === 'number');
  const columns = keys.map((key) => ({
    head: texts.cli(`size.parts.${key}` as CliKey).replace(' | ', '\n'),
    align: numeric(key) ? ('right' as const) : ('left' as const),
  }));
  const rows = parts.slice(0, SHOWN).map((p) => keys.map((key) => partCell(key, p[key], texts)));
  const left = parts.length - rows.length;
  return table(columns, rows) + (left > 0 ? `${texts.cli('size.moreParts', { n: left })}\n` : '');
}

/** Shares in per cent, the rest in its own unit. */
function partCell(key: string, v: number | string | undefined, texts: Texts): string {
  if (typeof v !== 'number') return v ?? '–';
  return key.endsWith('_share') ? texts.number(100 * v, 1) : texts.number(v);
}
