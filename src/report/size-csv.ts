/** The curve of a site's sizes as a table. */
import type { Sizing } from '../batch/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { SizingPlan } from '../decide/sizing/site-file.ts';
import { valueIn } from './outputs.ts';
import { hoursOfPoint, sizeOutputs } from './size-columns.ts';

/** Header and one line a size; `rank` is `best`, `next` or empty. */
export function* sizeLines(catalog: Catalog, plan: SizingPlan, sizing: Sizing): Generator<(string | number | null)[]> {
  const outputs = sizeOutputs(catalog, plan, sizing);
  const hours = Object.keys(hoursOfPoint(sizing.points[0] as never));
  yield ['capacity_kw', 'battery_kwh', 'dc_ac_ratio', 'rank', 'broken', ...hours, ...outputs];
  for (const [i, p] of sizing.points.entries()) {
    const rank = i === sizing.choice.best ? 'best' : i === sizing.choice.next ? 'next' : '';
    yield [
      p.size.capacityKw,
      p.size.batteryKwh,
      p.size.dcAcRatio,
      rank,
      (sizing.choice.broken[i] ?? []).join(' '),
      ...Object.values(hoursOfPoint(p)),
      ...outputs.map((o) => valueIn(p.result, o)),
    ];
  }
}
