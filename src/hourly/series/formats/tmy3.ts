/** NREL TMY3: a line of the station, a header, hours 01:00 to 24:00 that end at their label; local standard time (User's Manual for TMY3 Data Sets, NREL/TP-581-43156). */
import type { RawSeries, Row } from '../types.ts';
import { namedTable } from './table.ts';
import { typicalSeries } from './typical.ts';

const COLUMNS = { ghi: 'ghi (w', dni: 'dni (w', dhi: 'dhi (w', temperature: 'dry-bulb (', wind: 'wspd (' } as const;

export const isTmy3 = (rows: readonly Row[]): boolean =>
  /^date \(mm\/dd\/yyyy\)/i.test(rows[1]?.cells[0]?.trim() ?? '');

export function readTmy3(rows: readonly Row[]): RawSeries {
  const place = rows[0]?.cells ?? [];
  const table = namedTable(rows, 1);
  const columns: Record<string, { at: number; header: string; missing: readonly number[] }> = {};
  for (const [name, beginning] of Object.entries(COLUMNS)) {
    const at = table.at(beginning);
    if (at !== undefined) columns[name] = { at, header: table.header[at] as string, missing: [-9900] };
  }
  return typicalSeries(table.rows, {
    format: 'tmy3',
    site: {
      utcOffset: Number(place[3]),
      latitude: Number(place[4]),
      longitude: Number(place[5]),
      elevation: Number(place[6]),
    },
    columns,
    time: (cells) => {
      const date = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cells[0]?.trim() ?? '');
      const clock = /^(\d{1,2}):(\d{2})$/.exec(cells[1]?.trim() ?? '');
      if (!date || !clock) return undefined;
      const minute = Number(clock[1]) * 60 + Number(clock[2]) - 60;
      return { year: Number(date[3]), month: Number(date[1]), day: Number(date[2]), minute };
    },
  });
}
