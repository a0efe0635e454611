/** A number cell that is not a plain number: its spread, or why it is refused. */
import type { Quantity } from '../catalog/index.ts';
import { isCellError, parseCell, type Spread, scaleSpread } from './cell/index.ts';
import { type Finding, finding } from './findings.ts';
import type { NumberColumn } from './shape-reader.ts';
import { spreadFault } from './spread-range.ts';

export interface SpreadCell {
  /** In the column's unit. */
  middle: number;
  /** In the unit of the quantity. */
  spread?: Spread | undefined;
  finding?: Finding | undefined;
}

/** @param limit probability outside its range that a normal may have unsaid */
export function readSpreadCell(text: string, column: NumberColumn, q: Quantity, limit: number): SpreadCell | Finding {
  const place = { column: column.header };
  const cell = parseCell(text, column);
  if (isCellError(cell)) return { ...finding(cell.code, 'error', cell.params), ...place };
  if (!cell.spread) return { middle: cell.middle };
  if (q.whole) return { ...finding('spread_not_allowed', 'error', { text: text.trim() }), ...place };
  const { middle } = cell;
  const spread = scaleSpread(cell.spread, column.scale);
  const inside = !q.range || (middle * column.scale >= q.range[0] && middle * column.scale <= q.range[1]);
  const fault = inside ? spreadFault(spread, q, column, limit) : undefined;
  if (fault?.severity === 'error') return { ...fault, ...place };
  return { middle, spread, finding: fault && { ...fault, ...place } };
}
