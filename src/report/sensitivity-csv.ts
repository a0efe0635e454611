/** The sensitivity of a site as CSV: a line for each output and quantity. */
import type { OutputSensitivity, SiteSensitivity } from '../batch/sensitivity.ts';
import { csvLine } from '../io/csv-write.ts';
import { outputValue } from './outputs.ts';

export const sensitivityCsvHeader = (): string =>
  csvLine([
    ...['site_id', 'output', 'quantity', 'base', 'quantity_low', 'quantity_high', 'low', 'high'],
    ...['first', 'first_low', 'first_high', 'total', 'total_low', 'total_high', 'rank_coefficient', 'rank_r2'],
    ...['left_out_share', 'reason'],
  ]);

export function sensitivityCsvLines(s: SiteSensitivity): string {
  // What many lines share is written once: a sheet has millions of cells.
  const site = cells([s.row.siteId]);
  const names = s.quantities.map((q) => cells([q.column]));
  const ends = s.quantities.map((q) => cells([q.low, q.high]));
  let text = '';
  for (const o of s.outputs) {
    const head = `${site},${o.output.column},`;
    const base = `,${cells([outputValue(o.output, o.base)])},`;
    const tail = tailOf(o);
    for (const { quantity, low, high } of o.tornado) {
      const swing = cells([outputValue(o.output, low), outputValue(o.output, high)]);
      text += `${head}${names[quantity]}${base}${ends[quantity]},${swing},${tail(s.quantities[quantity]?.column ?? '')}\n`;
    }
    // Correlated quantities have a line together.
    for (const { quantity } of o.indices)
      if (quantity.includes(' + ')) text += `${head}${cells([quantity])}${base},,,,${tail(quantity)}\n`;
  }
  return text;
}

/** The cells from `first` on, by quantity. */
function tailOf(o: OutputSensitivity): (quantity: string) => string {
  const reason = Number.isNaN(o.base) ? (o.reason ?? 'not_finite') : '';
  const rest = cells([o.regression?.r2 ?? null, o.leftOut, reason]);
  const none = `,,,,,,,${rest}`;
  if (o.indices.length === 0 && !o.regression) return () => none;
  const indices = new Map(o.indices.map((x) => [x.quantity, x]));
  const ranks = new Map(o.regression?.quantities.map((x) => [x.quantity, x.coefficient]));
  return (quantity) => {
    const x = indices.get(quantity);
    const shares = x ? [x.first, ...x.firstCi, x.total, ...x.totalCi] : [null, null, null, null, null, null];
    return `${cells([...shares, ranks.get(quantity) ?? null])},${rest}`;
  };
}

const cells = (list: readonly (string | number | null)[]): string => csvLine(list).slice(0, -1);
