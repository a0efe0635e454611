/** Results of a site, read from what its executor wrote. */
import type { SiteRow } from '../assessment/row.ts';
import type { DrawModel } from '../engine/draw-model.ts';
import type { ModelOutput } from '../engine/model.ts';
import { widthOf } from '../simulate/statistics.ts';
import type { Summary } from '../simulate/summary.ts';
import { summaryOf } from '../simulate/summary-numbers.ts';
import type { Uncertain } from '../simulate/uncertain.ts';
import type { PlannedProgram } from './draw-programs.ts';
import type { JobView } from './job.ts';
import { keepsDraws } from './simulate-options.ts';
import type { PreparedSite, SimulatePlan } from './simulate-plan.ts';
import { figureOf } from './sum-slots.ts';

export interface SimulatedOutput {
  output: ModelOutput;
  summary: Summary | undefined;
  /** Coded outputs: share of each label. */
  shares: Readonly<Record<string, number>> | undefined;
  /** Why it is undefined at the middles. */
  reason: string | undefined;
  /** Ratios: the same formula over the means of what it reads, worked out when asked for; null where it has no value. */
  ratioOfMeans?: (() => number | null) | undefined;
  /** Draw by draw, NaN = undefined; only of sites whose draws are kept. */
  values?: Float64Array | undefined;
}

export interface SimulatedSite {
  row: SiteRow;
  model: DrawModel;
  planned: PlannedProgram;
  uncertain: readonly Uncertain[];
  outputs: readonly SimulatedOutput[];
  probabilities: Readonly<Record<string, number>>;
  /** Draws of a node of the program, by position; only of sites whose draws are kept. */
  kept: (value: number) => Float64Array | undefined;
}

export function readSite(
  view: JobView,
  site: number,
  prepared: PreparedSite,
  plan: SimulatePlan,
  withDraws = keepsDraws(plan.options, prepared.row.siteId),
): SimulatedSite {
  const columns = plan.slots.of(prepared.model);
  const { thresholds } = plan.options;
  const { model, planned, reasons } = prepared;
  const { statistics } = planned.program;
  let at = view.statistics(site);
  let next = 0;
  const numbers = view.output;
  const advance = (): number => {
    const here = at;
    at += widthOf(statistics[next++] as (typeof statistics)[number]);
    return here;
  };
  const outputs = model.outputs.map((output, i): SimulatedOutput => {
    const here = advance();
    const { labels } = output.quantity;
    const value = statistics[next - 1]?.value as number;
    return {
      output,
      summary: labels ? undefined : summaryOf(numbers, here),
      shares: labels
        ? Object.fromEntries(Object.keys(labels).map((l, k) => [l, numbers[here + k] as number]))
        : undefined,
      reason: reasons[i],
      values: withDraws ? view.kept(site, value)?.slice() : undefined,
    };
  });
  for (const c of columns) {
    if (c.mode !== 'recompute') continue;
    const means = c.names.map(() => Float64Array.of(numbers[advance()] as number));
    const o = outputs.find((x) => x.output.column === c.output.column);
    if (o) o.ratioOfMeans = () => defined(figureOf(c, means)[0]);
  }
  const probabilities: Record<string, number> = {};
  for (const t of thresholds) {
    if (!model.outputs.some((o) => o.column === t.output)) continue;
    const p = numbers[advance()] as number;
    if (!Number.isNaN(p)) probabilities[t.text] = p;
  }
  const kept = (value: number) => view.kept(site, value);
  return { row: prepared.row, model, planned, uncertain: prepared.uncertain, outputs, probabilities, kept };
}

const defined = (v: number | undefined): number | null => (v === undefined || Number.isNaN(v) ? null : v);

/** Columns drawn from a spread of the catalog that was found in no text. */
export function recalledSpreads({ uncertain, model }: Pick<PreparedSite, 'uncertain' | 'model'>): string[] {
  const { bindings } = model.middle.assessment;
  return [
    ...new Set(uncertain.flatMap((u) => (u.recalled ? [bindings.resolve(u.name).quantity?.column ?? u.name] : []))),
  ];
}
