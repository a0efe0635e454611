/** Order of evaluation and places in memory of a graph's nodes, worked out once a graph. */
import type { Operand } from './elementwise.ts';
import type { Graph } from './graph.ts';

export interface Layout {
  /** Nodes on which the lengths of yearly arrays rest: they come first. */
  early: readonly number[];
  late: readonly number[];
  /** Target of a recurrence → its nodes, which run year by year. */
  scans: ReadonlyMap<number, readonly number[]>;
  /** Nodes that their recurrence runs. */
  inScan: readonly boolean[];
  /** Place and stride of each node; set by `place`. */
  operands: Operand[];
  at: Int32Array;
}

const KNOWN = new WeakMap<Graph, Layout>();

export function layoutOf(graph: Graph): Layout {
  const known = KNOWN.get(graph);
  if (known) return known;
  const first = new Set<number>();
  const visit = (id: number): void => {
    if (first.has(id)) return;
    for (const a of graph.nodes[id]!.args) visit(a);
    first.add(id);
  };
  for (const id of [...graph.lengths, graph.construction]) visit(id);
  const ids = graph.nodes.map((_, i) => i);
  const members = new Set(graph.scans.flatMap((x) => x.members));
  const layout: Layout = {
    early: ids.filter((i) => first.has(i)),
    late: ids.filter((i) => !first.has(i)),
    scans: new Map(graph.scans.map((x) => [x.target, x.members])),
    inScan: ids.map((i) => members.has(i)),
    operands: ids.map(() => ({ at: 0, stride: 0 })),
    at: new Int32Array(graph.nodes.length),
  };
  KNOWN.set(graph, layout);
  return layout;
}

/**
 * Gives each of these nodes its place from `from` on.
 * @returns the first free place after them
 */
export function place(
  layout: Layout,
  graph: Graph,
  ids: readonly number[],
  from: number,
  lanes: number,
  years: number,
  flowLength: number,
): number {
  let used = from;
  for (const id of ids) {
    const rank = graph.nodes[id]!.rank;
    const o = layout.operands[id]!;
    o.at = used;
    o.stride = rank === 'once' ? 0 : lanes;
    layout.at[id] = used;
    used += rank === 'once' ? lanes : rank === 'yearly' ? lanes * years : lanes * flowLength;
  }
  return used;
}
