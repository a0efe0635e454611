/** The deterministic equations of a site with some quantities multiplied by one number: a plan that is changed. */
import { type Assessment, dependencies } from '../assessment/assessment.ts';
import type { Resolved } from '../assessment/resolved.ts';
import type { BoundExpr } from '../formula/index.ts';
import { buildGraph } from './build-graph.ts';
import type { Graph } from './graph.ts';

export interface ScaledGraph {
  graph: Graph;
  /** Quantities that are multiplied, in the order asked for. */
  scaled: readonly Resolved[];
  /** Parameter that is the factor; those of the row come before it. */
  factor: number;
  /** Nodes of the checks asked for: above 0 where one is raised. */
  checks: readonly number[];
}

/**
 * What is fixed at the middles in draws (the grant) is worked out anew here, as the plan itself is another.
 *
 * @param scales names to multiply; of them only those that no other of them yields, so that nothing is multiplied twice
 * @param targets names whose values are wanted
 * @param codes of checks whose outcome is wanted
 */
export function scaledGraph(
  assessment: Assessment,
  scales: readonly string[],
  targets: readonly string[],
  codes: readonly string[] = [],
): ScaledGraph {
  const { bindings, shape } = assessment;
  const needed = dependencies(bindings, targets);
  const asked = scales.filter((n) => needed.has(n) && !bindings.resolve(n).missing);
  const scaled = asked.filter((name) => {
    const own = dependencies(bindings, [name]);
    return !asked.some((other) => other !== name && own.has(other));
  });
  const factor = shape.params.length;
  const resolve = (name: string): Resolved => {
    const r = bindings.resolve(name);
    if (!scaled.includes(name)) return r;
    return { ...r, body: { k: 'call', op: 'mul', args: [r.body, { k: 'param', index: factor }] } };
  };
  const checks = new Map<string, BoundExpr>();
  for (const [i, c] of assessment.checks.entries()) if (codes.includes(c.check.code)) checks.set(`check ${i}`, c.when);
  const graph = buildGraph({ resolved: bindings.resolved, resolve }, [...targets, ...scaled], checks);
  return {
    graph,
    scaled: scaled.map((n) => bindings.resolve(n)),
    factor,
    checks: [...checks.keys()].map((key) => graph.byName.get(key) as number),
  };
}
