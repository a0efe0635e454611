/** Rates in conditions: fractions, or per cent if they say so. */
import type { Catalog, Quantity } from '../catalog/index.ts';
import type { Threshold } from '../simulate/threshold.ts';
import { type Context, UsageError } from './context.ts';

/** Beyond it a number without % was meant in per cent. */
const MOST = 1;

/** @throws UsageError when something else than a rate is given in per cent, or a rate as more than the whole */
export function checkRate(t: Threshold, catalog: Catalog, context: Context): void {
  const { text, output, value, percent } = t;
  const isRate = quantityOf(output, catalog)?.shownAs === 'percent';
  if (percent && !isRate) throw new UsageError(context.texts.cli('noRate', { text, output }));
  if (isRate && !percent && Math.abs(value) > MOST)
    throw new UsageError(context.texts.cli('rateIsFraction', { text, output, percent: value, fraction: value / 100 }));
}

/** The quantity of an output, a variant's too. */
function quantityOf(column: string, { books }: Catalog): Quantity | undefined {
  const all = Object.values(books).flatMap((b) => Object.values(b.quantities));
  return all.find((q) => q.column === column) ?? all.find((q) => q.output && column.startsWith(`${q.column}_`));
}
