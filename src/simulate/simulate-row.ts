/** One site, all draws: uniforms → quantities → the graph, tile by tile; the values of each output come back draw by draw. */
import type { DrawModel } from '../engine/draw-model.ts';
import type { GroupSums } from '../engine/graph.ts';
import type { Interpreter } from '../engine/interpreter.ts';
import { TILE as KERNEL_TILE, type WasmKernel } from '../engine/wasm/index.ts';
import type { RowCorrelation } from './correlation.ts';
import type { Sampler } from './points.ts';
import { type Stream, TileDraws } from './tile-draws.ts';

/** Draws evaluated together. */
const TILE = 256;

export interface RowDraws {
  model: DrawModel;
  /** Middles of all parameters, `model.params` long. */
  params: Float64Array;
  streams: readonly Stream[];
  correlation?: RowCorrelation | undefined;
  sampler: Sampler;
  interpreter: Interpreter;
  /** The compiled form of the same graph for the nodes asked for: the same bits, faster. */
  kernel?: WasmKernel | undefined;
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
  if (row.kernel) runKernel(row, row.kernel, values);
  else runInterpreter(row, nodes, values);
  for (const v of values) for (let k = 0; k < v.length; k++) if (!Number.isFinite(v[k])) v[k] = Number.NaN;
  return values;
}

function runInterpreter(row: RowDraws, nodes: readonly number[], values: readonly Float64Array[]): void {
  const draws = new TileDraws(row.streams, row.correlation, row.sampler, TILE);
  for (let from = 0; from < row.draws; from += TILE) {
    const lanes = Math.min(TILE, row.draws - from);
    const tile = paramsOf(row, draws, row.first + from, lanes);
    const { groups } = row;
    const sums: GroupSums | undefined = groups && ((level, slot, lane) => groups(level, slot, from + lane));
    const frame = row.interpreter.run(row.model.graph, tile, lanes, sums);
    for (const [i, node] of nodes.entries()) {
      const at = frame.at[node] as number;
      (values[i] as Float64Array).set(frame.buffer.subarray(at, at + lanes), from);
    }
  }
}

/** A tile of the kernel is as long as it says; the last one may be cut. */
function runKernel(row: RowDraws, kernel: WasmKernel, values: readonly Float64Array[]): void {
  const draws = new TileDraws(row.streams, row.correlation, row.sampler, KERNEL_TILE);
  kernel.siteParams.set(row.params);
  kernel.prepare();
  for (let from = 0; from < row.draws; from += KERNEL_TILE) {
    const lanes = Math.min(KERNEL_TILE, row.draws - from);
    draws.fill(row.first + from, lanes, (p) => kernel.drawParam(p));
    kernel.runTile();
    for (const [i, v] of values.entries()) v.set(kernel.output(i).subarray(0, lanes), from);
  }
}

/** The parameters of one draw. */
export function drawnParams(row: RowDraws): Float64Array {
  return paramsOf(row, new TileDraws(row.streams, row.correlation, row.sampler, 1), row.first, 1);
}

/** The parameters of a tile, parameter by parameter. */
function paramsOf(row: RowDraws, draws: TileDraws, first: number, lanes: number): Float64Array {
  const { params } = row;
  const tile = new Float64Array(params.length * lanes);
  for (let p = 0; p < params.length; p++) tile.fill(params[p] as number, p * lanes, (p + 1) * lanes);
  draws.fill(first, lanes, (p) => tile.subarray(p * lanes, (p + 1) * lanes));
  return tile;
}
