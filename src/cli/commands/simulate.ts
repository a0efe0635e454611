/** `jcm simulate`: each site's spreads → distributions of its outputs. */
import type { DroppedRow, SiteRow } from '../../assessment/row.ts';
import { AssessRun } from '../../batch/assess.ts';
import { simulateRows } from '../../batch/simulate.ts';
import type { SimulateOptions } from '../../batch/simulate-options.ts';
import { SimulatePlan } from '../../batch/simulate-plan.ts';
import { SIMULATE_SCHEMA } from '../../report/simulate-json.ts';
import { NEW_WRITER } from '../../report/simulate-writers.ts';
import { InlineRunner } from '../../runners/inline.ts';
import { NodeRunner } from '../../runners/node.ts';
import { claimFolder, isComplete } from '../claim-folder.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { drawFault } from '../draw-fault.ts';
import { FindingsLog } from '../findings-log.ts';
import { gatherGroups } from '../gather-groups.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { type Beside, outFiles } from '../out-files.ts';
import { PartialRun } from '../partial-run.ts';
import { type Progress, progressOf } from '../progress.ts';
import { keepRun } from '../run-record.ts';
import { openSheet, type SheetSource } from '../sheet-source.ts';
import { checkDraws, DRAW_KEYS, type DrawArgs, drawOptions, wantedOutputs, workersFor } from '../simulate-options.ts';
import { type SessionState, SimulateSession } from '../simulate-session.ts';
import { simulateWriter } from '../simulate-writers.ts';
import { type FileSink, fileSink, stdoutSink } from '../sink.ts';

export interface SimulateArgs extends DrawArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  spreads?: 'none' | 'default' | undefined;
  outputs?: string | undefined;
  probability: readonly string[];
  workers?: number | undefined;
  resume: boolean;
  keepDraws?: string | undefined;
  fan: boolean;
  site?: string | undefined;
  output?: string | undefined;
  json: boolean;
  csv: boolean;
}

export async function simulate(args: SimulateArgs, context: Context): Promise<number> {
  const keep = new Set(args.keepDraws?.split(',').map((id) => id.trim()));
  const beside: Beside = { groups: true, draws: keep.size > 0, fan: args.fan };
  const target = outFiles(args, beside, context);
  if (keep.size > 0 && target.format !== 'json' && !target.draws)
    throw new UsageError(context.texts.cli('keepNeedsPlace'));
  if (args.site !== undefined && !args.fan) throw new UsageError(context.texts.cli('siteNeedsFan'));
  if (args.resume && !target.folder) throw new UsageError(context.texts.cli('resumeNeedsFolder'));
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const inputs = { ...args, dataFiles: scenario.dataFiles };
  outFiles(inputs, beside, context);
  const wanted = wantedOutputs(args, catalog, context);
  checkDraws(args, context);
  const spreads = args.spreads ?? scenario.spreads;
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const workers = workersFor(args.workers, source.size, args.draws, context);
  if (args.resume && target.folder && isComplete(target.folder))
    throw new UsageError(context.texts.cli('runComplete', { file: target.folder }));
  const claim = target.folder ? claimFolder(target.folder, context) : undefined;
  const record = target.folder ? keepRun(target.folder, inputs, source.place, context) : undefined;
  const options = {
    outputs: args.outputs ?? null,
    probabilities: args.probability,
    seed: args.seed,
    draws: args.draws,
    sampling: args.sampling,
    spreads,
    keep_draws: args.keepDraws ?? null,
    fan: args.fan ? (args.site ?? true) : null,
  };
  const key = {
    ...{ results: SIMULATE_SCHEMA, engine: catalog.version, catalog: catalog.hash, language: context.texts.lang },
    ...record?.input,
    ...options,
    format: target.format,
  };
  const partial = claim && new PartialRun<SessionState>(claim, key, args.resume, context);
  const open = (file: string): FileSink => partial?.sink(file) ?? fileSink(file, context);

  const gathering = new AssessRun({ catalog, scenario: scenario.values });
  const grouped = await gatherGroups(source, gathering);
  const planOptions: SimulateOptions = {
    ...drawOptions(args, catalog, scenario, gathering.groups),
    columns: new Set(wanted.columns.map((c) => c.column)),
    thresholds: wanted.thresholds,
    keep,
  };
  const plan = new SimulatePlan(planOptions);
  const saved = partial?.saved;
  const log = new FindingsLog(context, { file: target.findings, keep: target.format === 'json', open });
  const sink = target.results ? open(target.results) : stdoutSink();
  const opened = (file: string | undefined) => (file ? open(file) : undefined);
  const tables = { groups: opened(target.groups), draws: opened(target.draws), fan: opened(target.fan) };
  const head = { ...planOptions, spreads };
  const state = saved?.writer ?? structuredClone(NEW_WRITER);
  const writer = simulateWriter({ format: target.format, sink, ...tables, wanted, head, state }, context);
  const session = new SimulateSession({ plan, log, writer, grouped, fan: args.fan ? { site: args.site } : undefined });
  if (saved) {
    session.restore(saved);
    context.say('info', context.texts.cli('resumed', { rows: session.rows }));
  } else for (const f of scenarioFindings(scenario, 'simulate', DRAW_KEYS)) log.add(f);
  const settings = { draws: args.draws, seed: args.seed, sampling: args.sampling };
  const runner = workers === 0 ? new InlineRunner(settings) : new NodeRunner({ settings, workers });
  const progress = progressOf(source.size, context);
  try {
    for await (const drawn of simulateRows(rowsAfter(source, session.rows, log, progress), plan, runner)) {
      session.take(drawn);
      await sink.drain();
      if (session.whole) partial?.checkpoint(() => session.state);
    }
  } catch (e) {
    throw drawFault(e, context);
  } finally {
    await runner.close();
    progress.end();
  }
  const figures = session.figures();
  partial?.ending(session.state);
  for (const f of [...gathering.groupFindings(), ...plan.findings()]) log.add(f);
  session.say(context);
  writer.end(figures, log);
  for (const table of Object.values(tables)) await table?.close();
  await sink.close();
  await log.close();
  await record?.finish({ command: 'simulate', results: SIMULATE_SCHEMA, catalog, options }, [
    target.results,
    target.findings,
    target.groups,
    target.draws,
    target.fan,
  ]);
  partial?.finish();
  source.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}

/** The rows of a sheet, without those that an earlier run has done. The sheet's own findings go to the log at its head. */
async function* rowsAfter(
  source: SheetSource,
  done: number,
  log: FindingsLog,
  progress: Progress,
): AsyncGenerator<readonly (SiteRow | DroppedRow)[]> {
  let skip = done;
  let head = done === 0;
  for await (const { sheet, rows, bytes } of source.chunks()) {
    if (head) for (const f of sheet.findings) log.add(f);
    head = false;
    progress.step(bytes, rows.length);
    if (skip >= rows.length) skip -= rows.length;
    else {
      yield skip > 0 ? rows.slice(skip) : rows;
      skip = 0;
    }
  }
}
