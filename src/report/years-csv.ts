/** The yearly table of all sites as CSV: one line a site, quantity and year; year 0 and before are money at year ends until commissioning. */
import type { SiteResult } from '../batch/assess.ts';
import { csvLine } from '../io/csv-write.ts';
import { firstYear } from './years-table.ts';

export const yearsHeader = (): string => csvLine(['site_id', 'quantity', 'year', 'value']);

export function yearsLines(r: SiteResult): string {
  let text = '';
  for (const [i, y] of r.model.years.entries()) {
    const from = firstYear(r, i);
    for (const [k, v] of [...(r.years?.[i] ?? [])].entries()) {
      if (Number.isFinite(v)) text += csvLine([r.row.siteId, y.quantity.column, from + k, v]);
    }
  }
  return text;
}
