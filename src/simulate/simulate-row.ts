/** One site, all draws: uniforms → quantities → the graph, tile by tile; the values of each output come back draw by draw. */
import type { DrawModel } from '../engine/draw-model.ts';
import type { GroupSums } from '../engine/graph.ts';
import type { Interpreter } from '../engine/interpreter.ts';
import { type Inverse, inverseOf } from './inverse.ts';
import type { Sampler, StreamKey } from './points.ts';
import type { Uncertain } from './uncertain.ts';

/** Draws evaluated together. */
const TILE = 256;

export interface Stream extends Uncertain {
  key: StreamKey;
}

export interface RowDraws {
  model: DrawModel;
  /** Middles of all parameters, `model.params` long. */
  params: Float64Array;
  streams: readonly Stream[];
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
  const inverses = row.streams.map((s) => inverseOf(s.shape));
  const u = new Float64Array(TILE);
  for (let from = 0; from < row.draws; from += TILE) {
    const lanes = Math.min(TILE, row.draws - from);
    const tile = fillTile(row, inverses, u, row.first + from, lanes);
    const { groups } = row;
    const sums: GroupSums | undefined = groups && ((level, slot, lane) => groups(level, slot, from + lane));
    const frame = row.interpreter.run(row.model.graph, tile, lanes, sums);
    for (const [i, node] of nodes.entries()) {
      const at = frame.at[node] as number;
      (values[i] as Float64Array).set(frame.buffer.subarray(at, at + lanes), from);
    }
  }
  for (const v of values) for (let k = 0; k < v.length; k++) if (!Number.isFinite(v[k])) v[k] = Number.NaN;
  return values;
}

/** The parameters of one draw. */
export function drawnParams(row: RowDraws): Float64Array {
  const inverses = row.streams.map((s) => inverseOf(s.shape));
  return fillTile(row, inverses, new Float64Array(1), row.first, 1);
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
