/** What a page needs to know of the catalog. */
import { scoresOf } from '../batch/promise/scores.ts';
import type { Catalog } from '../catalog/index.ts';
import { allOutputs } from '../report/output-columns.ts';
import type { CatalogView, OutputView } from './views.ts';

export function catalogView(catalog: Catalog): CatalogView {
  const { version, hash } = catalog;
  const bands = Object.fromEntries(scoresOf(catalog).map((s) => [s.column, s.bands]));
  return { version, hash, outputs: outputViews(catalog), simulated: catalog.choices.simulated, bands };
}

export function outputViews(catalog: Catalog): OutputView[] {
  return allOutputs(catalog).map(({ column, quantity, short }) => ({
    ...{ column, label: quantity.label, unit: quantity.unit, short },
    ...(quantity.shownAs ? { shownAs: quantity.shownAs } : {}),
    ...(quantity.labels ? { labels: quantity.labels } : {}),
  }));
}
