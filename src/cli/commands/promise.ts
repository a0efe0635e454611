/** `jcm promise`: what to promise for each site and proposal, what it costs in points, how far the next band is. */
import { GroupTable } from '../../batch/groups.ts';
import { basesOf } from '../../batch/promise/bases.ts';
import type { Asked } from '../../batch/promise/judge.ts';
import { promiseChoices, scoresOf } from '../../batch/promise/scores.ts';
import { PROMISE_SCHEMA } from '../../report/promise-json.ts';
import { type Context, EXIT } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { outFiles } from '../out-files.ts';
import { allOutputs } from '../outputs-option.ts';
import { progressOf } from '../progress.ts';
import { wantedIds } from '../promise-ids.ts';
import { confidenceOf, promisedFigures, promisedOf } from '../promise-options.ts';
import { PromiseSession } from '../promise-session.ts';
import { promiseWriter } from '../promise-writers.ts';
import { keepRun } from '../run-record.ts';
import { openSheet } from '../sheet-source.ts';
import { checkDraws, DRAW_KEYS, type DrawArgs, drawOptions } from '../simulate-options.ts';
import { fileSink, stdoutSink } from '../sink.ts';

export interface PromiseArgs extends DrawArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  spreads?: 'none' | 'default' | undefined;
  /** A share of the draws, such as 0.9 or p90. */
  confidence?: string | undefined;
  /** Only this site with its proposal, or only this proposal. */
  site?: string | undefined;
  promise: readonly string[];
  output?: string | undefined;
  json: boolean;
  csv: boolean;
}

export async function promise(args: PromiseArgs, context: Context): Promise<number> {
  const beside = { years: args.output !== undefined };
  outFiles(args, beside, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const inputs = { ...args, dataFiles: scenario.dataFiles };
  const target = outFiles(inputs, beside, context);
  const choices = promiseChoices(catalog);
  const confidence = args.confidence === undefined ? choices.confidence : confidenceOf(args.confidence, context);
  checkDraws(args, context);
  const figures = promisedFigures(args.promise, context);
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const only = await wantedIds(source, args.site, figures.of.keys(), context);
  const record = target.folder ? keepRun(target.folder, inputs, source.place, context) : undefined;
  const log = new FindingsLog(context, { file: target.findings, keep: target.format === 'json' });
  const sink = target.results ? fileSink(target.results, context) : stdoutSink();
  const years = target.years ? fileSink(target.years, context) : undefined;
  const { draws, seed, sampling } = args;
  const spreads = args.spreads ?? scenario.spreads;
  const scores = scoresOf(catalog);
  const columns = {
    scores,
    levers: Object.keys(choices.levers),
    bases: basesOf(catalog).map((b) => b.basis),
  };
  const named = [choices.average, ...choices.scores];
  const noted = allOutputs(catalog).filter((o) => named.includes(o.column));
  const head = { catalog, spreads, confidence, draws, seed, sampling };
  const writer = promiseWriter({ format: target.format, sink, years, head, columns, noted }, context);
  const asked: Asked = { catalog, confidence, sampling, promised: (unit) => promisedOf(figures, unit) };
  const session = new PromiseSession(
    drawOptions(args, catalog, scenario, new GroupTable()),
    asked,
    (p, whole) => {
      if (!whole) for (const r of p.judged.planned.results) for (const f of session.view.run.findings(r)) log.add(f);
      writer.add(p, whole);
    },
    only,
  );
  for (const f of scenarioFindings(scenario, 'promise', DRAW_KEYS)) log.add(f);
  await session.gather(source);
  const progress = progressOf(source.size, context);
  let first = true;
  for await (const { sheet, rows, bytes } of source.chunks()) {
    if (first) for (const f of sheet.findings) log.add(f);
    first = false;
    const wanted = session.wanted(rows);
    session.meet(wanted);
    session.take(log.rowsIn(wanted));
    await sink.drain();
    progress.step(bytes, rows.length);
  }
  session.end();
  progress.end();
  for (const f of session.view.run.groupFindings()) log.add(f);
  if (session.uncertain === 0) context.say('warn', context.texts.cli('noSpreads'));
  writer.end(log);
  await years?.close();
  await sink.close();
  await log.close();
  const options = { confidence, promises: args.promise, site: args.site ?? null, seed, draws, sampling, spreads };
  await record?.finish({ command: 'promise', results: PROMISE_SCHEMA, catalog, options }, [
    target.results,
    target.findings,
    target.years,
  ]);
  source.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}
