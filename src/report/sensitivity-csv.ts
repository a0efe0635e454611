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
  return s.outputs.map((o) => outputLines(s, o)).join('');
}

function outputLines(s: SiteSensitivity, o: OutputSensitivity): string {
  const bars = new Map(o.tornado.map((bar) => [s.quantities[bar.quantity]?.column ?? '', bar]));
  const indices = new Map(o.indices.map((x) => [x.quantity, x]));
  const ranks = new Map(o.regression?.quantities.map((x) => [x.quantity, x.coefficient]));
  const reason = Number.isNaN(o.base) ? (o.reason ?? 'not_finite') : '';
  const base = outputValue(o.output, o.base);
  return [...new Set([...bars.keys(), ...indices.keys()])]
    .map((quantity) => {
      const bar = bars.get(quantity);
      const ends = bar && s.quantities[bar.quantity];
      const x = indices.get(quantity);
      return csvLine([
        ...[s.row.siteId, o.output.column, quantity, base, ends?.low ?? null, ends?.high ?? null],
        ...(bar ? [outputValue(o.output, bar.low), outputValue(o.output, bar.high)] : [null, null]),
        ...(x ? [x.first, ...x.firstCi, x.total, ...x.totalCi] : [null, null, null, null, null, null]),
        ranks.get(quantity) ?? null,
        o.regression?.r2 ?? null,
        o.leftOut,
        reason,
      ]);
    })
    .join('');
}
