/** What a graph needs for some of its nodes. */
import type { Graph } from './graph.ts';

/** @returns node → whether the roots rest on it */
export function reachable(graph: Pick<Graph, 'nodes'>, roots: Iterable<number>): boolean[] {
  const live = graph.nodes.map(() => false);
  const rest = [...roots];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (live[id]) continue;
    live[id] = true;
    const n = graph.nodes[id]!;
    rest.push(...n.args);
    if (n.op === 'prev') rest.push(n.v);
  }
  return live;
}
