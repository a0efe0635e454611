/** `jcm sensitivity`: which of its uncertain quantities the outputs of a site depend on. */
import type { Switch } from '../../assessment/scenario-switches.ts';
import { type Method, SensitivityRun } from '../../batch/sensitivity.ts';
import { SENSITIVITY_SCHEMA } from '../../report/sensitivity-json.ts';
import { type Context, UsageError } from '../context.ts';
import { sensitivityWriter } from '../sensitivity-writers.ts';
import { DRAW_KEYS, wantedOutputs } from '../simulate-options.ts';
import { openStudy, type Study } from '../study.ts';
import { sweep } from '../sweep-command.ts';
import { type TwoWayArgs, twoWay } from '../two-way-command.ts';

export interface SensitivityArgs extends TwoWayArgs {
  /** Undefined: indices of one site, rank regression of all. */
  indices?: Method | undefined;
}

export async function sensitivity(args: SensitivityArgs, context: Context): Promise<number> {
  checkModes(args, context);
  const effective: readonly Switch[] = args.vary.length > 0 ? DRAW_KEYS : [...DRAW_KEYS, 'sweep'];
  const study = await openStudy(args, 'sensitivity', effective, context);
  const { seed, draws, sampling } = args;
  const common = {
    outputs: args.outputs ?? null,
    site: args.all ? null : (args.site ?? ''),
    ...{ seed, draws, sampling, spreads: study.options.defaultSpreads ? 'default' : 'none' },
  };
  const ran = { command: 'sensitivity', results: SENSITIVITY_SCHEMA };
  if (args.vary.length > 0) {
    await twoWay(args, study, context);
    return study.finish({ ...ran, options: { ...common, vary: args.vary, mark: args.mark, at: args.at ?? null } });
  }
  if (study.scenario.sweep.length > 0) {
    if (args.indices !== undefined) throw new UsageError(context.texts.cli('sweepOrIndices'));
    await sweep(args, study, context);
    return study.finish({ ...ran, options: { ...common, sweep: true, at: args.at ?? null } });
  }
  if (args.at !== undefined) throw optionNeeds('--at', '--vary, sweep', context);
  return study.finish({ ...ran, options: { ...common, method: await shares(args, study, context) } });
}

/** Tornado and shares. @returns how the shares were found */
async function shares(args: SensitivityArgs, study: Study, context: Context): Promise<Method> {
  const { sink, options, catalog } = study;
  const wanted = wantedOutputs({ outputs: args.outputs, probability: [] }, catalog, context);
  const method = args.indices ?? (args.all ? 'regression' : 'sobol');
  const run = new SensitivityRun(
    { ...options, columns: new Set(wanted.columns.map((c) => c.column)), thresholds: [] },
    method,
  );
  const writer = sensitivityWriter(study.target.format, sink, args.all, context);
  let uncertain = 0;
  for await (const rows of study.rows()) {
    for (const s of run.sites(rows)) {
      uncertain += s.quantities.length;
      writer.site(s);
    }
    await sink.drain();
  }
  writer.end();
  for (const f of run.plan.findings()) study.log.add(f);
  if (uncertain === 0) context.say('warn', context.texts.cli('noSpreads'));
  return method;
}

/** Options that would have no effect are refused. */
function checkModes(args: SensitivityArgs, context: Context): void {
  if (args.vary.length > 0 && args.indices !== undefined) throw new UsageError(context.texts.cli('varyOrIndices'));
  if (args.vary.length === 0 && args.mark.length > 0) throw optionNeeds('--mark', '--vary', context);
}

const optionNeeds = (option: string, needs: string, context: Context): UsageError =>
  new UsageError(context.texts.cli('optionNeeds', { option, needs }));
