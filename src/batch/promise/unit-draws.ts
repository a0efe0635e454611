/**
 * The draws of a unit: its yearly figure year by year, summed over the rows that still run, and its points. The same draws as
 * `simulate`; the plan is the same equations at the middles, so that nothing but spreads parts the two.
 */
import { type DrawModel, drawGraph } from '../../engine/draw-model.ts';
import type { Graph } from '../../engine/graph.ts';
import { type Frame, Interpreter } from '../../engine/interpreter.ts';
import { createSampler, type Sampler } from '../../simulate/points.ts';
import { streamsWith } from '../../simulate/program-streams.ts';
import { eachTile, type RowDraws } from '../../simulate/simulate-row.ts';
import type { PreparedSite, SimulatePlan } from '../simulate-plan.ts';
import { recalledSpreads } from '../simulated-site.ts';
import type { Unit } from './unit.ts';
import { type Drawn, type PlannedYears, plannedOf, YearSums } from './year-sums.ts';

export interface DrawnUnit {
  /** One array of draws a year, from year 1; NaN where a row has no figure. */
  years: Float64Array[];
  /** The yearly average that is scored: each row's over its own horizon, summed. */
  averages: Float64Array;
  planned: PlannedYears;
  /** One a score asked for, NaN = undefined. */
  scores: Float64Array[];
  /** How many quantities are spread, and the columns of default spreads that were found in no text. */
  uncertain: number;
  recalledSpreads: readonly string[];
}

/** Sums over the rows so far, by slot of the graph, draw by draw. */
type Sums = Map<string, Float64Array>;

export class UnitDraws {
  private readonly plan: SimulatePlan;
  private readonly wanted: Drawn;
  private readonly sampler: Sampler;
  private readonly interpreter = new Interpreter();
  private readonly graphs = new WeakMap<DrawModel, Graph>();

  /** @param plan its columns must hold the outputs of `wanted.scores` */
  constructor(plan: SimulatePlan, wanted: Drawn) {
    this.plan = plan;
    this.wanted = wanted;
    this.sampler = createSampler(plan.options);
  }

  of(unit: Unit): DrawnUnit {
    const { draws } = this.plan.options;
    const drawn = new YearSums(this.wanted, draws);
    const atMiddles = new YearSums(this.wanted, 1);
    const sums: Sums = new Map();
    const scores = this.wanted.scores.map(() => new Float64Array(draws).fill(Number.NaN));
    const prepared = this.plan.prepare(unit.rows);
    for (const site of prepared) {
      atMiddles.add(this.interpreter.run(this.graphOf(site.model), site.params, 1), 0);
      eachTile(this.rowOf(site), (frame, from) => {
        drawn.add(frame, from);
        if (unit.proposalId) addParts(frame, from, sums, draws);
        else this.takeScores(frame, from, scores);
      });
    }
    if (unit.proposalId) {
      const groups: RowDraws['groups'] = (level, slot, draw) =>
        level === 'proposal' ? (sums.get(slot)?.[draw] ?? Number.NaN) : undefined;
      eachTile({ ...this.rowOf(prepared[0] as PreparedSite), groups }, (frame, from) =>
        this.takeScores(frame, from, scores),
      );
    }
    const uncertain = prepared.reduce((n, p) => n + p.uncertain.length, 0);
    const { years, averages } = drawn;
    const recalled = [...new Set(prepared.flatMap(recalledSpreads))];
    return { years, averages, planned: plannedOf(atMiddles), scores, uncertain, recalledSpreads: recalled };
  }

  private rowOf({ model, program, params, shapes, key }: PreparedSite): RowDraws {
    const { sampler, interpreter } = this;
    const { draws } = this.plan.options;
    const { correlation } = program;
    const streams = streamsWith(program, shapes, key);
    return { graph: this.graphOf(model), params, streams, correlation, sampler, interpreter, first: 0, draws };
  }

  private graphOf(model: DrawModel): Graph {
    let graph = this.graphs.get(model);
    if (!graph) {
      const { series, years, average, scores } = this.wanted;
      graph = drawGraph(model, [series, years, ...(average ? [average] : []), ...scores]);
      this.graphs.set(model, graph);
    }
    return graph;
  }

  private takeScores(frame: Frame, from: number, scores: readonly Float64Array[]): void {
    for (const [i, name] of this.wanted.scores.entries()) {
      const at = frame.at[frame.graph.byName.get(name) as number] as number;
      for (let l = 0; l < frame.lanes; l++) {
        const v = frame.buffer[at + l] as number;
        (scores[i] as Float64Array)[from + l] = Number.isFinite(v) ? v : Number.NaN;
      }
    }
  }
}

function addParts({ graph, lanes, buffer, at }: Frame, from: number, sums: Sums, draws: number): void {
  for (const n of graph.nodes) {
    if (n.op !== 'group' || n.level !== 'proposal') continue;
    const slot = n.slot as string;
    const sum = sums.get(slot) ?? new Float64Array(draws);
    sums.set(slot, sum);
    const part = at[n.args[0] as number] as number;
    for (let l = 0; l < lanes; l++) sum[from + l] = (sum[from + l] as number) + (buffer[part + l] as number);
  }
}
