/** What the commands on single sites share: catalog, scenario, sheet, groups, the rows chosen, findings, where results go. */
import type { SiteRow } from '../assessment/row.ts';
import type { Switch } from '../assessment/scenario-switches.ts';
import { AssessRun } from '../batch/assess.ts';
import type { SimulateOptions } from '../batch/simulate-options.ts';
import type { Catalog } from '../catalog/index.ts';
import { type Context, EXIT, UsageError } from './context.ts';
import { FindingsLog } from './findings-log.ts';
import { gatherGroups } from './gather-groups.ts';
import { KnownIds } from './known-ids.ts';
import { type LoadedScenario, loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from './load.ts';
import { type OutFiles, outFiles } from './out-files.ts';
import { progressOf } from './progress.ts';
import { keepRun, type RunSummary } from './run-record.ts';
import { openSheet, type SheetSource } from './sheet-source.ts';
import { checkDraws, type DrawArgs, drawOptions } from './simulate-options.ts';
import { fileSink, type Sink, stdoutSink } from './sink.ts';

export interface StudyArgs extends DrawArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  spreads?: 'none' | 'default' | undefined;
  /** Only this site; without it the first good one, or all. */
  site?: string | undefined;
  all: boolean;
  output?: string | undefined;
  json: boolean;
  csv: boolean;
}

export interface Study {
  catalog: Catalog;
  scenario: LoadedScenario;
  source: SheetSource;
  /** For a plan, but for outputs and thresholds. */
  options: Omit<SimulateOptions, 'columns' | 'thresholds'>;
  target: OutFiles;
  log: FindingsLog;
  sink: Sink;
  /** The rows chosen, in pieces; `all` also where nothing was chosen. @throws UsageError when there is none */
  rows(all?: boolean): AsyncGenerator<SiteRow[]>;
  /** Closes everything. @returns the exit code */
  finish(run: Omit<RunSummary, 'catalog'>): Promise<number>;
}

/** @param effective keys of the scenario that the command reads beside the columns */
export async function openStudy(
  args: StudyArgs,
  command: string,
  effective: readonly Switch[],
  context: Context,
): Promise<Study> {
  if (args.all && args.site !== undefined) throw new UsageError(context.texts.cli('siteOrAll'));
  checkDraws(args, context);
  outFiles(args, {}, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const inputs = { ...args, dataFiles: scenario.dataFiles };
  const target = outFiles(inputs, {}, context);
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const record = target.folder ? keepRun(target.folder, inputs, source.place, context) : undefined;
  const gathering = new AssessRun({ catalog, scenario: scenario.values });
  await gatherGroups(source, gathering);
  const log = new FindingsLog(context, { file: target.findings });
  for (const f of scenarioFindings(scenario, command, effective)) log.add(f);
  const sink = target.results ? fileSink(target.results, context) : stdoutSink();
  const options = drawOptions(args, catalog, scenario, gathering.groups);
  return {
    ...{ catalog, scenario, source, options, target, log, sink },
    rows: (all = args.all) => chosenRows(source, { ...args, all }, log, context),
    finish: async (run) => {
      for (const f of gathering.groupFindings()) log.add(f);
      await sink.close();
      await log.close();
      await record?.finish({ ...run, catalog }, [target.results, target.findings]);
      source.close();
      return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
    },
  };
}

async function* chosenRows(
  source: SheetSource,
  args: StudyArgs,
  log: FindingsLog,
  context: Context,
): AsyncGenerator<SiteRow[]> {
  const ids = new KnownIds();
  let found = 0;
  let first: string | undefined;
  let others = false;
  let head = true;
  const progress = progressOf(source.size, context);
  for await (const { sheet, rows, bytes } of source.chunks()) {
    if (head) for (const f of sheet.findings) log.add(f);
    head = false;
    for (const r of rows) ids.add(r.siteId);
    // The second row of an id is never the site meant.
    const wanted = args.all
      ? rows
      : rows.filter((r) => {
          if (first !== undefined || (args.site !== undefined && r.siteId !== args.site)) {
            others ||= first !== undefined;
            return false;
          }
          if (!('dropped' in r) || args.site !== undefined) first = r.siteId;
          return true;
        });
    const good = log.rowsIn(wanted);
    found += good.length;
    if (good.length > 0) yield good;
    progress.step(bytes, rows.length);
  }
  progress.end();
  const { texts } = context;
  if (found === 0) {
    await log.close();
    if (log.dropped > 0) throw new UsageError(texts.cli('nothingToAssess'));
    const site = args.site ?? '';
    throw new UsageError(texts.cli('unknownSite', { site, suggestion: ids.suggestion(site) }));
  }
  if (!args.all && args.site === undefined && others)
    context.say('warn', texts.cli('firstSiteTaken', { site: first ?? '' }));
}
