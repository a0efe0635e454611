/** `--outputs a,b | all` → the output columns wanted, in the catalog's order. */
import { type Catalog, nearest, type Quantity } from '../catalog/index.ts';
import { type Context, UsageError } from './context.ts';

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

export function chosenOutputs(catalog: Catalog, option: string | undefined, context: Context): OutputColumn[] {
  const all = allOutputs(catalog);
  if (option === undefined) return all.filter((o) => o.short);
  if (option === 'all') return all;
  const names = new Set(option.split(',').map((name) => name.trim()));
  return [...names].map((name) => {
    const hit = all.find((o) => o.column === name);
    if (hit) return hit;
    const suggestion =
      nearest(
        name,
        all.map((o) => o.column),
      ) ?? '';
    throw new UsageError(context.texts.cli('unknownOutput', { name, suggestion }));
  });
}
