/** How many years of operation the rows of a shape can have. */
import type { Graph } from './graph.ts';
import { Interpreter, MAX_YEARS } from './interpreter.ts';

/** @returns the years that every row has; the most there can be when the numbers of a row decide */
export function spanOf(graph: Graph): number {
  const rest = [...graph.lengths];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    const n = graph.nodes[id]!;
    if (n.op === 'param') return MAX_YEARS;
    rest.push(...n.args);
  }
  return new Interpreter().run(graph, new Float64Array(0), 1).years;
}
