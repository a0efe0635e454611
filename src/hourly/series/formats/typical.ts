/** Records of weather files: months of different years are put on one calendar. */
import { absoluteMinutes } from '../../calendar.ts';
import { TrackReader } from '../numbers.ts';
import type { RawSeries, Row, SeriesFormat, SeriesSite, TrackName } from '../types.ts';

export interface RecordTime {
  /** Undefined where the file has no years. */
  year: number | undefined;
  month: number;
  day: number;
  /** Start of the interval, of the day. */
  minute: number;
}

export interface TypicalLayout {
  format: SeriesFormat;
  site: SeriesSite;
  columns: Partial<Record<TrackName, { at: number; header: string; missing?: readonly number[]; scale?: number }>>;
  time: (cells: readonly string[]) => RecordTime | undefined;
  sunMinute?: number | undefined;
}

/** Rows whose time is not understood end the data (totals, legends). */
export function typicalSeries(rows: readonly Row[], layout: TypicalLayout): RawSeries {
  const times: RecordTime[] = [];
  const lines: number[] = [];
  const used: Row[] = [];
  for (const row of rows) {
    const t = layout.time(row.cells);
    if (!t) {
      if (used.length > 0) break;
      continue;
    }
    times.push(t);
    lines.push(row.line);
    used.push(row);
  }
  const leap = times.some((t) => t.month === 2 && t.day === 29);
  const own = times[0]?.year;
  const typical = own === undefined || times.some((t) => t.year !== own);
  const year = typical ? (leap ? 2000 : 2001) : own;
  const tracks: RawSeries['tracks'] = {};
  const findings: RawSeries['findings'] = [];
  for (const [name, c] of Object.entries(layout.columns)) {
    const track = new TrackReader(c.header, c);
    for (const row of used) track.add(row.cells[c.at], row.line);
    tracks[name as TrackName] = track;
    findings.push(...track.findings());
  }
  return {
    format: layout.format,
    site: layout.site,
    typical,
    at: times.map((t) => absoluteMinutes(year, t.month, t.day, t.minute)),
    lines,
    tracks,
    sunMinute: layout.sunMinute,
    // Weather files give the generation as a power.
    powers: new Set(['generation']),
    findings,
  };
}

/** Whole numbers of some cells, or nothing when one is none. */
export function wholes(cells: readonly string[], positions: readonly number[]): number[] | undefined {
  const list = positions.map((i) => (/^\s*\d+\s*$/.test(cells[i] ?? '') ? Number(cells[i]) : Number.NaN));
  return list.some(Number.isNaN) ? undefined : list;
}
