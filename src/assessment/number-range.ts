/** Numbers that their quantity cannot have. */
import type { Quantity } from '../catalog/index.ts';
import { type Finding, finding } from './findings.ts';

/**
 * Outside the range, or no whole number; the figures are said in the unit the column is written in.
 *
 * @param value in the unit of the quantity
 * @param column header or key as written
 */
export function rangeFault(value: number, q: Quantity, column: string): Finding | undefined {
  if (q.range && !(value >= q.range[0] && value <= q.range[1])) {
    const [low, high] = q.range.map((x) => tidy(x / q.written)) as [number, number];
    const params = { value: tidy(value / q.written), low, high, unit: q.writtenUnit };
    return finding('out_of_range', 'error', params, { column });
  }
  if (q.whole && !Number.isInteger(value)) return finding('not_whole', 'error', { value: tidy(value) }, { column });
  return undefined;
}

const tidy = (x: number): number => Number(x.toPrecision(12));
