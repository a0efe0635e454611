/** The curve of a site's sizes as a table. */
import type { SitePlan } from '../batch/sizing/read-site.ts';
import type { Sizing } from '../batch/sizing/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import { valueIn } from './outputs.ts';
import { sizeOutputs } from './size-columns.ts';

/** Header and one line a size; `rank` is `best`, `next` or empty. */
export function* sizeLines(
  catalog: Catalog,
  { file, sizer }: SitePlan,
  sizing: Sizing,
): Generator<(string | number | null)[]> {
  const outputs = sizeOutputs(catalog, file, sizing);
  const years = Object.keys(sizing.points[0]?.year ?? {});
  yield [...sizer.axes, 'rank', 'broken', ...years, ...outputs];
  for (const [i, p] of sizing.points.entries()) {
    const rank = i === sizing.choice.best ? 'best' : i === sizing.choice.next ? 'next' : '';
    yield [
      ...sizer.axes.map((a) => p.size[a] ?? null),
      rank,
      (sizing.choice.broken[i] ?? []).join(' '),
      ...years.map((y) => p.year[y] ?? null),
      ...outputs.map((o) => valueIn(p.result, o)),
    ];
  }
}
