/** What is shown of the sizes of a site: the outputs of the aim and the limits, then those that a simulation shows. */
import type { Catalog } from '../../catalog/index.ts';
import type { SiteFile } from '../../decide/sizing/site-file.ts';

export function shownOutputs(catalog: Catalog, file: SiteFile): string[] {
  const outputs = Object.values(catalog.books).flatMap((b) =>
    Object.values(b.quantities).flatMap((q) => (q.output ? ['', ...q.output.variants].map((v) => q.column + v) : [])),
  );
  const known = new Set(outputs);
  const wanted = [
    ...file.aim.columns,
    ...file.limits.map((l) => l.of),
    ...file.chances.map((c) => c.threshold.output),
    ...catalog.choices.simulated,
  ];
  return [...new Set(wanted)].filter((o) => known.has(o));
}
