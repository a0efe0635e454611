/** Twelve monthly bills: a column of months and one of energy. */
import type { Finding } from '../../../assessment/findings.ts';
import { seriesFinding } from '../../findings.ts';
import { columnKind } from '../columns.ts';
import { TrackReader } from '../numbers.ts';
import type { Row } from '../types.ts';

export interface Bills {
  /** January to December. */
  monthlyKwh: readonly number[];
  /** Of the first bill, when the months say it. */
  year: number | undefined;
  findings: readonly Finding[];
}

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** @returns position of the header, or -1 when these are no bills */
export function billsHeader(rows: readonly Row[]): number {
  const at = rows.slice(0, 40).findIndex(({ cells }) => {
    const kinds = cells.map(columnKind);
    const energy = kinds.some((k) => k?.kind === 'track' && k.track === 'load' && !k.power);
    return energy && kinds.some((k) => k && ['month', 'date', 'time'].includes(k.kind));
  });
  if (at < 0) return -1;
  const column = monthColumn(rows[at] as Row);
  const first = rows[at + 1]?.cells[column];
  const dayOrHour = rows[at]?.cells.some((c) => ['day', 'hour'].includes(columnKind(c)?.kind ?? ''));
  return !dayOrHour && first !== undefined && monthOf(first) ? at : -1;
}

export function readBills(rows: readonly Row[]): Bills {
  const at = billsHeader(rows);
  const header = rows[at] as Row;
  const months = monthColumn(header);
  const kinds = header.cells.map(columnKind);
  const energy = kinds.findIndex((k) => k?.kind === 'track' && k.track === 'load');
  const kind = kinds[energy];
  const reader = new TrackReader(header.cells[energy] as string, { scale: kind?.kind === 'track' ? kind.scale : 1 });
  const monthlyKwh = new Array<number>(12).fill(Number.NaN);
  const findings: Finding[] = [];
  let year: number | undefined;
  for (const row of rows.slice(at + 1)) {
    const month = monthOf(row.cells[months] ?? '');
    if (!month) continue;
    year ??= month.year;
    reader.add(row.cells[energy], row.line);
    const value = reader.values.at(-1) as number;
    const place = { row: row.line, column: reader.header };
    if (value < 0) findings.push(seriesFinding('series_negative', 'error', { value, count: 1 }, place));
    if (!Number.isNaN(monthlyKwh[month.month - 1] as number))
      findings.push(
        seriesFinding('series_duplicate_time', 'error', { time: row.cells[months]?.trim() ?? '', count: 1 }, place),
      );
    monthlyKwh[month.month - 1] = value;
  }
  const missing = monthlyKwh.flatMap((v, i) => (Number.isNaN(v) ? [String(i + 1)] : []));
  if (missing.length > 0)
    findings.push(seriesFinding('series_months_missing', 'error', { months: missing.join(', ') }));
  return { monthlyKwh, year, findings: [...reader.findings(), ...findings] };
}

const monthColumn = (header: Row): number => {
  const kinds = header.cells.map(columnKind);
  const month = kinds.findIndex((k) => k?.kind === 'month');
  return month >= 0 ? month : kinds.findIndex((k) => k?.kind === 'date' || k?.kind === 'time');
};

/** `1`, `2024-01`, `2024年1月`, `1月`, `Jan`, `January 2024`; a date with a day is no month. */
function monthOf(text: string): { month: number; year: number | undefined } | undefined {
  const t = text.normalize('NFKC').trim().toLowerCase();
  const plain = /^(\d{1,2})月?$/.exec(t);
  const dated = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(t) ?? /^(\d{4})(\d{2})$/.exec(t);
  const named = /^([a-z]{3})[a-z]*\.?[\s-]*(\d{4}|\d{2})?$/.exec(t);
  const month = plain ? Number(plain[1]) : dated ? Number(dated[2]) : named ? NAMES.indexOf(named[1] as string) + 1 : 0;
  const written = dated?.[1] ?? named?.[2];
  if (month < 1 || month > 12) return undefined;
  return { month, year: written === undefined ? undefined : Number(written) + (written.length === 2 ? 2000 : 0) };
}
