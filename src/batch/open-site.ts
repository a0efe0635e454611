/** One site's draws with all that lies between inputs and results: a single draw, or the spread of each year. */
import type { SiteRow } from '../assessment/row.ts';
import type { Quantity } from '../catalog/index.ts';
import { openModel } from '../engine/draw-model.ts';
import { type Frame, Interpreter } from '../engine/interpreter.ts';
import type { Model } from '../engine/model.ts';
import { createSampler } from '../simulate/points.ts';
import { streamsWith } from '../simulate/program-streams.ts';
import { drawnParams } from '../simulate/simulate-row.ts';
import { type Summary, summarise } from '../simulate/summary.ts';
import { withoutProposal } from './draw-programs.ts';
import { series } from './row-result.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { type PreparedSite, SimulatePlan } from './simulate-plan.ts';

export interface OpenDraw {
  site: PreparedSite;
  model: Model;
  frame: Frame;
  /** The numbers drawn and fixed, parameter by parameter of the draw model. */
  params: Float64Array;
}

/** A yearly quantity over the draws: summaries of its years in order. */
export interface FanSeries {
  quantity: Quantity;
  /** Year of operation of the first; of money at year ends that of the first payment, 0 or before. */
  first: number;
  years: readonly Summary[];
}

/** Draws evaluated together. */
const TILE = 256;

export class OpenSite {
  private readonly options: SimulateOptions;
  private readonly site: PreparedSite;
  private readonly model: Model;
  private readonly interpreter = new Interpreter();

  /** @param options of the run; all outputs are looked at, which changes no draw */
  constructor(options: SimulateOptions, row: SiteRow) {
    const columns = new Set(Object.values(options.catalog.books).flatMap(columnsOf));
    this.options = { ...options, columns };
    const [site] = new SimulatePlan({ ...this.options, executor: 'interpreter' }).prepare([row]);
    this.site = site as PreparedSite;
    const model = openModel(this.site.model);
    this.model = row.proposalId ? { ...model, graph: withoutProposal(model.graph) } : model;
  }

  /** @param k number of the draw, from 0 */
  draw(k: number): OpenDraw {
    const params = this.drawn(k, 1);
    const frame = this.interpreter.run(this.model.graph, params, 1);
    return { site: this.site, model: this.model, frame, params };
  }

  fan(): FanSeries[] {
    const { draws, sampling } = this.options;
    const { graph, years } = this.model;
    const values = years.map(() => [] as Float64Array[]);
    const first = years.map(() => 1);
    for (let from = 0; from < draws; from += TILE) {
      const lanes = Math.min(TILE, draws - from);
      const frame = this.interpreter.run(graph, this.drawn(from, lanes), lanes);
      for (const [i, y] of years.entries()) {
        if (graph.nodes[y.node]?.rank === 'flow')
          first[i] = -(frame.buffer[frame.at[graph.construction] as number] ?? 0);
        for (let lane = 0; lane < lanes; lane++) {
          for (const [t, v] of series(frame, lane, y.node).entries()) {
            values[i]![t] ??= new Float64Array(draws).fill(Number.NaN);
            if (Number.isFinite(v)) values[i]![t]![from + lane] = v;
          }
        }
      }
    }
    return years.map((y, i) => ({
      quantity: y.quantity,
      first: first[i] as number,
      years: (values[i] ?? []).map((v) => summarise(v, sampling)),
    }));
  }

  private drawn(first: number, draws: number): Float64Array {
    const { program, params, shapes, key } = this.site;
    return drawnParams({
      graph: this.model.graph,
      params,
      streams: streamsWith(program, shapes, key),
      correlation: program.correlation,
      sampler: createSampler(this.options),
      interpreter: this.interpreter,
      first,
      draws,
    });
  }
}

function columnsOf(book: SimulateOptions['catalog']['books'][string]): string[] {
  return Object.values(book.quantities).flatMap((q) =>
    q.output ? [q.column, ...q.output.variants.map((v) => q.column + v)] : [],
  );
}
