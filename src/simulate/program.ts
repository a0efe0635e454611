/** What draws need of a model, as plain data that can be sent to a worker. */
import type { Graph } from '../engine/graph.ts';
import type { KernelLayout } from '../engine/wasm/index.ts';
import type { RowCorrelation } from './correlation.ts';
import type { Sampling } from './draws.ts';
import type { DrawnShape } from './inverse.ts';
import type { StreamKey } from './stream-key.ts';
import type { Threshold } from './threshold.ts';

/** Holds for a whole run. */
export interface DrawSettings {
  draws: number;
  seed: number;
  sampling: Sampling;
}

/** A parameter that varies by draw. */
export interface ProgramStream {
  param: number;
  dimension: number;
  /** Whose draws; undefined = the site's own. */
  key?: StreamKey | undefined;
  /** Its distribution, where all sites have the same; else it comes with each site. */
  shape?: DrawnShape | undefined;
}

/** A figure taken of the draws of one value; `value` counts in `DrawProgram.nodes`. */
export type Statistic =
  /** 13 numbers, see summary.ts. */
  | { readonly kind: 'summary'; readonly value: number }
  /** Share of the draws with each of these codes. */
  | { readonly kind: 'shares'; readonly value: number; readonly codes: readonly number[] }
  /** Mean of the draws in which it exists. */
  | { readonly kind: 'mean'; readonly value: number }
  | { readonly kind: 'probability'; readonly value: number; readonly threshold: Pick<Threshold, 'op' | 'value'> };

/** Values whose sums over sites, draw by draw, make one figure of the total: all of them count, or none does. */
export interface SummedColumn {
  readonly values: readonly number[];
  /** Where each is summed, in the numbering of the run. */
  readonly slots: readonly number[];
}

export interface DrawProgram {
  id: number;
  graph: Graph;
  /** Once-only nodes whose draws are wanted. */
  nodes: readonly number[];
  params: number;
  streams: readonly ProgramStream[];
  correlation?: RowCorrelation | undefined;
  statistics: readonly Statistic[];
  summed: readonly SummedColumn[];
  /** The compiled form for these nodes; without it the interpreter does the work. */
  kernel?: { readonly module: WebAssembly.Module; readonly layout: KernelLayout } | undefined;
}
