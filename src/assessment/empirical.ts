/** `empirical(file.csv, column)` in a scenario: a quantity is drawn from a column of data, each number as likely as any other. */
import { nearest, type Quantity } from '../catalog/index.ts';
import { type Cell, isCellError, medianOf, parseNumber } from './cell/index.ts';
import { foldText } from './columns.ts';
import { type Finding, finding } from './findings.ts';
import { type HeaderContext, readHeader, unitOfHeader } from './header.ts';

/** Records of a file, the header first; `line` is the line of the file where the record begins. */
export type DataFile = readonly { readonly line: number; readonly cells: readonly string[] }[];
/** Data files by their names as the scenario writes them; one that does not exist is not in it. */
export type DataFiles = ReadonlyMap<string, DataFile>;

const CALL = /^\s*empirical\s*\(/i;
const PARTS = /^\s*empirical\s*\(\s*(.*\S)\s*[,;]\s*([^,;]*[^,;\s])\s*\)\s*$/i;

export const isEmpirical = (text: string): boolean => CALL.test(text);

/** Names of the data files that a scenario reads, in order of first mention, once each. */
export function dataFilesOf(scenario: unknown): string[] {
  if (typeof scenario !== 'object' || scenario === null) return [];
  const values = Object.values(scenario);
  const swept = 'sweep' in scenario ? leavesOf(scenario.sweep) : [];
  const texts = [...values, ...swept].filter((v): v is string => typeof v === 'string');
  return [...new Set(texts.flatMap((text) => partsOf(text)?.file ?? []))];
}

/** All that stands in lists and maps, however deep. */
function leavesOf(x: unknown): unknown[] {
  return typeof x === 'object' && x !== null ? Object.values(x).flatMap(leavesOf) : [x];
}

function partsOf(text: string): { file: string; column: string } | undefined {
  const parts = PARTS.exec(text);
  return parts ? { file: unquoted(parts[1] as string), column: unquoted(parts[2] as string) } : undefined;
}

const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2').trim();

/**
 * The numbers of the column, ascending, in the unit of the quantity; blank cells are passed over. The middle is the median.
 * A header with a unit in brackets is converted like one of a sheet; any other header means the unit of the scenario's key.
 */
export function readEmpirical(text: string, q: Quantity, context: HeaderContext, files: DataFiles): Cell | Finding {
  const parts = partsOf(text);
  if (!parts) return finding('empirical_form', 'error', { key: q.column, text });
  const { file, column } = parts;
  const rows = files.get(file);
  if (!rows) return finding('empirical_no_file', 'error', { key: q.column, file });
  const header = rows[0]?.cells ?? [];
  const at = header.findIndex((h) => foldText(h) === foldText(column));
  if (at < 0) {
    const suggestion = nearest(column, header) ?? '';
    return finding('empirical_no_column', 'error', { key: q.column, file, column, suggestion });
  }
  const unit = unitIn(header[at] as string, q, context);
  if (!unit) {
    const params = { key: q.column, file, column: header[at] as string, expected: q.writtenUnit };
    return finding('empirical_unit', 'error', params);
  }
  const values: number[] = [];
  for (const { line, cells } of rows.slice(1)) {
    const cell = cells[at]?.trim() ?? '';
    if (cell === '') continue;
    const v = parseNumber(cell, unit);
    if (isCellError(v)) return finding('empirical_not_a_number', 'error', { key: q.column, file, line, text: cell });
    values.push(v * unit.scale);
  }
  if (values.length < 2)
    return finding('empirical_too_few', 'error', { key: q.column, file, column, count: values.length });
  values.sort((a, b) => a - b);
  const middle = medianOf(values);
  if (values[0] === values.at(-1)) return { middle };
  return { middle, spread: { kind: 'empirical', values, text: text.trim() } };
}

/** How a number of the column becomes one in the unit of the quantity; nothing when the header has a unit that does not fit. */
function unitIn(
  header: string,
  q: Quantity,
  context: HeaderContext,
): { scale: number; percent: boolean; yen: boolean } | undefined {
  const unit = unitOfHeader(header);
  if (unit === undefined)
    return { scale: q.written, percent: q.writtenUnit === '%', yen: q.writtenUnit.includes('JPY') };
  const [column] = readHeader([`${q.name} [${unit}]`], { ...context, supplied: NOTHING_ELSE_NEEDED }).columns;
  return column?.kind === 'number' && Number.isFinite(column.scale) ? column : undefined;
}

/** A data file has none of the columns that every sheet needs. */
const NOTHING_ELSE_NEEDED = { site_id: '-', country: '-', technology: '-' };
