/** How the sizes of one site, or the best ones of many, are written: table, CSV or JSON. */
import { bestOf, type SizedSite } from '../batch/sizing/sized.ts';
import type { Catalog } from '../catalog/index.ts';
import { csvLine } from '../io/csv-write.ts';
import { sizeLines, sizesLines } from '../report/size-csv.ts';
import { sizeJson } from '../report/size-json.ts';
import { sizesTable, sizeTable } from '../report/size-table.ts';
import type { Context } from './context.ts';
import type { Format } from './out-files.ts';
import type { Sink } from './sink.ts';

/** @param all sites of a sheet, a line each */
export function writeSizes(
  sites: readonly SizedSite[],
  { format, all, catalog }: { format: Format; all: boolean; catalog: Catalog },
  sink: Sink,
  context: Context,
): void {
  const { texts } = context;
  const [only] = sites;
  if (format === 'json') {
    const json = sites.map((s) => JSON.stringify(sizeJson(catalog, s, all), null, all ? undefined : 2));
    sink.write(all ? `[\n${json.join(',\n')}\n]\n` : `${json[0]}\n`);
  } else if (format === 'csv') {
    if (all) for (const line of sizesLines(catalog, sites)) sink.write(csvLine(line));
    else if (only?.sizing) for (const line of sizeLines(catalog, only)) sink.write(csvLine(line));
  } else if (all) sink.write(sizesTable(catalog, sites, texts));
  else if (only?.sizing) sink.write(sizeTable(catalog, only, texts));
}

/** The sized sites as a sheet, for assess and simulate; columns that a site does not have stay empty. */
export function rowLines(sites: readonly SizedSite[]): string {
  const rows = sites.flatMap(({ sizing }) => {
    const best = bestOf(sizing);
    return best ? [best.row] : [];
  });
  const header = [...new Set(rows.flatMap((r) => r.header))];
  const lines = rows.map((r) => header.map((h) => r.cells[r.header.indexOf(h)] ?? ''));
  return rows.length === 0 ? '' : [header, ...lines].map(csvLine).join('');
}
