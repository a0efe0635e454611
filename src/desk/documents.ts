/** An assessed sheet as the files that the command line writes, byte for byte. */
import type { Catalog } from '../catalog/index.ts';
import { type AssessWriter, csvWriter, jsonWriter } from '../report/assess-writers.ts';
import { allOutputs } from '../report/output-columns.ts';
import type { Assessed } from './assessed.ts';
import { Pieces } from './pieces.ts';

/** As `jcm assess --json`. */
export function assessJson(a: Assessed, catalog: Catalog): readonly string[] {
  const labels = new Map(allOutputs(catalog).map((o) => [o.column, o.quantity.labels]));
  const out = new Pieces();
  write(
    a,
    jsonWriter(out, catalog, (column) => labels.get(column)),
  );
  return out.pieces;
}

/** As `jcm assess --csv --outputs all`; with a byte-order mark spreadsheets read Japanese. */
export function assessCsv(a: Assessed, catalog: Catalog, bom: boolean): readonly string[] {
  const columns = allOutputs(catalog).map((o) => o.column);
  const { hasProjects: projects, hasProposals: proposals, noteHeaders: notes } = a.sheet;
  const out = new Pieces();
  write(a, csvWriter(out, { columns, projects, proposals, notes }, bom));
  return out.pieces;
}

function write(a: Assessed, writer: AssessWriter): void {
  writer.sites(a.results);
  for (const { level, id, totals } of a.groups) writer.group(level, id, totals);
  writer.group('total', '', a.total);
  writer.end({ list: a.findings, leftOut: 0 });
}
