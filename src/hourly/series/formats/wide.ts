/** Interval data with one row a day and one column an interval (0:30, 1:00, … 24:00), as utilities in Japan and South-East Asia give them. */
import type { Finding } from '../../../assessment/findings.ts';
import { seriesFinding } from '../../findings.ts';
import { TrackReader } from '../numbers.ts';
import { dateOrder, minuteOfDay, parseTime } from '../timestamps.ts';
import type { RawSeries, Row } from '../types.ts';

const LEAST = 24;

/** Columns of the header that are times of the day, in order. */
function timeColumns(header: readonly string[]): { column: number; minute: number }[] {
  return header.flatMap((cell, column) => {
    const text = cell.normalize('NFKC').trim();
    const minute = /^\d{1,2}(:\d{2}|時(\d{1,2}分)?)/.test(text)
      ? minuteOfDay(text.replace(/\s*[-~～].*$/, ''))
      : undefined;
    return minute === undefined ? [] : [{ column, minute }];
  });
}

export function wideHeader(rows: readonly Row[]): number {
  return rows.slice(0, 40).findIndex((r) => timeColumns(r.cells).length >= LEAST);
}

/** @param power the cells are kW; said by a `kW` in the lines above or in the corner of the header, else kWh */
export function readWide(rows: readonly Row[]): RawSeries {
  const at = wideHeader(rows);
  const header = rows[at]?.cells ?? [];
  const columns = timeColumns(header);
  const first = columns[0]?.column ?? 0;
  const words = [...rows.slice(0, at).flatMap((r) => r.cells), ...header.slice(0, first)].join(' ');
  const power = /\bkw\b/i.test(words.normalize('NFKC')) && !/kwh/i.test(words.normalize('NFKC'));
  const data = rows.slice(at + 1);
  const order = dateOrder(data.map((r) => r.cells[0] ?? ''));
  const findings: Finding[] = [];
  const load = new TrackReader(power ? 'kW' : 'kWh');
  const raw: RawSeries = {
    format: 'interval-wide',
    site: {},
    typical: false,
    at: [],
    lines: [],
    tracks: { load },
    powers: new Set(power ? ['load'] : []),
    findings,
  };
  if (!order) {
    const row = data[0];
    findings.push(
      seriesFinding('series_date_order', 'error', { text: row?.cells[0] ?? '' }, row ? { row: row.line } : {}),
    );
    return raw;
  }
  for (const row of data) {
    const day = parseTime(row.cells[0] ?? '', '', order);
    if (day === undefined) {
      if (findings.length === 0)
        findings.push(seriesFinding('series_bad_time', 'error', { text: row.cells[0] ?? '' }, { row: row.line }));
      continue;
    }
    for (const { column, minute } of columns) {
      raw.at.push(day + minute);
      raw.lines.push(row.line);
      load.add(row.cells[column], row.line);
    }
  }
  findings.push(...load.findings());
  return raw;
}
