/** `jcm portfolio`: which sites to choose under budgets, with the proof, the totals and how sure the ranking is. */
import type { DroppedRow, SiteRow } from '../../assessment/row.ts';
import { AssessRun } from '../../batch/assess.ts';
import { curveOf } from '../../batch/portfolio/portfolio.ts';
import type { SimulateOptions } from '../../batch/simulate-options.ts';
import { meets } from '../../decide/portfolio/problem.ts';
import { COUNT, POINTS } from '../../decide/portfolio/statement.ts';
import { PORTFOLIO_SCHEMA } from '../../report/portfolio-json.ts';
import { InlineRunner } from '../../runners/inline.ts';
import { NodeRunner } from '../../runners/node.ts';
import { chooseApart } from '../choose-apart.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { drawFault } from '../draw-fault.ts';
import { FindingsLog } from '../findings-log.ts';
import { gatherGroups } from '../gather-groups.ts';
import { loadCatalog, loadScenario, scenarioFindings, withUserMethodologies } from '../load.ts';
import { outFiles } from '../out-files.ts';
import { budgetsOf, checkSeconds, checkTop, objectiveOf } from '../portfolio-options.ts';
import { PortfolioSession, TooManyDraws } from '../portfolio-session.ts';
import { writePortfolio } from '../portfolio-writers.ts';
import { progressOf } from '../progress.ts';
import { keepRun } from '../run-record.ts';
import { openSheet } from '../sheet-source.ts';
import { checkDraws, DRAW_KEYS, type DrawArgs, drawOptions, workersFor } from '../simulate-options.ts';

export interface PortfolioArgs extends DrawArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  spreads?: 'none' | 'default' | undefined;
  budget: readonly string[];
  maximise?: string | undefined;
  top?: number | undefined;
  seconds: number;
  workers?: number | undefined;
  output?: string | undefined;
  json: boolean;
  csv: boolean;
}

/** Sites from which on starting workers is worth it. */
const MANY = 2000;
/** Linear problems in a row and exchanges judged, where a quantile does not add up. */
const SEARCH = { rounds: 8, moves: 20_000, branches: 60_000, closely: true };
/** Draws proposed where they take much memory. */
const FEWER_DRAWS = 256;
/** Of a point of the frontier: nearly the best is enough. */
const FRONTIER = { gap: 1e-3, seconds: 2, rounds: 2, moves: 500, branches: 6_000, closely: false };

export async function portfolio(args: PortfolioArgs, context: Context): Promise<number> {
  const beside = { totals: true, frontier: true };
  outFiles(args, beside, context);
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const inputs = { ...args, dataFiles: scenario.dataFiles };
  const target = outFiles(inputs, beside, context);
  const { portfolio: choices } = catalog.choices;
  if (!choices) throw new Error('choices.yaml says nothing of portfolios');
  const objective = objectiveOf(args.maximise ?? choices.maximise, catalog, context);
  const budgets = budgetsOf(args.budget, catalog, context);
  checkDraws(args, context);
  checkTop(args.top, context);
  checkSeconds(args.seconds, context);
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const workers = workersFor(args.workers, source.size, args.draws, context);
  const record = target.folder ? keepRun(target.folder, inputs, source.place, context) : undefined;
  const log = new FindingsLog(context, { file: target.findings, keep: target.format === 'json' });
  for (const f of scenarioFindings(scenario, 'portfolio', DRAW_KEYS)) log.add(f);

  const assess = new AssessRun({ catalog, scenario: scenario.values });
  await gatherGroups(source, assess);
  const { draws, seed, sampling } = args;
  const named = [objective, ...budgets].map((s) => s.output).filter((o) => o !== COUNT && o !== POINTS);
  const simulate: SimulateOptions = {
    ...drawOptions(args, catalog, scenario, assess.groups),
    columns: new Set([...catalog.choices.simulated, ...named]),
    thresholds: [],
  };
  const settings = { draws, seed, sampling };
  const session = new PortfolioSession({
    simulate,
    choices,
    assess,
    wanted: {
      ...{ objective, budgets, top: args.top },
      effort: { gap: 0, seconds: args.seconds, ...SEARCH },
      frontierEffort: FRONTIER,
      seconds: args.seconds,
    },
    heavy: (bytes) =>
      context.say(
        'warn',
        context.texts.cli('portfolio.heavy', { megabytes: Math.round(bytes / 1e3), draws, fewer: FEWER_DRAWS }),
      ),
    runner: (sites = MANY) =>
      workers === 0 || sites < MANY ? new InlineRunner(settings) : new NodeRunner({ settings, workers }),
  });
  const progress = progressOf(source.size, context);
  const rows = async function* (): AsyncGenerator<readonly (SiteRow | DroppedRow)[]> {
    let first = true;
    for await (const chunk of source.chunks()) {
      if (first) for (const f of chunk.sheet.findings) log.add(f);
      first = false;
      progress.step(chunk.bytes, chunk.rows.length);
      yield chunk.rows;
    }
  };
  try {
    await session.draw(rows(), (part) => log.rowsIn(part));
  } catch (e) {
    if (e instanceof TooManyDraws) throw new UsageError(context.texts.cli('portfolio.tooMany', { draws }));
    throw drawFault(e, context);
  } finally {
    progress.end();
  }
  for (const budget of session.idle(budgets))
    context.say('warn', context.texts.cli('portfolio.noneMatch', { text: budget.text }));
  if (session.uncertain === 0) context.say('warn', context.texts.cli('noSpreads'));
  context.say('info', context.texts.cli('portfolio.choosing', { sites: session.sites.length }));
  const { excluded, ...result } = await session.choose(chooseApart);
  if (!result.choice && target.format !== 'table')
    context.say(
      'warn',
      context.texts.cli(result.reason === 'not_found' ? 'portfolio.notFound' : 'portfolio.infeasible'),
    );
  const totals = await session.totals(result);
  for (const f of [...assess.groupFindings(), ...session.findings()]) log.add(f);
  const middles = session.middles(result);
  for (const [i, b] of budgets.entries()) {
    const middle = middles[i];
    // The tolerance of a budget that is met.
    if (middle == null || b.taken.kind !== 'mean' || meets(b, middle)) continue;
    const [value, limit] = [context.texts.number(middle), context.texts.number(b.value)];
    context.say('warn', context.texts.cli('portfolio.middlesPass', { text: b.text, middle: value, limit }));
  }
  const spreads = args.spreads ?? scenario.spreads;
  await writePortfolio(
    {
      target,
      head: { catalog, spreads, draws, seed, sampling },
      result: {
        portfolio: result,
        excluded,
        middles,
        totals,
        points: session.points(result),
        curve: curveOf(session.sites, choices),
      },
      sites: session.sites,
      log,
    },
    context,
  );
  await log.close();
  const options = { maximise: objective.text, budgets: args.budget, top: args.top ?? null };
  await record?.finish(
    {
      command: 'portfolio',
      results: PORTFOLIO_SCHEMA,
      catalog,
      options: { ...options, seconds: args.seconds, seed, draws, sampling, spreads },
    },
    [target.results, target.findings, target.totals, target.frontier],
  );
  source.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}
