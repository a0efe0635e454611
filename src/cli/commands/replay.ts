/** `jcm replay`: one draw of a simulation in full, each number as in `explain`. */
import type { SiteRow } from '../../assessment/row.ts';
import { AssessRun } from '../../batch/assess.ts';
import { type OpenDraw, OpenSite } from '../../batch/open-site.ts';
import type { SimulateOptions } from '../../batch/simulate-options.ts';
import { nearest } from '../../catalog/index.ts';
import { type ExplainedQuantity, explain } from '../../engine/explain.ts';
import { explainText } from '../../report/explain-text.ts';
import { withCell, withState } from '../../report/explained-row.ts';
import { shapeText } from '../../report/shape-text.ts';
import { MAX_DRAWS, type Sampling } from '../../simulate/draws.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { gatherGroups } from '../gather-groups.ts';
import { KnownIds } from '../known-ids.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { outFile } from '../out-files.ts';
import { openSheet, type SheetSource } from '../sheet-source.ts';
import { DRAW_KEYS, drawOptions } from '../simulate-options.ts';
import { fileSink, stdoutSink } from '../sink.ts';

export interface ReplayArgs {
  sheet: string;
  site?: string | undefined;
  draw: number;
  seed: number;
  sampling: Sampling;
  spreads?: 'none' | 'default' | undefined;
  quantity?: string | undefined;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  output?: string | undefined;
  json: boolean;
}

export async function replay(args: ReplayArgs, context: Context): Promise<number> {
  outFile(args.output, args, context);
  if (!Number.isInteger(args.draw) || args.draw < 0 || args.draw >= MAX_DRAWS)
    throw new UsageError(context.texts.cli('badDraw', { draw: String(args.draw), most: MAX_DRAWS - 1 }));
  if (!Number.isSafeInteger(args.seed)) throw new UsageError(context.texts.cli('badSeed', { seed: String(args.seed) }));
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const source = await openSheet(args.sheet, { catalog, scenario, keepWritten: true }, context);
  const gathering = new AssessRun({ catalog, scenario: scenario.values });
  await gatherGroups(source, gathering);
  const log = new FindingsLog(context, {});
  for (const f of scenarioFindings(scenario, 'replay', DRAW_KEYS)) log.add(f);
  const row = await siteOf(source, args.site, log, context);
  source.close();
  // A draw is the same whatever the number of draws: the least power of two that has it.
  const draws = 2 ** Math.ceil(Math.log2(args.draw + 1));
  const options: SimulateOptions = {
    ...drawOptions({ ...args, draws }, catalog, scenario, gathering.groups),
    columns: new Set(),
    thresholds: [],
  };
  const drawn = new OpenSite(options, row).draw(args.draw);
  const quantities = quantitiesOf(drawn, row, args, context).map((q) =>
    withState(q, row, scenario, options.defaultSpreads),
  );
  const sink = args.output ? fileSink(args.output, context) : stdoutSink();
  const spreads = options.defaultSpreads ? 'default' : 'none';
  const { draw, seed, sampling } = args;
  const site = { site_id: row.siteId, draw, seed, sampling, spreads, quantities };
  if (args.json) sink.write(`${JSON.stringify(site, null, 2)}\n`);
  else {
    sink.write(`${context.texts.cli('replayHead', { draw, seed, sampling, spreads })}\n`);
    sink.write(explainText(site, catalog.sources, context.texts));
  }
  await sink.close();
  await log.close();
  return EXIT.done;
}

/** The row of that site, or the first good one. */
async function siteOf(
  source: SheetSource,
  wanted: string | undefined,
  log: FindingsLog,
  context: Context,
): Promise<SiteRow> {
  const ids = new KnownIds();
  let found: SiteRow | undefined;
  for await (const { rows } of source.chunks()) {
    for (const r of rows) {
      if (!('dropped' in r)) ids.add(r.siteId);
      if (found || (wanted !== undefined && r.siteId !== wanted)) continue;
      [found] = log.rowsIn([r]);
    }
  }
  if (found) {
    if (wanted === undefined && ids.size > 1)
      context.say('warn', context.texts.cli('firstSiteShown', { site: found.siteId }));
    return found;
  }
  await log.close();
  if (log.dropped > 0) throw new UsageError(context.texts.cli('nothingToAssess'));
  const site = wanted ?? '';
  throw new UsageError(context.texts.cli('unknownSite', { site, suggestion: ids.suggestion(site) }));
}

/** As `explain` has them; what was drawn says from which distribution, what stays fixed says so. */
function quantitiesOf(drawn: OpenDraw, row: SiteRow, args: ReplayArgs, context: Context): ExplainedQuantity[] {
  const { model, frame, site } = drawn;
  const { bindings, outputs } = model.assessment;
  if (args.quantity !== undefined) {
    const names = [...bindings.resolved.values()].flatMap((r) => [r.name, r.quantity?.column ?? r.name]);
    const known = [...names, ...outputs.map((o) => o.column)];
    if (!known.includes(args.quantity)) {
      const suggestion = nearest(args.quantity, known) ?? '';
      throw new UsageError(context.texts.cli('unknownQuantity', { name: args.quantity, suggestion }));
    }
  }
  const fixed = new Set([...site.model.given.keys()].filter((n) => bindings.resolve(n).quantity?.fixed));
  const spreads = new Map(site.uncertain.map((u) => [u.name, u]));
  return explain(model, frame, 0, args.quantity).map((q) => {
    const u = spreads.get(q.name);
    const base = withCell(q, row);
    const note = u
      ? context.texts.cli('drawnFrom', { shape: shapeText(u.shape), by: context.texts.cli(`sharedBy.${u.sharedBy}`) })
      : fixed.has(q.name)
        ? context.texts.cli('fixedAtMiddles')
        : undefined;
    const reason = q.reason === 'not_finite' ? lostReason(q, site.lost) : q.reason;
    return { ...base, reason, detail: note ? [base.detail, note].filter(Boolean).join(' · ') : base.detail };
  });
}

/** What the middles do not have, no draw has. */
function lostReason(q: ExplainedQuantity, lost: OpenDraw['site']['lost']): string | null {
  return lost.get(q.name) ?? lost.values().next().value ?? q.reason;
}
