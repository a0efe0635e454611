/** What a simulation is asked for. */
import type { Correlation } from '../assessment/correlation/read.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { DrawSettings } from '../simulate/program.ts';
import type { Threshold } from '../simulate/threshold.ts';
import type { GroupTable } from './groups.ts';

export interface SimulateOptions extends DrawSettings {
  catalog: Catalog;
  scenario?: ScenarioValues | undefined;
  columns: ReadonlySet<string>;
  /** Use the catalog's spreads where row and scenario give none. */
  defaultSpreads: boolean;
  /** Rank correlations between quantities of one site. */
  correlation?: Correlation | undefined;
  /** `redraw`: the grant of rows that stand alone is worked out in every draw. */
  subsidy?: 'fixed' | 'redraw' | undefined;
  thresholds: readonly Threshold[];
  /** `interpreter`: no WebAssembly, e.g. under a strict content policy; the numbers are the same to the last bit. */
  executor?: 'kernel' | 'interpreter' | undefined;
  /** Group sums gathered at the middles. */
  groups: GroupTable;
  /** Sites whose draws are kept. */
  keep?: ReadonlySet<string> | undefined;
  /** The draws of all sites are kept. */
  keepAll?: boolean | undefined;
}

/** Whether the draws of a site are wanted for themselves. */
export const keepsDraws = ({ keep, keepAll }: SimulateOptions, siteId: string): boolean =>
  keepAll === true || (keep?.has(siteId) ?? false);

/** Outputs wanted that add up or are ratios of what does, in the order in which they are wanted. */
export function summableOf({ catalog, columns }: SimulateOptions): string[] {
  const all = new Set<string>();
  for (const q of Object.values(catalog.books).flatMap((b) => Object.values(b.quantities))) {
    if (!q.output || q.output.only || (q.output.total !== 'sum' && q.output.total !== 'recompute')) continue;
    for (const ending of ['', ...q.output.variants]) all.add(q.column + ending);
  }
  return [...columns].filter((c) => all.has(c));
}
