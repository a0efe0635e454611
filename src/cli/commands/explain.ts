/** `jcm explain`: every quantity of a site, or what one output rests on, down to its sources. */
import type { SiteRow } from '../../assessment/row.ts';
import { AssessRun } from '../../batch/assess.ts';
import { nearest } from '../../catalog/index.ts';
import { type ExplainedQuantity, explain as explainSite } from '../../engine/explain.ts';
import { explainText } from '../../report/explain-text.ts';
import { withCell, withState } from '../../report/explained-row.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { gatherGroups } from '../gather-groups.ts';
import { KnownIds } from '../known-ids.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { outFile } from '../out-files.ts';
import { allOutputs } from '../outputs-option.ts';
import { openSheet } from '../sheet-source.ts';
import { fileSink, stdoutSink } from '../sink.ts';

export interface ExplainArgs {
  sheet: string;
  site?: string | undefined;
  quantity?: string | undefined;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  output?: string | undefined;
  json: boolean;
  all: boolean;
}

export async function explain(args: ExplainArgs, context: Context): Promise<number> {
  outFile(args.output, args, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  outFile(args.output, { ...args, dataFiles: scenario.dataFiles }, context);
  const source = await openSheet(args.sheet, { catalog, scenario, keepWritten: true }, context);
  const run = new AssessRun({ catalog, scenario: scenario.values });
  const log = new FindingsLog(context, {});
  for (const f of scenarioFindings(scenario, 'explain', ['fx', 'spreads'])) log.add(f);
  await gatherGroups(source, run);
  const known = new Set(allOutputs(catalog).map((o) => o.column));
  const explained: { site_id: string; quantities: ExplainedQuantity[] }[] = [];
  const ids = new KnownIds();
  for await (const { rows } of source.chunks()) {
    for (const r of rows) {
      if (!('dropped' in r)) ids.add(r.siteId);
      const wanted = args.all || r.siteId === args.site || (args.site === undefined && explained.length === 0);
      // The second row of an id is never the site meant.
      if (!wanted || (args.site !== undefined && explained.length > 0)) continue;
      for (const row of log.rowsIn([r])) {
        const quantities = one(run, row, args.quantity, known, context);
        explained.push({
          site_id: row.siteId,
          quantities: quantities.map((q) => withState(q, row, scenario, scenario.spreads === 'default')),
        });
      }
    }
  }
  source.close();
  if (explained.length === 0 && log.dropped > 0) {
    await log.close();
    throw new UsageError(context.texts.cli('nothingToAssess'));
  }
  if (explained.length === 0)
    throw new UsageError(
      context.texts.cli('unknownSite', { site: args.site ?? '', suggestion: ids.suggestion(args.site ?? '') }),
    );
  if (args.site === undefined && !args.all && ids.size > 1)
    context.say('warn', context.texts.cli('firstSiteShown', { site: explained[0]?.site_id ?? '' }));
  const sink = args.output ? fileSink(args.output, context) : stdoutSink();
  const shape = args.all ? explained : explained[0];
  if (args.json) sink.write(`${JSON.stringify(shape, null, 2)}\n`);
  else for (const site of explained) sink.write(explainText(site, catalog.sources, context.texts));
  await sink.close();
  await log.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}

function one(
  run: AssessRun,
  row: SiteRow,
  quantity: string | undefined,
  known: ReadonlySet<string>,
  context: Context,
): ExplainedQuantity[] {
  const { model, frame } = run.single(row);
  const names = new Set(
    [...model.assessment.bindings.resolved.values()].flatMap((r) => [r.name, r.quantity?.column ?? r.name]),
  );
  if (quantity !== undefined && !names.has(quantity) && !known.has(quantity)) {
    throw new UsageError(
      context.texts.cli('unknownQuantity', {
        name: quantity,
        suggestion: nearest(quantity, [...known, ...names]) ?? '',
      }),
    );
  }
  return explainSite(model, frame, 0, quantity).map((q) => withCell(q, row));
}
