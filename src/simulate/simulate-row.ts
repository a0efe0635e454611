/** One site, all draws: uniforms → quantities → the graph, tile by tile; the values of each output come back draw by draw. */
import type { Graph, GroupSums } from '../engine/graph.ts';
import type { Interpreter } from '../engine/interpreter.ts';
import { TILE as KERNEL_TILE, type WasmKernel } from '../engine/wasm/index.ts';
import { type DrawnShape, type Inverse, inverseOf } from './inverse.ts';
import type { Sampler, StreamKey } from './points.ts';

/** Draws evaluated together. */
const TILE = 256;

/** One parameter that varies: from which uniforms, by which distribution. */
export interface Stream {
  param: number;
  dimension: number;
  key: StreamKey;
  shape: DrawnShape;
}

export interface RowDraws {
  graph: Graph;
  /** Middles of all parameters. */
  params: Float64Array;
  streams: readonly Stream[];
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
  const inverses = row.streams.map((s) => inverseOf(s.shape));
  const u = new Float64Array(TILE);
  for (let from = 0; from < row.draws; from += TILE) {
    const lanes = Math.min(TILE, row.draws - from);
    const tile = fillTile(row, inverses, u, row.first + from, lanes);
    const { groups } = row;
    const sums: GroupSums | undefined = groups && ((level, slot, lane) => groups(level, slot, from + lane));
    const frame = row.interpreter.run(row.graph, tile, lanes, sums);
    for (const [i, node] of nodes.entries()) {
      const at = frame.at[node] as number;
      (values[i] as Float64Array).set(frame.buffer.subarray(at, at + lanes), from);
    }
  }
}

/** A tile of the kernel is as long as it says; the last one may be cut. */
function runKernel(row: RowDraws, kernel: WasmKernel, values: readonly Float64Array[]): void {
  const streams = row.streams.map((s) => ({
    param: s.param,
    dimension: s.dimension,
    inverse: inverseOf(s.shape),
    source: row.sampler.stream(s.key),
  }));
  const u = new Float64Array(KERNEL_TILE);
  kernel.siteParams.set(row.params);
  kernel.prepare();
  for (let from = 0; from < row.draws; from += KERNEL_TILE) {
    const lanes = Math.min(KERNEL_TILE, row.draws - from);
    for (const s of streams) {
      s.source.fill(u, s.dimension, row.first + from, lanes);
      s.inverse.fill(u, kernel.drawParam(s.param), lanes);
    }
    kernel.runTile();
    for (const [i, v] of values.entries()) v.set(kernel.output(i).subarray(0, lanes), from);
  }
}

/** The parameters of these draws, parameter by parameter: p of draw d at p × draws + d. */
export function drawnParams(row: RowDraws): Float64Array {
  const inverses = row.streams.map((s) => inverseOf(s.shape));
  return fillTile(row, inverses, new Float64Array(row.draws), row.first, row.draws);
}

/** The parameters of a tile, parameter by parameter. */
function fillTile(
  row: RowDraws,
  inverses: readonly Inverse[],
  u: Float64Array,
  first: number,
  lanes: number,
): Float64Array {
  const { params, streams, sampler } = row;
  const tile = new Float64Array(params.length * lanes);
  for (let p = 0; p < params.length; p++) tile.fill(params[p] as number, p * lanes, (p + 1) * lanes);
  for (const [i, s] of streams.entries()) {
    sampler.fill(u, s.key, s.dimension, first, lanes);
    (inverses[i] as Inverse).fill(u, tile.subarray(s.param * lanes, (s.param + 1) * lanes), lanes);
  }
  return tile;
}
