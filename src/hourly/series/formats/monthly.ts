/** Twelve monthly bills: a column of months and one of energy. */
import type { Finding } from '../../../assessment/findings.ts';
import { seriesFinding } from '../../findings.ts';
import { billFindings } from '../bill-plausible.ts';
import { chooseEnergy } from '../choose-energy.ts';
import { columnKind } from '../columns.ts';
import { type BilledMonth, monthOf } from '../months.ts';
import { SumReader } from '../sum-reader.ts';
import type { ReadOptions, Row } from '../types.ts';

export interface Bills {
  /** January to December. */
  monthlyKwh: readonly number[];
  /** Of the bill of February, which may have a 29th; else of the first bill that names one. */
  year: number | undefined;
  findings: readonly Finding[];
}

interface Bill extends BilledMonth {
  row: Row;
}

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

export function readBills(rows: readonly Row[], options: ReadOptions): Bills {
  const at = billsHeader(rows);
  const header = rows[at] as Row;
  const column = monthColumn(header);
  const bills = rows.slice(at + 1).flatMap((row): Bill[] => {
    const month = monthOf(row.cells[column] ?? '');
    return month ? [{ ...month, row }] : [];
  });
  const year = bills.find((b) => b.month === 2)?.year ?? bills.find((b) => b.year !== undefined)?.year;
  const energy = chooseEnergy(
    header,
    bills.map((b) => b.row),
    options,
    (m) => !m.power && m.role !== 'generation',
  );
  if (energy.load.length === 0) return { monthlyKwh: [], year, findings: energy.findings };
  const reader = new SumReader(energy.load);
  for (const bill of bills) reader.add(bill.row);
  const { monthlyKwh, findings } = onMonths(bills, reader, column);
  return {
    monthlyKwh,
    year,
    findings: [
      ...energy.findings,
      ...reader.findings(),
      ...findings,
      ...billFindings(
        bills.map((b) => b.row),
        energy.load,
        reader,
        options.limits,
      ),
    ],
  };
}

/** Twelve numbers, each once and none negative. */
function onMonths(bills: readonly Bill[], reader: SumReader, column: number) {
  const monthlyKwh = new Array<number>(12).fill(Number.NaN);
  const findings: Finding[] = [];
  for (const [i, { month, row }] of bills.entries()) {
    const value = reader.values[i] as number;
    const place = { row: row.line, column: reader.header };
    if (value < 0) findings.push(seriesFinding('series_negative', 'error', { value, count: 1 }, place));
    if (!Number.isNaN(monthlyKwh[month - 1] as number)) {
      const time = row.cells[column]?.trim() ?? '';
      findings.push(seriesFinding('series_duplicate_time', 'error', { time, count: 1 }, place));
    }
    monthlyKwh[month - 1] = value;
  }
  const missing = monthlyKwh.flatMap((v, i) => (Number.isNaN(v) ? [String(i + 1)] : []));
  if (missing.length > 0)
    findings.push(seriesFinding('series_months_missing', 'error', { months: missing.join(', ') }));
  return { monthlyKwh, findings };
}

const monthColumn = (header: Row): number => {
  const kinds = header.cells.map(columnKind);
  const month = kinds.findIndex((k) => k?.kind === 'month');
  return month >= 0 ? month : kinds.findIndex((k) => k?.kind === 'date' || k?.kind === 'time');
};
