/** A series in any of the forms people have → a year of hours, with everything wrong or noteworthy in it. */
import type { Finding } from '../../assessment/findings.ts';
import { firstWeekday, isLeapYear } from '../calendar.ts';
import { type SeriesFindingCode, seriesFinding } from '../findings.ts';
import { isEpw, readEpw } from './formats/epw.ts';
import { intervalHeader, readInterval } from './formats/interval.ts';
import { billsHeader, readBills } from './formats/monthly.ts';
import { isPsm, readPsm } from './formats/psm.ts';
import { isPvgis, readPvgis } from './formats/pvgis.ts';
import { isPvwatts, readPvwatts } from './formats/pvwatts.ts';
import { isTmy3, readTmy3 } from './formats/tmy3.ts';
import { readWide, wideHeader } from './formats/wide.ts';
import { gapFindings } from './gaps.ts';
import { loadFindings } from './load-plausible.ts';
import { shapedLoad } from './load-shape.ts';
import { valueFindings } from './plausible.ts';
import { regular } from './regular.ts';
import { shapeFinding } from './shift-shape.ts';
import { toHours } from './to-hours.ts';
import type { RawSeries, ReadOptions, Row, SeriesRead, TrackName } from './types.ts';

interface Form {
  is: (rows: readonly Row[]) => boolean;
  read: (rows: readonly Row[], options: ReadOptions) => RawSeries;
}

const FORMS: readonly Form[] = [
  { is: isEpw, read: readEpw },
  { is: isTmy3, read: readTmy3 },
  { is: isPsm, read: readPsm },
  { is: isPvwatts, read: readPvwatts },
  { is: isPvgis, read: readPvgis },
  { is: (rows) => wideHeader(rows) >= 0, read: readWide },
  { is: (rows) => intervalHeader(rows) >= 0, read: readInterval },
];

/**
 * @param rows records of the file, in order, with their lines
 * @returns a year unless a finding is an error
 */
export function readSeries(rows: readonly Row[], options: ReadOptions): SeriesRead {
  if (rows.length === 0) return { findings: [seriesFinding('series_empty', 'error')] };
  if (billsHeader(rows) >= 0) return fromBills(rows, options);
  const form = FORMS.find((f) => f.is(rows));
  if (!form) return { findings: [seriesFinding('series_unknown_format', 'error')] };
  const raw = form.read(rows, options);
  const headers = headersOf(raw);
  if (options.column !== undefined && raw.format !== 'interval')
    return { findings: [columnsFixed(raw, options.column)] };
  if (raw.findings.some((f) => COLUMN_FAULTS.has(f.code) && f.severity === 'error')) return { findings: raw.findings };
  if (Object.keys(headers).length === 0) return { findings: [seriesFinding('series_no_values', 'error')] };
  const { grid, findings: order } = regular(raw, options);
  const findings: Finding[] = [...raw.findings, ...order];
  if (options.shape) findings.push(seriesFinding('series_shape_not_used', 'note', { shape: options.shape.id }));
  if (!grid) return { findings };
  findings.push(...valueFindings(grid, headers, options.limits));
  findings.push(...loadFindings(grid, headers.load, options.limits));
  findings.push(...gapFindings(grid, headers, options.fill ?? false));
  if (findings.some((f) => f.severity === 'error')) return { findings };
  return { year: toHours(grid, raw, clockOf(raw, options, findings)), findings };
}

/** Monthly bills are spread over their hours by a typical shape. */
function fromBills(rows: readonly Row[], options: ReadOptions): SeriesRead {
  const { shape, shapes = [] } = options;
  const bills = readBills(rows, options);
  const findings = [...bills.findings];
  if (shape) findings.push(shapeFinding(shape));
  else findings.push(seriesFinding('series_shape_needed', 'error', { shapes: shapes.join(', ') }));
  if (!shape || findings.some((f) => f.severity === 'error')) return { findings };
  // Hours are those of the year of February's bill, else of a common year that begins on a Sunday.
  const leap = bills.year !== undefined && isLeapYear(bills.year);
  const start = bills.year === undefined ? 0 : firstWeekday(bills.year);
  const load = shapedLoad(shape, bills, { leap, firstWeekday: start });
  return {
    year: { format: 'monthly', site: {}, stepMinutes: 60, leap, year: bills.year, sunMinute: 30, tracks: { load } },
    findings,
  };
}

/** Faults after which nothing else is worth saying. */
const COLUMN_FAULTS: ReadonlySet<string> = new Set<SeriesFindingCode>([
  'series_several_columns',
  'series_no_load_column',
  'series_column_unknown',
  'series_columns_mixed',
]);

/** Only tables with a header of the user's own have columns to name. */
function columnsFixed(raw: RawSeries, column: readonly string[]): Finding {
  const columns = Object.values(headersOf(raw)).join('; ');
  return seriesFinding('series_column_unknown', 'error', { columns }, { column: column.join(' + ') });
}

function headersOf(raw: RawSeries): Partial<Record<TrackName, string>> {
  return Object.fromEntries(Object.entries(raw.tracks).map(([name, t]) => [name, t.header]));
}

/** Hours ahead of UTC: of the file, else given, else that of the longitude, which is said. */
function clockOf(raw: RawSeries, options: ReadOptions, findings: Finding[]): number | undefined {
  const { utcOffset, longitude } = raw.site;
  if (utcOffset !== undefined && Number.isFinite(utcOffset)) return utcOffset;
  if (options.utcOffset !== undefined) return options.utcOffset;
  if (longitude === undefined) return undefined;
  const assumed = Math.round(longitude / 15);
  findings.push(seriesFinding('series_clock_assumed', 'warning', { utc_offset: assumed }));
  return assumed;
}
