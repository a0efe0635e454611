/** `jcm sensitivity` with a scenario that has a `sweep`: every site under every plan. */
import { SweepRun, type SweptSite } from '../batch/sweep.ts';
import {
  type SweepColumn,
  sweepCsvHeader,
  sweepCsvLine,
  sweepJson,
  sweepTable,
  sweptColumns,
} from '../report/sweep-text.ts';
import { SHOWN_SITES } from '../report/table.ts';
import { harmless } from '../report/terminal.ts';
import type { Context } from './context.ts';
import { gatherGroups } from './gather-groups.ts';
import { jsonList } from './json-list.ts';
import { lessIsBetterIn, shareOf } from './plan-options.ts';
import { wantedOutputs } from './simulate-options.ts';
import type { Study, StudyArgs } from './study.ts';

export interface SweepArgs extends StudyArgs {
  at?: string | undefined;
  outputs?: string | undefined;
}

export async function sweep(args: SweepArgs, study: Study, context: Context): Promise<void> {
  const { catalog, options, sink, source, scenario } = study;
  const { columns } = wantedOutputs({ outputs: args.outputs, probability: [] }, catalog, context);
  const share = args.at === undefined ? undefined : shareOf(args.at, context);
  const run = new SweepRun(
    { ...options, columns: new Set(columns.map((c) => c.column)), thresholds: [] },
    { plans: scenario.sweep, share, lessIsBetter: lessIsBetterIn(catalog) },
  );
  await gatherGroups(source, run);
  // A plan holds for the sheet: without a choice it is shown of every site.
  const all = args.all || args.site === undefined;
  const writer = writerOf(all, study, columns, context);
  for await (const rows of study.rows(all)) {
    for (const row of rows) {
      writer.site(run.site(row));
      await sink.drain();
    }
  }
  writer.end();
}

interface Writer {
  site(list: readonly SweptSite[]): void;
  end(): void;
}

function writerOf(all: boolean, study: Study, columns: readonly SweepColumn[], context: Context): Writer {
  const { sink, target, scenario } = study;
  if (target.format === 'csv') {
    const swept = sweptColumns(scenario.sweep);
    sink.write(sweepCsvHeader(scenario.sweep, columns));
    return {
      site: (list) => {
        for (const s of list) sink.write(sweepCsvLine(s, swept, columns));
      },
      end: () => undefined,
    };
  }
  if (target.format === 'json') {
    const list = jsonList(sink, all);
    return { site: (s) => list.add(sweepJson(s[0]?.result.row.siteId ?? '', s)), end: () => list.end() };
  }
  const shown: SweptSite[] = [];
  let left = 0;
  return {
    site: (list) => {
      const room = Math.max(0, SHOWN_SITES - shown.length);
      shown.push(...list.slice(0, room));
      left += Math.max(0, list.length - room);
    },
    end: () => {
      sink.write(harmless(sweepTable(shown, columns, context.texts)));
      if (left > 0) sink.write(`${context.texts.cli('moreLines', { n: left })}\n`);
    },
  };
}
