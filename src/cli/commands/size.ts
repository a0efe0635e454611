/** `jcm size`: a site file → the best size under its limits, the curve of all sizes, a row for the sheet. */
import path from 'node:path';
import { type SizedPoint, sizeSite } from '../../batch/size-site.ts';
import { readSiteFile } from '../../decide/sizing/site-file.ts';
import { csvLine } from '../../io/csv-write.ts';
import { sizeLines } from '../../report/size-csv.ts';
import { sizeJson } from '../../report/size-json.ts';
import { sizeTable } from '../../report/size-table.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { loadCatalog, loadScenario, loadYaml, scenarioFindings, withUserMethodologies } from '../load.ts';
import { tellFindings } from '../load-series.ts';
import { outFile } from '../out-files.ts';
import { fileSink, stdoutSink } from '../sink.ts';
import { siteSeries } from '../site-series.ts';

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
  const read = readSiteFile(await loadYaml(args.site, context), catalog);
  const { plan } = read;
  const series = plan ? await siteSeries(plan.series, path.dirname(args.site), catalog, context) : undefined;
  const sized = plan && series?.ready ? sizeSite({ catalog, scenario, plan, ...series }) : undefined;
  const own = [...scenarioFindings(scenario, 'size'), ...read.findings, ...(sized?.findings ?? [])];
  tellFindings(args.site, own, context);
  const findings = [...(series?.findings ?? []), ...own];
  const sizing = sized?.sizing;
  const toCsv = args.csv || (args.output !== undefined && !args.json && !args.output.toLowerCase().endsWith('.json'));
  if (args.json || (args.output && !toCsv) || (plan && sizing)) {
    const sink = args.output ? fileSink(args.output, context) : stdoutSink();
    if (args.json || (args.output && !toCsv))
      sink.write(`${JSON.stringify(sizeJson(catalog, plan, sizing, findings), null, 2)}\n`);
    else if (plan && sizing && toCsv) for (const line of sizeLines(catalog, plan, sizing)) sink.write(csvLine(line));
    else if (plan && sizing) sink.write(sizeTable(catalog, plan, sizing, context.texts));
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
