/** `--outputs a,b | all` → the output columns wanted, in the catalog's order. */
import { type Catalog, nearest } from '../catalog/index.ts';
import { allOutputs, type OutputColumn } from '../report/output-columns.ts';
import { type Context, UsageError } from './context.ts';

export { allOutputs, type OutputColumn } from '../report/output-columns.ts';

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
