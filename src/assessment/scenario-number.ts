/** A number of a scenario: as in a cell, or `empirical(file, column)`. */
import type { Quantity } from '../catalog/index.ts';
import { type Cell, isCellError, parseCell, scaleSpread } from './cell/index.ts';
import { type DataFiles, isEmpirical, readEmpirical } from './empirical.ts';
import { type Finding, finding } from './findings.ts';
import type { HeaderContext } from './header.ts';
import { rangeFault } from './number-range.ts';
import type { Given } from './site.ts';
import { spreadFault } from './spread-range.ts';

export interface NumberContext {
  /** Units and rates, for columns of data files. */
  header: HeaderContext;
  /** Probability outside its range that a normal may have unsaid. */
  limit: number;
  data: DataFiles;
}

/** Without a number some finding is an error. */
export interface NumberRead {
  given?: Given | undefined;
  findings: readonly Finding[];
}

export function readNumber(text: string, q: Quantity, context: NumberContext): NumberRead {
  const cell = isEmpirical(text)
    ? readEmpirical(text, q, context.header, context.data)
    : parseCell(text, { percent: q.writtenUnit === '%', yen: q.writtenUnit.includes('JPY') });
  if ('severity' in cell) return { findings: [{ ...cell, column: q.column }] };
  if (isCellError(cell)) return { findings: [finding(cell.code, 'error', cell.params, { column: q.column })] };
  // A column of data is converted where it is read.
  return checked(isEmpirical(text) ? cell : converted(cell, q), text, q, context.limit);
}

function converted(cell: Cell, q: Quantity): Cell {
  const spread = cell.spread && scaleSpread(cell.spread, q.written);
  return { middle: cell.middle * q.written, ...(spread ? { spread } : {}) };
}

/** @param cell in the unit of the quantity */
function checked(cell: Cell, text: string, q: Quantity, limit: number): NumberRead {
  const { middle, spread } = cell;
  if (spread && q.whole) return { findings: [finding('spread_not_allowed', 'error', { text }, { column: q.column })] };
  const outside = rangeFault(middle, q, q.column);
  if (outside) return { findings: [outside] };
  const fault = spread && spreadFault(spread, q, { scale: q.written, unit: q.writtenUnit }, limit);
  const findings = fault ? [{ ...fault, column: q.column }] : [];
  return fault?.severity === 'error' ? { findings } : { given: { value: middle, spread, written: text }, findings };
}
