/** What of a graph is the same for every row, worked out by the interpreter. */
import type { Graph, GraphNode } from './graph.ts';
import { Interpreter, MAX_YEARS } from './interpreter.ts';

/** A constant: one number, or one a year. */
export type Constant = number | Float64Array;

const NOT_FOLDED = new Set(['param', 'series', 'prev', 'irr', 'npv', 'payback']);

/** Nodes of the graph that rest on no parameter → their numbers, evaluated over the longest operation. */
export function constantsOf(graph: Graph, live: readonly boolean[]): Map<number, Constant> {
  const place = new Map<number, number>();
  const nodes: GraphNode[] = [{ op: 'const', rank: 'once', args: [], v: MAX_YEARS }];
  for (const [i, n] of graph.nodes.entries()) {
    if (!live[i] || n.rank === 'flow' || NOT_FOLDED.has(n.op) || !n.args.every((a) => place.has(a))) continue;
    place.set(i, nodes.length);
    nodes.push({ ...n, args: n.args.map((a) => place.get(a) as number) });
  }
  nodes.push({ op: 'const', rank: 'once', args: [], v: 0 });
  const frame = new Interpreter().run(
    { nodes, byName: new Map(), lengths: [0], construction: nodes.length - 1, scans: [] },
    new Float64Array(0),
    1,
  );
  const out = new Map<number, Constant>();
  for (const [i, at] of place) {
    const from = frame.at[at] as number;
    const yearly = graph.nodes[i]!.rank === 'yearly';
    out.set(i, yearly ? frame.buffer.slice(from, from + MAX_YEARS) : (frame.buffer[from] as number));
  }
  return out;
}
