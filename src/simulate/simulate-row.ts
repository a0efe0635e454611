/** One site, all draws: uniforms → quantities → the graph, tile by tile; the values of each output come back draw by draw. */
import type { Graph, GroupSums } from '../engine/graph.ts';
import type { Frame, Interpreter } from '../engine/interpreter.ts';
import type { RowCorrelation } from './correlation.ts';
import type { Sampler } from './points.ts';
import { type Stream, TileDraws } from './tile-draws.ts';

/** Draws evaluated together. */
const TILE = 256;

export interface RowDraws {
  graph: Graph;
  /** Middles of all parameters. */
  params: Float64Array;
  streams: readonly Stream[];
  correlation?: RowCorrelation | undefined;
  sampler: Sampler;
  interpreter: Interpreter;
  /** First draw and number of draws. */
  first: number;
  draws: number;
  /** Sums of the site's group, by draw (counted from `first`). */
  groups?: ((level: 'project' | 'proposal', slot: string, draw: number) => number | undefined) | undefined;
}

/**
 * @param nodes once-only nodes of the model's graph
 * @returns their values, draw by draw; NaN = undefined
 */
export function simulateNodes(row: RowDraws, nodes: readonly number[]): Float64Array[] {
  const values = nodes.map(() => new Float64Array(row.draws));
  runInterpreter(row, nodes, values);
  for (const v of values) for (let k = 0; k < v.length; k++) if (!Number.isFinite(v[k])) v[k] = Number.NaN;
  return values;
}

function runInterpreter(row: RowDraws, nodes: readonly number[], values: readonly Float64Array[]): void {
  eachTile(row, (frame, from) => {
    for (const [i, node] of nodes.entries()) {
      const at = frame.at[node] as number;
      (values[i] as Float64Array).set(frame.buffer.subarray(at, at + frame.lanes), from);
    }
  });
}

/**
 * All draws of a row, some at a time.
 * @param use takes what it needs of the frame, which the next tile writes over; lane l is draw `from` + l, counted from `first`
 */
export function eachTile(row: RowDraws, use: (frame: Frame, from: number) => void): void {
  const draws = new TileDraws(row.streams, row.correlation, row.sampler, TILE);
  for (let from = 0; from < row.draws; from += TILE) {
    const lanes = Math.min(TILE, row.draws - from);
    const tile = paramsOf(row, draws, row.first + from, lanes);
    const { groups } = row;
    const sums: GroupSums | undefined = groups && ((level, slot, lane) => groups(level, slot, from + lane));
    use(row.interpreter.run(row.graph, tile, lanes, sums), from);
  }
}

/** The parameters of these draws, parameter by parameter: p of draw d at p × draws + d. */
export function drawnParams(row: RowDraws): Float64Array {
  return paramsOf(row, new TileDraws(row.streams, row.correlation, row.sampler, row.draws), row.first, row.draws);
}

/** The parameters of a tile, parameter by parameter. */
function paramsOf(row: RowDraws, draws: TileDraws, first: number, lanes: number): Float64Array {
  const { params } = row;
  const tile = new Float64Array(params.length * lanes);
  for (let p = 0; p < params.length; p++) tile.fill(params[p] as number, p * lanes, (p + 1) * lanes);
  draws.fill(first, lanes, (p) => tile.subarray(p * lanes, (p + 1) * lanes));
  return tile;
}
