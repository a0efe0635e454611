/**
 * PVGIS exports in CSV (European Commission, PVGIS user manual): times in UTC as 20160101:0010. A typical year ("tmy") is labelled on the hour, with the
 * moment of the image as "Irradiance Time Offset"; hourly series carry that moment in their minutes. Hourly irradiance lies in the plane of the modules.
 */
import type { RawSeries, Row } from '../types.ts';
import { metadata, namedTable } from './table.ts';
import { typicalSeries } from './typical.ts';

const TMY = { ghi: 'g(h)', dni: 'gb(n)', dhi: 'gd(h)', temperature: 't2m', wind: 'ws10m' } as const;
const STAMP = /^(\d{4})(\d{2})(\d{2}):(\d{2})(\d{2})$/;

export const isPvgis = (rows: readonly Row[]): boolean =>
  /^latitude \(decimal degrees\):/i.test(rows[0]?.cells[0]?.trim() ?? '');

export function readPvgis(rows: readonly Row[]): RawSeries {
  const at = rows.findIndex((r) => /^time(\(utc\))?$/i.test(r.cells[0]?.trim() ?? ''));
  const head = rows.slice(0, Math.max(at, 0));
  const table = namedTable(rows, at < 0 ? rows.length : at);
  const typical = table.at('gb(n)') !== undefined;
  const data = typical ? table.rows : table.rows.map((r) => ({ line: r.line, cells: withPlane(r.cells, table.at) }));
  const plane = table.header.length;
  const columns: Record<string, { at: number; header: string; scale?: number }> = {};
  for (const [name, beginning] of Object.entries(TMY)) {
    const i = table.at(beginning);
    if (i !== undefined) columns[name] = { at: i, header: table.header[i] as string };
  }
  if (!typical && (table.at('g(i)') ?? table.at('gb(i)')) !== undefined)
    columns.poa = { at: plane, header: table.header[table.at('g(i)') ?? table.at('gb(i)') ?? 0] as string };
  const power = table.at('p');
  if (power !== undefined && table.header[power] === 'P') columns.generation = { at: power, header: 'P', scale: 0.001 };
  const offset = metadata(head, /irradiance time offset \(h\):/i)?.value;
  const stamped = STAMP.exec(data[0]?.cells[0]?.trim() ?? '');
  const minute = Number(stamped?.[5] ?? 0);
  return typicalSeries(data, {
    format: typical ? 'pvgis-tmy' : 'pvgis-hourly',
    site: {
      latitude: metadata(head, /^latitude \(decimal degrees\):/i)?.value,
      longitude: metadata(head, /^longitude \(decimal degrees\):/i)?.value,
      elevation: metadata(head, /^elevation \(m\):/i)?.value,
      utcOffset: 0,
      capacityKw: metadata(head, /^nominal power of the pv system.*\(kwp\):/i)?.value,
    },
    columns,
    time: (cells) => {
      const m = STAMP.exec(cells[0]?.trim() ?? '');
      if (!m) return undefined;
      const [year, month, day, hour, min] = m.slice(1).map(Number) as [number, number, number, number, number];
      return { year, month, day, minute: hour * 60 + min - minute };
    },
    sunMinute: offset === undefined ? minute : Math.round(offset * 60),
  });
}

/** The cells and, behind them, the irradiance of the plane: given whole or in three parts. */
function withPlane(cells: readonly string[], at: (name: string) => number | undefined): string[] {
  const cell = (name: string) => cells[at(name) ?? -1];
  const whole = cell('g(i)');
  if (whole !== undefined) return [...cells, whole];
  const parts = ['gb(i)', 'gd(i)', 'gr(i)'].map((n) => Number(cell(n) ?? 0));
  return [...cells, String(parts.reduce((a, b) => a + b, 0))];
}
