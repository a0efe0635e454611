/** `jcm sensitivity --vary …`: tables of the outputs over one or two quantities. */

import { finding } from '../assessment/findings.ts';
import { type SiteTables, TwoWayRun } from '../batch/two-way.ts';
import type { Catalog } from '../catalog/index.ts';
import { harmless } from '../report/terminal.ts';
import { twoWayCsvHeader, twoWayCsvLines, twoWayJson, twoWayTables } from '../report/two-way-text.ts';
import type { Threshold } from '../simulate/threshold.ts';
import { type Context, UsageError } from './context.ts';
import { jsonList } from './json-list.ts';
import type { Format } from './out-files.ts';
import { checkPlanQuantity, lessIsBetterIn, shareOf, targetOf } from './plan-options.ts';
import { wantedOutputs } from './simulate-options.ts';
import type { Sink } from './sink.ts';
import type { Study, StudyArgs } from './study.ts';
import { axisOf } from './vary-option.ts';

export interface TwoWayArgs extends StudyArgs {
  vary: readonly string[];
  mark: readonly string[];
  at?: string | undefined;
  outputs?: string | undefined;
}

export async function twoWay(args: TwoWayArgs, study: Study, context: Context): Promise<void> {
  const { catalog, options, sink, log } = study;
  if (args.vary.length > 2) throw new UsageError(context.texts.cli('twoQuantities'));
  const axes = args.vary.map((text) => axisOf(text, context));
  if (axes.length === 2 && axes[0]?.name === axes[1]?.name) throw new UsageError(context.texts.cli('twoQuantities'));
  for (const { name } of axes) checkPlanQuantity(name, catalog, context);
  const marks = marksOf(args.mark, catalog, context);
  const outputs = wantedOutputs({ outputs: args.outputs, probability: [] }, catalog, context).columns.map(
    (c) => c.column,
  );
  const marked = args.mark.length > 0 ? marks.map((m) => m.output) : [];
  const run = new TwoWayRun(
    { ...options, columns: new Set([...outputs, ...marked]), thresholds: [] },
    {
      axes,
      marks,
      share: args.at === undefined ? undefined : shareOf(args.at, context),
      lessIsBetter: lessIsBetterIn(catalog),
      multiples: catalog.choices.multiples ?? [],
    },
  );
  const writer = writerOf(study.target.format, sink, args.all, context);
  for await (const rows of study.rows()) {
    for (const row of rows) {
      const tables = run.site(row);
      if ('missing' in tables) {
        const place = { row: row.line, site_id: row.siteId };
        const missing = finding('quantity_not_varied', 'warning', { quantity: tables.missing }, place);
        if (!args.all) throw new UsageError(context.texts.finding(missing));
        log.add(missing);
      } else writer.add(tables);
    }
    await sink.drain();
  }
  writer.end();
}

/** Conditions to mark: those asked for, or the usual target of a break-even. */
function marksOf(asked: readonly string[], catalog: Catalog, context: Context): Threshold[] {
  const usual = catalog.choices.breakEven?.target;
  const texts = asked.length > 0 || usual === undefined ? asked : [usual];
  return texts.map((text) => {
    const t = targetOf(text, catalog, context);
    return { ...t, text: `${t.output} ${t.op} ${t.value}` };
  });
}

interface Writer {
  add(t: SiteTables): void;
  end(): void;
}

function writerOf(format: Format, sink: Sink, all: boolean, context: Context): Writer {
  if (format === 'csv') {
    sink.write(twoWayCsvHeader());
    return { add: (t) => sink.write(twoWayCsvLines(t)), end: () => undefined };
  }
  if (format === 'json') {
    const list = jsonList(sink, all);
    return { add: (t) => list.add(twoWayJson(t)), end: () => list.end() };
  }
  return { add: (t) => sink.write(`${harmless(twoWayTables(t, context.texts))}\n`), end: () => undefined };
}
