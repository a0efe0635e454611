/** A table of numbers with units and texts, by name of the column: what inventories and lists of luminaires share. */
import { isCellError, parseCell } from '../../assessment/cell/index.ts';
import { foldText } from '../../assessment/columns.ts';
import { type Finding, finding } from '../../assessment/findings.ts';
import { unitOfHeader } from '../../assessment/header.ts';
import { nearest } from '../../catalog/index.ts';
import { FormulaError, neat, parseUnit, sameDim, type UnitTable } from '../../formula/index.ts';
import type { Row } from '../series/types.ts';
import { lightingFinding } from './findings.ts';

export interface ColumnForm {
  /** Without its unit, e.g. `area`. */
  name: string;
  /** As the header is written, e.g. `area_m2`. */
  column: string;
  /** Of the number; a column without one holds text. */
  unit?: string | undefined;
  range?: readonly [low: number, high: number] | undefined;
  whole?: boolean | undefined;
  aliases: readonly string[];
}

/** One row by name of the column; blank cells are undefined. */
export class Cells {
  /** Line of the file. */
  readonly row: number;
  private readonly values: ReadonlyMap<string, string | number>;
  private readonly headers: ReadonlyMap<string, string>;

  constructor(row: number, values: ReadonlyMap<string, string | number>, headers: ReadonlyMap<string, string>) {
    this.row = row;
    this.values = values;
    this.headers = headers;
  }

  text(name: string): string | undefined {
    return this.values.get(name)?.toString();
  }

  number(name: string): number | undefined {
    const v = this.values.get(name);
    return typeof v === 'number' ? v : undefined;
  }

  /** Where this stands, for a finding; the canonical header when the table has no such column. */
  place(name: string): { row: number; column: string } {
    return { row: this.row, column: this.headers.get(name) as string };
  }
}

interface Column {
  form: ColumnForm;
  header: string;
  at: number;
  scale: number;
}

/**
 * @param rows the first is the header
 * @param required canonical names of columns that must be there
 * @returns rows without a bad cell, none below a bad header; every bad cell and header is a finding
 */
export function readTable(
  rows: readonly Row[],
  forms: readonly ColumnForm[],
  required: readonly string[],
  units: UnitTable,
  findings: Finding[],
): Cells[] {
  const [head, ...body] = rows;
  if (!head || body.length === 0) {
    findings.push(lightingFinding('lighting_empty', 'error'));
    return [];
  }
  const faults: Finding[] = [];
  const columns = columnsOf(head, forms, units, faults);
  for (const name of required)
    if (faults.length === 0 && !columns.some((c) => c.form.column === name))
      faults.push(lightingFinding('lighting_missing_column', 'error', { column: name }, { row: head.line }));
  findings.push(...faults);
  if (faults.length > 0) return [];
  const headers = new Map(forms.map((f) => [f.name, f.column]));
  for (const c of columns) headers.set(c.form.name, c.header);
  return body.flatMap((row) => {
    const values = valuesOf(row, columns, findings);
    return values ? [new Cells(row.line, values, headers)] : [];
  });
}

function columnsOf(head: Row, forms: readonly ColumnForm[], units: UnitTable, findings: Finding[]): Column[] {
  const columns: Column[] = [];
  for (const [at, raw] of head.cells.entries()) {
    const header = raw.normalize('NFKC').trim();
    if (header === '' || /^(note|備考)/i.test(header)) continue;
    const column = columnOf(header, at, forms, units);
    const place = { row: head.line, column: raw.trim() };
    const first = 'code' in column ? undefined : columns.find((c) => c.form === column.form);
    if ('code' in column) findings.push({ ...column, ...place });
    else if (first) findings.push(finding('duplicate_column', 'error', { column: header, first: first.header }, place));
    else columns.push(column);
  }
  return columns;
}

function columnOf(header: string, at: number, forms: readonly ColumnForm[], units: UnitTable): Column | Finding {
  const folded = foldText(header);
  const exact = forms.find((f) => foldText(f.column) === folded);
  if (exact) return { form: exact, header, at, scale: 1 };
  const unit = unitOfHeader(header);
  const base = foldText(unit === undefined ? header : header.replace(/\s*[[(][^[\]()]*[\])]\s*$/, ''));
  const form = forms.find((f) => [f.name, f.column, ...f.aliases].some((n) => foldText(n) === base));
  if (!form) {
    const known = forms.map((f) => f.column);
    return lightingFinding('lighting_unknown_column', 'error', { suggestion: nearest(header, known) ?? '' });
  }
  if (form.unit === undefined || (unit === undefined && form.unit === '1')) return { form, header, at, scale: 1 };
  if (unit === undefined)
    return finding('header_without_unit', 'error', {
      column: header,
      meant: `${form.column} / ${header} [${form.unit}]`,
    });
  return scaled(form, header, at, unit, units);
}

function scaled(form: ColumnForm, header: string, at: number, unit: string, units: UnitTable): Column | Finding {
  const own = parseUnit(form.unit as string, units);
  try {
    const written = parseUnit(unit, units);
    if (sameDim(written.dim, own.dim)) return { form, header, at, scale: neat(written.scale / own.scale) };
    return finding('header_wrong_unit', 'error', { column: header, unit, expected: form.unit as string });
  } catch (e) {
    if (!(e instanceof FormulaError)) throw e;
    return finding('header_unknown_unit', 'error', { column: header, unit });
  }
}

/** @returns nothing when a cell is refused */
function valuesOf(row: Row, columns: readonly Column[], findings: Finding[]): Map<string, string | number> | undefined {
  const values = new Map<string, string | number>();
  let good = true;
  for (const column of columns) {
    const text = row.cells[column.at]?.trim() ?? '';
    if (text === '') continue;
    const value = column.form.unit === undefined ? text : numberOf(text, column);
    if (typeof value === 'object') {
      findings.push({ ...value, row: row.line, column: column.header });
      good = false;
    } else values.set(column.form.name, value);
  }
  return good ? values : undefined;
}

function numberOf(text: string, { form, scale }: Column): number | Finding {
  const cell = parseCell(text, { percent: form.unit === '%', yen: form.unit?.includes('JPY') });
  if (isCellError(cell)) return finding(cell.code, 'error', cell.params);
  if (cell.spread) return finding('spread_not_allowed', 'error', { text });
  const value = cell.middle * scale;
  const [low, high] = form.range ?? [0, Number.POSITIVE_INFINITY];
  if (!(value >= low && value <= high))
    return finding('out_of_range', 'error', {
      value: cell.middle,
      low: low / scale,
      high: high / scale,
      unit: form.unit ?? '',
    });
  return form.whole && !Number.isInteger(value) ? finding('not_whole', 'error', { value }) : value;
}
