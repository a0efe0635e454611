/**
 * EnergyPlus weather (EPW): hours 1 to 24 end at their number; clock of the LOCATION line.
 * Columns as in the EnergyPlus "Auxiliary Programs" guide. Files made by PVGIS are in UTC whatever their LOCATION line says and name the moment of
 * the satellite image in a comment.
 */
import type { RawSeries, Row } from '../types.ts';
import { typicalSeries, wholes } from './typical.ts';

const FIELDS = { temperature: 6, ghi: 13, dni: 14, dhi: 15, wind: 21 } as const;
const MISSING = { temperature: [99.9], ghi: [9999], dni: [9999], dhi: [9999], wind: [999] } as const;

export const isEpw = (rows: readonly Row[]): boolean => rows[0]?.cells[0]?.trim().toUpperCase() === 'LOCATION';

export function readEpw(rows: readonly Row[]): RawSeries {
  const place = rows[0]?.cells ?? [];
  const number = (i: number) => Number(place[i]);
  const head = rows.slice(0, 8).map((r) => r.cells.join(','));
  const offset = head
    .map((t) => /Irradiance Time Offset \(h\):\s*(-?[\d.]+)/.exec(t)?.[1])
    .find((x) => x !== undefined);
  const column = (name: keyof typeof FIELDS) => ({ at: FIELDS[name], header: name, missing: MISSING[name] });
  return typicalSeries(rows.slice(8), {
    format: 'epw',
    site: {
      latitude: number(6),
      longitude: number(7),
      utcOffset: offset === undefined ? number(8) : 0,
      elevation: number(9),
    },
    columns: {
      temperature: column('temperature'),
      ghi: column('ghi'),
      dni: column('dni'),
      dhi: column('dhi'),
      wind: column('wind'),
    },
    time: (cells) => {
      const t = wholes(cells, [0, 1, 2, 3]);
      if (!t) return undefined;
      const [year, month, day, hour] = t as [number, number, number, number];
      return { year, month, day, minute: (hour - 1) * 60 };
    },
    sunMinute: offset === undefined ? undefined : 60 + Math.round(Number(offset) * 60),
  });
}
