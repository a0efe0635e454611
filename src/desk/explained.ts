/** Where the figures of a site come from, as `jcm explain --json` gives them. */
import type { SiteRow } from '../assessment/row.ts';
import type { Catalog, Source } from '../catalog/index.ts';
import { type ExplainedQuantity, explain } from '../engine/explain.ts';
import { withCell, withState } from '../report/explained-row.ts';
import type { Assessed } from './assessed.ts';

export interface ExplainedFigure {
  site_id: string;
  quantities: readonly ExplainedQuantity[];
  /** Those that are cited, by id. */
  sources: Readonly<Record<string, Source>>;
}

/**
 * @param quantity an output or quantity and all it rests on; undefined = every quantity
 * @param defaults whether default spreads are switched on
 */
export function explainSite(
  a: Assessed,
  row: SiteRow,
  quantity: string | undefined,
  { catalog, defaults }: { catalog: Catalog; defaults: boolean },
): ExplainedFigure {
  const { model, frame } = a.run.single(row);
  const quantities = explain(model, frame, 0, quantity).map((q) =>
    withState(withCell(q, row), row, a.scenario, defaults),
  );
  const cited = new Set(quantities.flatMap((q) => [q.source ?? '', q.spread?.source ?? '']));
  const sources = Object.fromEntries(Object.entries(catalog.sources).filter(([id]) => cited.has(id)));
  return { site_id: row.siteId, quantities, sources };
}
