/** What is shown of the sizes of a site: the outputs of the aim and the limits, then those that a simulation shows. */
import type { Sizing } from '../batch/sizing/size-site.ts';
import type { Catalog } from '../catalog/index.ts';
import type { SiteFile } from '../decide/sizing/site-file.ts';

export function sizeOutputs(catalog: Catalog, file: SiteFile, sizing: Sizing): string[] {
  const known = new Set(sizing.points[0]?.result.model.outputs.map((o) => o.column));
  const wanted = [...file.aim.outputs, ...file.limits.map((l) => l.of), ...catalog.choices.simulated];
  return [...new Set(wanted)].filter((o) => known.has(o));
}
