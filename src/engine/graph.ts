/**
 * A model's equations as one hash-consed graph in evaluation order. Every node is once-only, per-year or a flow; the executors
 * walk the list from front to back.
 */

/** once: one number a lane · yearly: one a year of operation · flow: money at year ends 0, 1, … from the first payment. */
export type Rank = 'once' | 'yearly' | 'flow';

export interface GraphNode {
  op: string;
  rank: Rank;
  args: readonly number[];
  /** const: its value; convert: the factor; pow: the power; param: its position; series: position of its first year. */
  v: number;
  /** series: how many parameters it has, one a year. */
  count?: number;
  points?: readonly (readonly [number, number])[];
  side?: 'from' | 'up_to';
  /** guard, undefined: the reason code. */
  reason?: string;
  /** group: level and slot. */
  level?: 'project' | 'proposal';
  slot?: string;
  /** all: ids of the conditions, and which of them count as unknown when they cannot be had. */
  ids?: readonly string[];
  unknown?: readonly boolean[];
}

/** Nodes from `prev` to `target` that read their own past: evaluated year by year. */
export interface Scan {
  target: number;
  members: readonly number[];
}

export interface Graph {
  nodes: readonly GraphNode[];
  /** Full name → node. */
  byName: ReadonlyMap<string, number>;
  /** Once-only nodes that are lengths of yearly functions, in whole years. */
  lengths: readonly number[];
  construction: number;
  scans: readonly Scan[];
}

/** Supplies the sum over the group of a lane; undefined = the row stands alone. NaN = cannot be had. */
export type GroupSums = (level: 'project' | 'proposal', slot: string, lane: number) => number | undefined;
