/**
 * Interval data of a meter or a logger: one row an interval, with a time column (or date and time, or year, month, day, hour) and columns of load in
 * kWh or kW, irradiance, temperature, wind.
 */
import type { Finding } from '../../../assessment/findings.ts';
import { absoluteMinutes } from '../../calendar.ts';
import { seriesFinding } from '../../findings.ts';
import { chooseEnergy } from '../choose-energy.ts';
import { type ColumnKind, columnKind } from '../columns.ts';
import { SumReader } from '../sum-reader.ts';
import { dateOrder, parseTime } from '../timestamps.ts';
import type { RawSeries, ReadOptions, Row, TrackName } from '../types.ts';

type Kinds = readonly (ColumnKind | undefined)[];

/** @returns position of the header, or -1 */
export function intervalHeader(rows: readonly Row[]): number {
  return rows.slice(0, 40).findIndex(({ cells }) => {
    const kinds = cells.map(columnKind);
    const has = (kind: string) => kinds.some((k) => k?.kind === kind);
    return has('track') && (has('time') || has('date') || (has('month') && has('day') && has('hour')));
  });
}

export function readInterval(rows: readonly Row[], options: Pick<ReadOptions, 'column' | 'demand'>): RawSeries {
  const at = intervalHeader(rows);
  const header = rows[at] as Row;
  const data = rows.slice(at + 1);
  const kinds = header.cells.map(columnKind);
  const energy = chooseEnergy(header, data, options);
  const findings: Finding[] = [...energy.findings];
  const clock = clockOf(data, kinds, findings);
  const tracks = weatherTracks(header, kinds);
  const powers = new Set<TrackName>();
  for (const [track, columns] of [['load', energy.load] as const, ['generation', energy.generation] as const]) {
    if (columns.length === 0) continue;
    tracks[track] = new SumReader(columns);
    if (columns[0]?.power) powers.add(track);
  }
  const raw: RawSeries = {
    format: 'interval',
    site: {},
    typical: !kinds.some((k) => k && ['time', 'date', 'year'].includes(k.kind)),
    at: [],
    lines: [],
    tracks,
    powers,
    findings,
  };
  const readers = Object.values(tracks);
  for (const row of data) {
    const time = clock?.(row);
    if (time === undefined) continue;
    raw.at.push(time);
    raw.lines.push(row.line);
    for (const reader of readers) reader.add(row);
  }
  for (const reader of readers) findings.push(...reader.findings());
  return raw;
}

/** Of each track of weather the first column. */
function weatherTracks(header: Row, kinds: Kinds): Partial<Record<TrackName, SumReader>> {
  const tracks: Partial<Record<TrackName, SumReader>> = {};
  for (const [i, k] of kinds.entries()) {
    if (k?.kind !== 'track' || k.role !== undefined) continue;
    tracks[k.track] ??= new SumReader([{ column: i, header: header.cells[i] as string, scale: k.scale }]);
  }
  return tracks;
}

/** How to read the time of a row. What cannot be read is a finding, the first time. */
function clockOf(
  rows: readonly Row[],
  kinds: Kinds,
  findings: Finding[],
): ((row: Row) => number | undefined) | undefined {
  const at = (kind: string) => kinds.findIndex((k) => k?.kind === kind);
  const date = at('time') >= 0 ? at('time') : at('date');
  if (date < 0) return partsClock(at);
  const time = at('time') >= 0 ? at('clock') : Math.max(at('clock'), at('hour'));
  const order = dateOrder(
    (function* () {
      for (const r of rows) yield r.cells[date] ?? '';
    })(),
  );
  if (!order) {
    const first = rows[0];
    const text = first?.cells[date]?.trim() ?? '';
    findings.push(seriesFinding('series_date_order', 'error', { text }, first ? { row: first.line } : {}));
    return undefined;
  }
  let told = false;
  return (row) => {
    const minutes = parseTime(row.cells[date] ?? '', time < 0 ? undefined : (row.cells[time] ?? ''), order);
    if (minutes === undefined && !told) {
      told = true;
      const text = `${row.cells[date] ?? ''} ${time < 0 ? '' : (row.cells[time] ?? '')}`.trim();
      findings.push(seriesFinding('series_bad_time', 'error', { text }, { row: row.line }));
    }
    return minutes;
  };
}

function partsClock(at: (kind: string) => number): (row: Row) => number | undefined {
  const [year, month, day, hour, minute] = ['year', 'month', 'day', 'hour', 'minute'].map(at) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const number = (row: Row, i: number, otherwise: number) => (i < 0 ? otherwise : Number(row.cells[i]));
  return (row) => {
    const list = [
      number(row, year, 2001),
      number(row, month, 1),
      number(row, day, 1),
      number(row, hour, 0),
      number(row, minute, 0),
    ];
    if (list.some((x) => !Number.isInteger(x))) return undefined;
    const [y, m, d, h, min] = list as [number, number, number, number, number];
    return absoluteMinutes(y, m, d, h * 60 + min);
  };
}
