/**
 * The plain executor: the graph node by node over a tile of sites (or draws), on one typed array. No code generation.
 * Layout: once-only nodes hold `lanes` numbers, per-year nodes `years × lanes`, flows `length × lanes`, lanes side by side.
 */
import type { Graph, GroupSums } from './graph.ts';
import { layoutOf, place } from './layout.ts';
import { TileRunner } from './tile-runner.ts';

export interface Frame {
  graph: Graph;
  lanes: number;
  years: number;
  flowLength: number;
  buffer: Float64Array;
  at: Int32Array;
}

/** Years of operation at most. */
export const MAX_YEARS = 60;

export class Interpreter {
  private arena = new Float64Array(1 << 15);

  /**
   * @param params numbers of the rows, parameter by parameter: param p of lane l at p × lanes + l
   * @returns views into memory that the next run writes over
   */
  run(graph: Graph, params: Float64Array, lanes: number, groups?: GroupSums): Frame {
    const layout = layoutOf(graph);
    const started = place(layout, graph, layout.early, 0, lanes, 1, 1);
    this.reserve(started);
    const early = new TileRunner(graph, layout, this.arena, params, lanes, 1, 1, groups);
    for (const id of layout.early) early.evaluate(id);
    const { at } = layout;
    let years = 1;
    for (const id of graph.lengths) years = maxOver(this.arena, at[id]!, lanes, years);
    years = Math.min(years, MAX_YEARS);
    const flowLength = years + maxOver(this.arena, at[graph.construction]!, lanes, 0) + 1;
    this.reserve(place(layout, graph, layout.late, started, lanes, years, flowLength));
    const runner = new TileRunner(graph, layout, this.arena, params, lanes, years, flowLength, groups);
    for (const id of layout.late) {
      const members = layout.scans.get(id);
      if (members) runner.scan(members);
      else if (!layout.inScan[id]) runner.evaluate(id);
    }
    return { graph, lanes, years, flowLength, buffer: this.arena, at };
  }

  private reserve(size: number): void {
    if (size <= this.arena.length) return;
    const larger = new Float64Array(size * 2);
    larger.set(this.arena);
    this.arena = larger;
  }
}

function maxOver(b: Float64Array, at: number, lanes: number, least: number): number {
  let n = least;
  for (let l = 0; l < lanes; l++) if (b[at + l]! > n) n = b[at + l]!;
  return Math.ceil(n);
}
