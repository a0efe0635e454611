/** A whole sheet drawn: figures of each site as they come, groups, the total, and the files the command line writes of it. */
import type { Finding } from '../assessment/findings.ts';
import { withoutEffect } from '../assessment/scenario-switches.ts';
import type { SumFigures } from '../batch/draw-sums.ts';
import type { JobRunner } from '../batch/runner.ts';
import { simulateRows } from '../batch/simulate.ts';
import type { SimulateOptions } from '../batch/simulate-options.ts';
import { SimulatePlan } from '../batch/simulate-plan.ts';
import { type SimulatedGroup, SimulatedGroups } from '../batch/simulated-groups.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import { SimulatedTotal } from '../batch/simulated-total.ts';
import type { Catalog } from '../catalog/index.ts';
import { allOutputs, type OutputColumn } from '../report/output-columns.ts';
import { NEW_WRITER, simulateCsvWriter, simulateJsonWriter } from '../report/simulate-writers.ts';
import type { DrawSettings } from '../simulate/program.ts';
import type { Threshold } from '../simulate/threshold.ts';
import type { Assessed } from './assessed.ts';
import { Pieces } from './pieces.ts';

export interface DrawChoices extends DrawSettings {
  spreads: 'none' | 'default';
  /** Output columns; empty = those of the catalog. */
  outputs: readonly string[];
  thresholds: readonly Threshold[];
}

/** Keys of a scenario that decide draws, beside the columns. */
const DRAW_KEYS = ['spreads', 'subsidy', 'fx', 'correlation'] as const;

export interface SimulatedSheet {
  total: SumFigures;
  groups: readonly SimulatedGroup[];
  /** Numbers that vary, over all sites; 0 = there was nothing to draw. */
  uncertain: number;
  findings: readonly Finding[];
  /** As `jcm simulate --json` and `--csv`. */
  json: readonly string[];
  csv: readonly string[];
}

/** What decides a draw, the same as on the command line. */
export function drawOptions(a: Assessed, catalog: Catalog, choices: DrawChoices): SimulateOptions {
  const { draws, seed, sampling, thresholds } = choices;
  const { values, correlation, subsidy } = a.scenario;
  return {
    ...{ draws, seed, sampling, catalog, scenario: values, correlation, subsidy, thresholds },
    defaultSpreads: choices.spreads === 'default',
    columns: new Set(wanted(catalog, choices).map((c) => c.column)),
    groups: a.run.groups,
  };
}

function wanted(catalog: Catalog, { outputs, thresholds }: DrawChoices): OutputColumn[] {
  const names = outputs.length > 0 ? outputs : catalog.choices.simulated;
  const all = new Map(allOutputs(catalog).map((o) => [o.column, o]));
  return [...new Set([...names, ...thresholds.map((t) => t.output)])].flatMap((n) => all.get(n) ?? []);
}

/**
 * @param each called with the sites of each job, in the order of the sheet, and how many rows are done
 * @throws SiteFailed, WorkersFailed
 */
export async function simulateSheet(
  a: Assessed,
  catalog: Catalog,
  choices: DrawChoices,
  runner: JobRunner,
  each: (sites: readonly SimulatedSite[], rows: number) => void,
): Promise<SimulatedSheet> {
  const plan = new SimulatePlan(drawOptions(a, catalog, choices));
  const columns = wanted(catalog, choices);
  const { thresholds } = choices;
  const head = { ...plan.options, spreads: choices.spreads };
  const [json, csv] = [new Pieces(), new Pieces()];
  const common = { wanted: { columns, thresholds }, head };
  const writers = [
    simulateJsonWriter({ ...common, sink: json, state: structuredClone(NEW_WRITER) }),
    simulateCsvWriter({ ...common, sink: csv, state: structuredClone(NEW_WRITER) }),
  ];
  const total = new SimulatedTotal();
  const groupList: SimulatedGroup[] = [];
  const groups = new SimulatedGroups(plan, (g) => {
    groupList.push(g);
    for (const w of writers) w.group(g);
  });
  let rows = 0;
  let uncertain = 0;
  for await (const drawn of simulateRows(piecesOf(a), plan, runner)) {
    total.add(drawn.view);
    let next = 0;
    for (const row of drawn.rows) {
      const site = 'dropped' in row ? undefined : drawn.sites[next++];
      if (a.grouped) groups.add(row, site);
      if (!site) continue;
      uncertain += site.uncertain.length;
      for (const w of writers) w.site(site);
    }
    rows += drawn.rows.length;
    each(drawn.sites, rows);
  }
  const figures = total.figures(plan);
  const findings = [
    ...a.scenario.findings,
    ...withoutEffect(a.scenario.switches, 'simulate', DRAW_KEYS),
    ...a.sheet.findings,
    ...a.chunks.flatMap((c) => c.flatMap((r) => r.findings)),
    ...a.run.groupFindings(),
    ...plan.findings(),
  ];
  for (const w of writers) w.end(figures, { list: findings, leftOut: 0 });
  return { total: figures, groups: groupList, uncertain, findings, json: json.pieces, csv: csv.pieces };
}

async function* piecesOf(a: Assessed) {
  yield* a.chunks;
}
