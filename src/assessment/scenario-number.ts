/** A number of a scenario: as in a cell, or `empirical(file, column)`. */
import type { Quantity } from '../catalog/index.ts';
import { type Cell, isCellError, parseCell, scaleSpread } from './cell/index.ts';
import { type DataFiles, isEmpirical, readEmpirical } from './empirical.ts';
import type { Finding } from './findings.ts';
import type { HeaderContext } from './header.ts';
import type { Given } from './site.ts';
import { spreadFault } from './spread-range.ts';

export interface NumberContext {
  /** Units and rates, for columns of data files. */
  header: HeaderContext;
  /** Probability outside its range that a normal may have unsaid. */
  limit: number;
  data: DataFiles;
}

/** Severity error: the number is not there. `undefined`: it cannot be used, and there is nothing more to say. */
export type NumberRead = { given: Given; findings: readonly Finding[] } | { findings: readonly Finding[] } | undefined;

export function readNumber(text: string, q: Quantity, context: NumberContext): NumberRead {
  const place = { column: q.column };
  if (isEmpirical(text)) {
    const read = readEmpirical(text, q, context.header, context.data);
    if (!('middle' in read)) return { findings: [{ ...read, ...place }] };
    return checked(read, text, q, context.limit);
  }
  const cell = parseCell(text, { percent: q.writtenUnit === '%', yen: q.writtenUnit.includes('JPY') });
  if (isCellError(cell)) return undefined;
  const spread = cell.spread && scaleSpread(cell.spread, q.written);
  return checked({ middle: cell.middle * q.written, ...(spread ? { spread } : {}) }, text, q, context.limit);
}

/** @param cell in the unit of the quantity */
function checked(cell: Cell, text: string, q: Quantity, limit: number): NumberRead {
  const { middle, spread } = cell;
  const outside = q.range && !(middle >= q.range[0] && middle <= q.range[1]);
  if (outside || (spread && q.whole) || (q.whole && !Number.isInteger(middle))) return undefined;
  const fault = spread && spreadFault(spread, q, { scale: q.written, unit: q.writtenUnit }, limit);
  const findings = fault ? [{ ...fault, column: q.column }] : [];
  if (fault?.severity === 'error') return { findings };
  return { given: { value: middle, spread, written: text }, findings };
}
