/** Hourly export of NREL's PVWatts: lines of metadata, then Month, Day, Hour (0 to 23, the hour that begins then), local standard time. */
import type { RawSeries, Row, TrackName } from '../types.ts';
import { metadata, namedTable } from './table.ts';
import { typicalSeries, wholes } from './typical.ts';

const COLUMNS: Readonly<Partial<Record<TrackName, string>>> = {
  dni: 'beam irradiance',
  dhi: 'diffuse irradiance',
  temperature: 'ambient temperature',
  wind: 'wind speed',
  generation: 'ac system output',
};

export const isPvwatts = (rows: readonly Row[]): boolean => /^pvwatts/i.test(rows[0]?.cells[0]?.trim() ?? '');

/** To kW. */
const WATTS = 0.001;

/** Where the table begins. */
const headerAt = (rows: readonly Row[]) =>
  rows.findIndex((r) => r.cells[0]?.trim() === 'Month' && r.cells[2]?.trim() === 'Hour');

export function readPvwatts(rows: readonly Row[]): RawSeries {
  const at = headerAt(rows);
  const head = rows.slice(0, Math.max(at, 0));
  const table = namedTable(rows, at < 0 ? rows.length : at);
  const columns: Record<string, { at: number; header: string; scale: number }> = {};
  for (const [name, beginning] of Object.entries(COLUMNS)) {
    const i = table.at(beginning);
    if (i !== undefined)
      columns[name] = { at: i, header: table.header[i] as string, scale: name === 'generation' ? WATTS : 1 };
  }
  // Older exports print degrees west.
  const east = metadata(head, /^lon[a-z]* \(deg [ew]\):?|^longitude \(dd\):?/i);
  return typicalSeries(table.rows, {
    format: 'pvwatts',
    site: {
      latitude: metadata(head, /^lat[a-z]* \((deg n|dd)\):?/i)?.value,
      longitude: east && (/deg w/i.test(east.label) ? -east.value : east.value),
      elevation: metadata(head, /^elev[a-z]* \(m\):?/i)?.value,
      capacityKw: metadata(head, /^dc system size \(kw\):?/i)?.value,
    },
    columns,
    time: (cells) => {
      const t = wholes(cells, [0, 1, 2]);
      if (!t) return undefined;
      const [month, day, hour] = t as [number, number, number];
      return { year: undefined, month, day, minute: hour * 60 };
    },
  });
}
