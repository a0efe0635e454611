/** Between which values a break-even is looked for. */
import type { BreakEvenChoices, Quantity, SearchRange } from '../catalog/index.ts';

/** Ends as a cell of the column has them, as far as the user gives them. */
export interface GivenEnds {
  low: number | undefined;
  high: number | undefined;
}

/**
 * What the user says, else the catalog, else as far as the column goes; never beyond what the column takes.
 * @param own the site's number, NaN where it has none
 * @returns in the unit of the quantity; nothing where an end is not known, or nothing lies between
 */
export function searchRange(
  q: Quantity,
  own: number,
  given: GivenEnds,
  choices: BreakEvenChoices | undefined,
): [number, number] | undefined {
  const wanted = choices?.quantities[q.name] ?? (choices && { times: choices.otherwise });
  const [from, to] = (wanted && limits(wanted, own)) ?? q.range ?? [];
  const low = given.low === undefined ? from : given.low * q.written;
  const high = given.high === undefined ? to : given.high * q.written;
  if (low === undefined || high === undefined) return undefined;
  const [a, b] = [clipped(low, q.range), clipped(high, q.range)];
  return a < b ? [a, b] : undefined;
}

function limits(range: SearchRange, own: number): readonly [number, number] | undefined {
  if ('from' in range) return [range.from, range.to];
  if (!Number.isFinite(own) || own === 0) return undefined;
  return range.times.map((t) => t * own).sort((a, b) => a - b) as [number, number];
}

const clipped = (x: number, range: readonly [number, number] | undefined): number =>
  range ? Math.min(Math.max(x, range[0]), range[1]) : x;
