/** All outputs that a result may have. */
import type { Catalog, Quantity } from '../catalog/index.ts';

export interface OutputColumn {
  column: string;
  quantity: Quantity;
  short: boolean;
}

/** Every output of every book, variants included. */
export function allOutputs(catalog: Catalog): OutputColumn[] {
  const list: OutputColumn[] = [];
  const seen = new Set<string>();
  for (const book of Object.values(catalog.books)) {
    for (const q of Object.values(book.quantities)) {
      if (!q.output) continue;
      for (const suffix of ['', ...q.output.variants]) {
        const column = q.column + suffix;
        if (!seen.has(column)) list.push({ column, quantity: q, short: q.output.short && suffix === '' });
        seen.add(column);
      }
    }
  }
  const rank = ({ quantity }: OutputColumn): number => {
    const i = catalog.choices.outputs.findIndex((start) => quantity.column.startsWith(start));
    return i < 0 ? catalog.choices.outputs.length : i;
  };
  return list.sort((a, b) => rank(a) - rank(b));
}
