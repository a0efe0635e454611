/** `jcm catalog`: what the product knows, with sources: lists, single entries, data files. */
import { inputColumns } from '../../assessment/columns.ts';
import { type Catalog, nearest } from '../../catalog/index.ts';
import { type CatalogTable, catalogTable, describeMethodology } from '../../report/catalog-tables.ts';
import { table } from '../../report/table.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { loadCatalog } from '../load.ts';
import { allOutputs } from '../outputs-option.ts';
import { stdoutSink } from '../sink.ts';

export interface CatalogArgs {
  what?: string | undefined;
  id?: string | undefined;
  json: boolean;
}

const KINDS = [
  'methodologies',
  'technologies',
  'programmes',
  'countries',
  'columns',
  'outputs',
  'spreads',
  'sources',
  'data',
] as const;

export async function catalogCommand(args: CatalogArgs, context: Context): Promise<number> {
  const catalog = loadCatalog();
  const sink = stdoutSink();
  sink.write(render(args, catalog, context));
  await sink.close();
  return EXIT.done;
}

function render(args: CatalogArgs, catalog: Catalog, context: Context): string {
  const { texts } = context;
  if (!args.what) {
    const overview = KINDS.map((kind) => [kind, String(rowsOf(kind, catalog, context).rows.length)]);
    if (args.json)
      return `${JSON.stringify({ version: catalog.version, hash: catalog.hash, ...Object.fromEntries(overview) }, null, 2)}\n`;
    return `${texts.cli('catalogOverview', { version: catalog.version })}\n${overview.map(([k, n]) => `  jcm catalog ${k}  (${n})`).join('\n')}\n`;
  }
  const named = args.what === 'methodologies' && args.id ? args.id : args.what;
  const methodology = Object.values(catalog.methodologies).find(
    (m) => m.id === named || `${m.id}@${m.version}` === named,
  );
  if (methodology)
    return args.json ? `${JSON.stringify(methodology, null, 2)}\n` : describeMethodology(methodology, catalog, texts);
  if (args.what === 'data' && args.id) return dataFile(args.id, catalog, args.json, context);
  const kind = KINDS.find((k) => k === args.what);
  if (!kind) {
    const known = [...KINDS, ...Object.values(catalog.methodologies).map((m) => m.id)];
    throw new UsageError(
      texts.cli('unknownCatalogEntry', {
        name: args.what,
        known: KINDS.join(', '),
        suggestion: nearest(args.what, known) ?? '',
      }),
    );
  }
  const list = rowsOf(kind, catalog, context);
  return show(args.id ? entry(args.id, list, context) : list, args.json);
}

/** The lines of a list that begin with this id. */
function entry(id: string, list: CatalogTable, context: Context): CatalogTable {
  const rows = list.rows.filter((r) => r[0] === id);
  if (rows.length > 0) return { ...list, rows };
  const known = list.rows.map((r) => r[0] as string);
  const shown = [...known.slice(0, 40), ...(known.length > 40 ? ['…'] : [])].join(', ');
  throw new UsageError(
    context.texts.cli('unknownCatalogEntry', { name: id, known: shown, suggestion: nearest(id, known) ?? '' }),
  );
}

function rowsOf(kind: (typeof KINDS)[number], catalog: Catalog, context: Context): CatalogTable {
  const columns = inputColumns(catalog);
  return catalogTable(kind, catalog, context.texts, { inputs: columns, outputs: allOutputs(catalog) });
}

function dataFile(name: string, catalog: Catalog, json: boolean, context: Context): string {
  const paths = Object.keys(catalog.data);
  const hit = paths.find((p) => p === name || p.endsWith(`/${name}`) || p.endsWith(`/${name}.csv`));
  if (!hit)
    throw new UsageError(
      context.texts.cli('unknownCatalogEntry', {
        name,
        known: paths.join(', '),
        suggestion: nearest(name, paths) ?? '',
      }),
    );
  const d = catalog.data[hit] as NonNullable<(typeof catalog.data)[string]>;
  return show({ heads: d.header, rows: d.rows }, json);
}

function show(t: CatalogTable, json: boolean): string {
  if (json)
    return `${JSON.stringify(
      t.rows.map((r) => Object.fromEntries(t.heads.map((h, i) => [h, r[i] ?? '']))),
      null,
      2,
    )}\n`;
  return table(
    t.heads.map((head) => ({ head })),
    t.rows.map((r) => r.map((c) => (c.length > 60 ? `${c.slice(0, 59)}…` : c))),
  );
}
