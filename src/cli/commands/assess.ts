/** `jcm assess`: a sheet of sites → tonnes, subsidy, yen per tonne, for each site. */
import { AssessRun } from '../../batch/assess.ts';
import { Gathered } from '../../batch/gathered.ts';
import { ASSESS_SCHEMA } from '../../report/assess-json.ts';
import { type AssessWriter, csvWriter, jsonWriter } from '../../report/assess-writers.ts';
import { groupLine, groupsHeader } from '../../report/groups-csv.ts';
import { yearsHeader, yearsLines } from '../../report/years-csv.ts';
import { type Context, EXIT } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { gatherGroups } from '../gather-groups.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { type Format, outFiles } from '../out-files.ts';
import { chosenOutputs, type OutputColumn } from '../outputs-option.ts';
import { progressOf } from '../progress.ts';
import { keepRun } from '../run-record.ts';
import { openSheet } from '../sheet-source.ts';
import { fileSink, type Sink, stdoutSink } from '../sink.ts';
import { tableWriter } from '../writers.ts';

export interface AssessArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  outputs?: string | undefined;
  output?: string | undefined;
  json: boolean;
  csv: boolean;
  bom: boolean;
  years: boolean;
}

export async function assess(args: AssessArgs, context: Context): Promise<number> {
  const target = outFiles(args, { years: args.years, groups: true }, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const inputs = { ...args, dataFiles: scenario.dataFiles };
  outFiles(inputs, { years: args.years, groups: true }, context);
  const columns = chosenOutputs(catalog, args.outputs ?? (target.format === 'json' ? 'all' : undefined), context);
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const record = target.folder ? keepRun(target.folder, inputs, source.place, context) : undefined;
  const run = new AssessRun({
    catalog,
    scenario: scenario.values,
    columns: new Set(columns.map((c) => c.column)),
    totals: target.format !== 'csv',
    years: args.years,
  });
  const log = new FindingsLog(context, { file: target.findings, keep: target.format === 'json' });
  const grouped = await gatherGroups(source, run);
  const groupsFile = grouped ? target.groups : undefined;
  if (groupsFile) run.keepTotals();
  const sink = target.results ? fileSink(target.results, context) : stdoutSink();
  const years = target.years ? fileSink(target.years, context) : undefined;
  years?.write(yearsHeader());
  let writer: AssessWriter | undefined;
  const groupsSink = groupsFile ? fileSink(groupsFile, context) : undefined;
  const groupLines = groupsSink && groupsWriter(groupsSink, columns);
  const gathered =
    target.format !== 'csv' || groupLines
      ? new Gathered(run.groups, (level, id, totals) => (groupLines ?? writer)?.group(level, id, totals))
      : undefined;
  const progress = progressOf(source.size, context);
  for await (const { sheet, rows, bytes } of source.chunks()) {
    if (!writer) {
      writer = writerOf(target.format, sink, columns, args, context, {
        projects: sheet.hasProjects,
        proposals: sheet.hasProposals,
        notes: sheet.noteHeaders,
        catalog,
      });
      for (const f of [...scenarioFindings(scenario, 'assess'), ...sheet.findings]) log.add(f);
    }
    const good = log.rowsIn(rows);
    const results = run.run(good);
    for (const r of results) for (const f of run.findings(r)) log.add(f);
    gathered?.rows(rows, results);
    writer.sites(results);
    for (const r of results) years?.write(yearsLines(r));
    await sink.drain();
    progress.step(bytes, rows.length);
  }
  progress.end();
  for (const f of run.groupFindings()) log.add(f);
  if (gathered) (groupLines ?? writer)?.group('total', '', gathered.total);
  writer?.end(log);
  await groupsSink?.close();
  await sink.close();
  await years?.close();
  await log.close();
  await record?.finish(
    {
      command: 'assess',
      results: ASSESS_SCHEMA,
      catalog,
      options: { outputs: args.outputs ?? null, years: Boolean(args.years) },
    },
    [target.results, target.findings, target.years, groupsFile],
  );
  source.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}

/** Groups as lines of a CSV file, each when it is complete. */
function groupsWriter(sink: Sink, columns: readonly OutputColumn[]): Pick<AssessWriter, 'group'> {
  const names = columns.map((c) => c.column);
  const labels = (column: string) => columns.find((c) => c.column === column)?.quantity.labels;
  sink.write(groupsHeader(names));
  return { group: (level, id, totals) => sink.write(groupLine(level, id, totals, names, labels)) };
}

function writerOf(
  format: Format,
  sink: Sink,
  columns: readonly OutputColumn[],
  args: AssessArgs,
  context: Context,
  s: { projects: boolean; proposals: boolean; notes: readonly string[]; catalog: ReturnType<typeof loadCatalog> },
): AssessWriter {
  if (format === 'json')
    return jsonWriter(sink, s.catalog, (column) => columns.find((c) => c.column === column)?.quantity.labels);
  if (format === 'csv') return csvWriter(sink, { ...s, columns: columns.map((c) => c.column) }, args.bom);
  return tableWriter(sink, columns, args.years, context);
}
