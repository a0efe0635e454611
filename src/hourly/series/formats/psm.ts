/**
 * NSRDB PSM export: two lines of metadata, then Year, Month, Day, Hour, Minute. Hourly files carry minute 30, the middle of the hour;
 * half-hourly ones 0 and 30, the moments their values belong to (NSRDB data download documentation).
 */
import type { RawSeries, Row } from '../types.ts';
import { namedTable } from './table.ts';
import { typicalSeries, wholes } from './typical.ts';

const COLUMNS = { ghi: 'ghi', dni: 'dni', dhi: 'dhi', temperature: 'temperature', wind: 'wind speed' } as const;

export function isPsm(rows: readonly Row[]): boolean {
  const header = rows[2]?.cells.map((c) => c.trim().toLowerCase()) ?? [];
  return rows[0]?.cells[0]?.trim() === 'Source' && header[0] === 'year' && header.includes('minute');
}

export function readPsm(rows: readonly Row[]): RawSeries {
  const names = namedTable(rows, 0);
  const place = (name: string) => Number(rows[1]?.cells[names.at(name) ?? -1]);
  const table = namedTable(rows, 2);
  const columns: Record<string, { at: number; header: string }> = {};
  for (const [name, beginning] of Object.entries(COLUMNS)) {
    const at = table.at(beginning);
    if (at !== undefined) columns[name] = { at, header: table.header[at] as string };
  }
  const hourly = table.rows.slice(0, 48).every((r) => Number(r.cells[4]) === 30);
  return typicalSeries(table.rows, {
    format: 'psm',
    site: {
      latitude: place('latitude'),
      longitude: place('longitude'),
      // Values are given in this zone, which may be UTC; "Local Time Zone" is that of the place.
      utcOffset: place('time zone'),
      elevation: place('elevation'),
    },
    columns,
    time: (cells) => {
      const t = wholes(cells, [0, 1, 2, 3, 4]);
      if (!t) return undefined;
      const [year, month, day, hour, minute] = t as [number, number, number, number, number];
      return { year, month, day, minute: hour * 60 + (hourly ? 0 : minute) };
    },
    // Below the hour the values hold at the label itself.
    sunMinute: hourly ? undefined : 0,
  });
}
