/** The scores of a proposal as the catalog has them: output, name and bands. */
import type { Catalog, PromiseChoices, Quantity } from '../../catalog/index.ts';
import { type Band, bandsOf } from '../../decide/bands.ts';

export interface Score {
  /** Output. */
  column: string;
  /** Quantity. */
  name: string;
  quantity: Quantity;
  bands: readonly Band[];
}

/** @throws Error when the catalog says nothing of promises, or a score has no bands: faults of the catalog */
export function promiseChoices({ choices }: Catalog): PromiseChoices {
  if (!choices.promise) throw new Error('choices.yaml says nothing of promises');
  return choices.promise;
}

export function scoresOf(catalog: Catalog): Score[] {
  return promiseChoices(catalog).scores.map((column) => {
    const quantity = outputQuantity(catalog, column);
    const step = quantity.options.map((o) => o.def).find((d) => d.k === 'step');
    if (!step) throw new Error(`${column} has no bands`);
    return { column, name: quantity.name, quantity, bands: bandsOf(step) };
  });
}

/** Name of the quantity that is this output. */
export const nameOfOutput = (catalog: Catalog, column: string): string => outputQuantity(catalog, column).name;

function outputQuantity(catalog: Catalog, column: string): Quantity {
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  const hit = quantities.find((q) => q.output && q.column === column);
  if (!hit) throw new Error(`no output ${column}`);
  return hit;
}
