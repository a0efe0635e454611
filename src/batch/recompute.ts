/** An output's own formula over what is gathered from the rows of a group or of the sheet. */
import type { Resolved } from '../assessment/resolved.ts';
import { buildGraph } from '../engine/build-graph.ts';
import type { Graph } from '../engine/graph.ts';
import type { Model } from '../engine/model.ts';
import type { BoundExpr } from '../formula/index.ts';

/** A graph of one output over its parts: number i of the parts is parameter i; a flow takes as many parameters as it has year ends. */
export interface Recompute {
  graph: Graph;
  node: number;
}

const GRAPHS = new WeakMap<Model, Map<string, Recompute>>();

/**
 * Built once a model, output and form of the parts.
 * @param form tells apart what `bodies` may be
 * @param bodies what stands for each part
 */
export function recomputeGraph(
  model: Model,
  name: string,
  form: string,
  bodies: ReadonlyMap<string, BoundExpr>,
): Recompute {
  const known = GRAPHS.get(model) ?? new Map<string, Recompute>();
  GRAPHS.set(model, known);
  const key = `${name} ${form}`;
  const hit = known.get(key);
  if (hit) return hit;
  const { bindings } = model.assessment;
  const resolve = (n: string): Resolved => {
    const body = bodies.get(n);
    return body ? { name: n, quantity: undefined, body, from: 'default' } : bindings.resolve(n);
  };
  const graph = buildGraph({ resolved: bindings.resolved, resolve }, [name]);
  const made = { graph, node: graph.byName.get(name) as number };
  known.set(key, made);
  return made;
}
