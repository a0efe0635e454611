/** `jcm size`: a site file → the best size under its limits, the curve of all sizes, a row for the sheet. */
import path from 'node:path';
import { readSite } from '../../batch/sizing/read-site.ts';
import { SizedRows } from '../../batch/sizing/rows.ts';
import { type SizedPoint, sizeSite } from '../../batch/sizing/size-site.ts';
import { csvLine } from '../../io/csv-write.ts';
import { sizeLines } from '../../report/size-csv.ts';
import { sizeJson } from '../../report/size-json.ts';
import { sizeTable } from '../../report/size-table.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { loadCatalog, loadScenario, loadYaml, scenarioFindings, withUserMethodologies } from '../load.ts';
import { tellFindings } from '../load-series.ts';
import { outFile } from '../out-files.ts';
import { fileSink, stdoutSink } from '../sink.ts';
import { siteFiles } from '../site-series.ts';

export interface SizeArgs {
  site: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  output?: string | undefined;
  writeRow?: string | undefined;
  json: boolean;
  csv: boolean;
}

export async function size(args: SizeArgs, context: Context): Promise<number> {
  const inputs = { ...args, sheet: args.site };
  for (const file of [args.output, args.writeRow]) outFile(file, inputs, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const read = readSite(await loadYaml(args.site, context), catalog, scenario);
  const { site } = read;
  const files = site ? await siteFiles(site.files, path.dirname(args.site), catalog, context) : undefined;
  const rows = new SizedRows(catalog, scenario);
  const sized = site && files?.ready ? sizeSite({ catalog, scenario, site, rows, inputs: files.inputs }) : undefined;
  const own = [...scenarioFindings(scenario, 'size'), ...read.findings, ...(sized?.findings ?? [])];
  tellFindings(args.site, own, context);
  const findings = [...(files?.findings ?? []), ...own];
  const sizing = sized?.sizing;
  const toCsv = args.csv || (args.output !== undefined && !args.json && !args.output.toLowerCase().endsWith('.json'));
  if (args.json || (args.output && !toCsv) || (site && sizing)) {
    const sink = args.output ? fileSink(args.output, context) : stdoutSink();
    if (args.json || (args.output && !toCsv))
      sink.write(`${JSON.stringify(sizeJson(catalog, site?.file, sizing, findings), null, 2)}\n`);
    else if (site && sizing && toCsv) for (const line of sizeLines(catalog, site, sizing)) sink.write(csvLine(line));
    else if (site && sizing) sink.write(sizeTable(catalog, site, sizing, context.texts));
    await sink.close();
    if (args.output) context.say('info', context.texts.cli('savedTo', { file: args.output }));
  }
  const best = sizing?.choice.best === undefined ? undefined : sizing.points[sizing.choice.best];
  if (args.writeRow) await writeRow(args.writeRow, best, context);
  if (!sizing) return EXIT.unusable;
  return best ? EXIT.done : EXIT.someRowsLeftOut;
}

/** The sized site as a sheet of one row, for assess and simulate. @throws UsageError when there is none */
async function writeRow(file: string, best: SizedPoint | undefined, context: Context): Promise<void> {
  if (!best) throw new UsageError(context.texts.cli('size.noRow', { file }));
  const sink = fileSink(file, context);
  sink.write(csvLine(best.row.header) + csvLine(best.row.cells));
  await sink.close();
  context.say('info', context.texts.cli('savedTo', { file }));
}
