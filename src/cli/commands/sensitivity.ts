/** `jcm sensitivity`: which of its uncertain quantities the outputs of a site depend on. */
import { type Method, SensitivityRun } from '../../batch/sensitivity.ts';
import { SENSITIVITY_SCHEMA } from '../../report/sensitivity-json.ts';
import type { Context } from '../context.ts';
import { sensitivityWriter } from '../sensitivity-writers.ts';
import { DRAW_KEYS, wantedOutputs } from '../simulate-options.ts';
import { openStudy, type StudyArgs } from '../study.ts';

export interface SensitivityArgs extends StudyArgs {
  outputs?: string | undefined;
  /** Undefined: indices of one site, rank regression of all. */
  indices?: Method | undefined;
}

export async function sensitivity(args: SensitivityArgs, context: Context): Promise<number> {
  const study = await openStudy(args, 'sensitivity', DRAW_KEYS, context);
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
  const { seed, draws, sampling } = args;
  const spreads = options.defaultSpreads ? 'default' : 'none';
  return study.finish({
    command: 'sensitivity',
    results: SENSITIVITY_SCHEMA,
    options: {
      outputs: args.outputs ?? null,
      site: args.all ? null : (args.site ?? ''),
      method,
      seed,
      draws,
      sampling,
      spreads,
    },
  });
}
