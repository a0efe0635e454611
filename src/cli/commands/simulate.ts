/** `jcm simulate`: each site's spreads → distributions of its outputs. */
import { AssessRun } from '../../batch/assess.ts';
import { type SimulatedSite, SimulateRun } from '../../batch/simulate.ts';
import { type SimulatedGroup, SimulatedGroups } from '../../batch/simulated-groups.ts';
import { SimulatedTotal } from '../../batch/simulated-total.ts';
import { nearest } from '../../catalog/index.ts';
import {
  SIMULATE_SCHEMA,
  simulateCsvHeader,
  simulateCsvRow,
  simulatedSiteJson,
  simulateHeadJson,
  simulateTable,
  simulateTailJson,
} from '../../report/simulate-report.ts';
import { SHOWN_SITES } from '../../report/table.ts';
import { allowedDraws } from '../../simulate/points.ts';
import { parseThreshold, type Threshold } from '../../simulate/threshold.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { type Format, outFiles } from '../out-files.ts';
import { allOutputs, type OutputColumn } from '../outputs-option.ts';
import { progressOf } from '../progress.ts';
import { keepRun } from '../run-record.ts';
import { openSheet } from '../sheet-source.ts';
import { fileSink, type Sink, stdoutSink } from '../sink.ts';
import { gatherGroups } from './assess.ts';

export interface SimulateArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  draws: number;
  seed: number;
  sampling: 'sobol' | 'random';
  spreads?: 'none' | 'default' | undefined;
  outputs?: string | undefined;
  probability: readonly string[];
  output?: string | undefined;
  json: boolean;
  csv: boolean;
}

const DEFAULT_OUTPUTS = [
  'reduction_tco2_horizon',
  'subsidy_jpy',
  'subsidy_jpy_per_tco2',
  'npv_jpy',
  'irr',
  'score_cost_points',
];

export async function simulate(args: SimulateArgs, context: Context): Promise<number> {
  const target = outFiles(args, { years: false, groups: false }, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const inputs = { ...args, dataFiles: scenario.dataFiles };
  outFiles(inputs, { years: false, groups: false }, context);
  const { columns, thresholds } = wanted(args, allOutputs(catalog), context);
  checkDraws(args, context);
  const useDefaults = (args.spreads ?? scenario.spreads) === 'default';
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const record = target.folder ? keepRun(target.folder, inputs, source.place, context) : undefined;
  const gathering = new AssessRun({ catalog, scenario: scenario.values });
  await gatherGroups(source, gathering);
  const run = new SimulateRun({
    catalog,
    scenario: scenario.values,
    columns: new Set(columns.map((c) => c.column)),
    draws: args.draws,
    seed: args.seed,
    sampling: args.sampling,
    defaultSpreads: useDefaults,
    correlation: scenario.correlation,
    subsidy: scenario.subsidy,
    thresholds,
    groups: gathering.groups,
  });
  const log = new FindingsLog(context, { file: target.findings, keep: target.format === 'json' });
  for (const f of scenarioFindings(scenario, 'simulate', ['spreads', 'subsidy', 'fx', 'correlation'])) log.add(f);
  const sink = target.results ? fileSink(target.results, context) : stdoutSink();
  const head = {
    catalog,
    seed: args.seed,
    draws: args.draws,
    sampling: args.sampling,
    spreads: useDefaults ? 'default' : 'none',
  };
  const writer = writerOf(target.format, sink, columns, thresholds, context, head);
  const total = new SimulatedTotal(args.draws, args.sampling);
  const groups = new SimulatedGroups(args.draws, args.sampling);
  const progress = progressOf(source.size, context);
  let uncertain = 0;
  for await (const { rows, bytes } of source.chunks()) {
    for (const row of log.rowsIn(rows)) {
      const site = run.site(row);
      uncertain += site.streams.length;
      total.add(site);
      groups.add(site);
      writer.site(site);
      await sink.drain();
    }
    progress.step(bytes, rows.length);
  }
  progress.end();
  for (const f of run.findings()) log.add(f);
  if (uncertain === 0) context.say('warn', context.texts.cli('noSpreads'));
  writer.end({ total, groups: groups.finish(run) }, log);
  await sink.close();
  await log.close();
  await record?.finish(
    {
      command: 'simulate',
      results: SIMULATE_SCHEMA,
      catalog,
      options: {
        outputs: args.outputs ?? null,
        probabilities: args.probability,
        seed: args.seed,
        draws: args.draws,
        sampling: args.sampling,
        spreads: head.spreads,
      },
    },
    [target.results, target.findings],
  );
  source.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}

function wanted(
  args: SimulateArgs,
  all: readonly OutputColumn[],
  context: Context,
): { columns: OutputColumn[]; thresholds: Threshold[] } {
  const find = (name: string): OutputColumn => {
    const hit = all.find((o) => o.column === name);
    if (hit) return hit;
    throw new UsageError(
      context.texts.cli('unknownOutput', {
        name,
        suggestion:
          nearest(
            name,
            all.map((o) => o.column),
          ) ?? '',
      }),
    );
  };
  const names =
    args.outputs === 'all'
      ? all.map((o) => o.column)
      : (args.outputs?.split(',').map((n) => n.trim()) ?? DEFAULT_OUTPUTS);
  const thresholds = args.probability.map((text) => {
    const t = parseThreshold(text);
    if ('code' in t) throw new UsageError(context.texts.cli('badProbability', { text }));
    return t;
  });
  const columns = [...new Set([...names, ...thresholds.map((t) => t.output)])].map(find);
  return { columns, thresholds };
}

function checkDraws(args: SimulateArgs, context: Context): void {
  if (
    !Number.isInteger(args.draws) ||
    args.draws < 8 ||
    args.draws > 1 << 20 ||
    !allowedDraws(args.sampling, args.draws)
  ) {
    throw new UsageError(context.texts.cli('badDraws', { draws: String(args.draws) }));
  }
  if (!Number.isSafeInteger(args.seed)) throw new UsageError(context.texts.cli('badSeed', { seed: String(args.seed) }));
}

interface Writer {
  site(s: SimulatedSite): void;
  end(figures: { total: SimulatedTotal; groups: SimulatedGroup[] }, log: FindingsLog): void;
}

function writerOf(
  format: Format,
  sink: Sink,
  columns: readonly OutputColumn[],
  thresholds: readonly Threshold[],
  context: Context,
  head: Parameters<typeof simulateHeadJson>[0],
): Writer {
  const names = columns.map((c) => c.column);
  const chances = thresholds.map((t) => t.text);
  if (format === 'csv') {
    sink.write(simulateCsvHeader(names, chances));
    return { site: (s) => sink.write(simulateCsvRow(s, names, chances)), end: () => undefined };
  }
  if (format === 'json') {
    sink.write(simulateHeadJson(head));
    let first = true;
    return {
      site: (s) => {
        sink.write((first ? '\n' : ',\n') + simulatedSiteJson(s));
        first = false;
      },
      end: ({ total, groups }, log) =>
        sink.write(simulateTailJson({ sites: total.sites, summaries: total.summaries() }, groups, log)),
    };
  }
  const kept: SimulatedSite[] = [];
  return {
    site: (s) => {
      if (kept.length < SHOWN_SITES)
        kept.push({ ...s, outputs: s.outputs.map((o) => ({ ...o, values: new Float64Array(0) })) });
    },
    end: ({ total, groups }) =>
      sink.write(
        simulateTable(
          kept,
          columns,
          chances,
          { sites: total.sites, summaries: total.summaries() },
          groups,
          context.texts,
        ),
      ),
  };
}
