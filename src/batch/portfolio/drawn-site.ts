/** A site with the draws of what it is chosen by. */
import type { SiteRow } from '../../assessment/row.ts';
import { recalledSpreads, type SimulatedSite } from '../simulated-site.ts';

export interface DrawnSite {
  row: SiteRow;
  /** Draws by output; NaN = undefined. */
  draws: ReadonlyMap<string, Float64Array>;
  /** Label of a coded output that is the same in every draw. */
  labels: ReadonlyMap<string, string>;
  /** Why an output is undefined. */
  reasons: ReadonlyMap<string, string>;
  /** What its figures rest on: names to be confirmed, codes of assumptions, default spreads found in no text. */
  unverified: readonly string[];
  warnings: readonly string[];
  recalledSpreads: readonly string[];
}

/** @param site its draws must be kept */
export function drawnSite(site: SimulatedSite, columns: ReadonlySet<string>): DrawnSite {
  const draws = new Map<string, Float64Array>();
  const labels = new Map<string, string>();
  const reasons = new Map<string, string>();
  for (const { output, values, shares, reason } of site.outputs) {
    if (!columns.has(output.column)) continue;
    const certain = Object.entries(shares ?? {}).find(([, share]) => share === 1)?.[0];
    if (certain !== undefined) labels.set(output.column, certain);
    if (values) draws.set(output.column, values);
    if (reason) reasons.set(output.column, reason);
  }
  const { unverified, warnings } = site.model.middle;
  return { row: site.row, draws, labels, reasons, unverified, warnings, recalledSpreads: recalledSpreads(site) };
}
