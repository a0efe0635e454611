/**
 * The model of one kind of site for draws: spread quantities are parameters, and what is fixed at the middles (the grant) is a
 * parameter too, filled once a row from the deterministic model.
 */
import type { Assessment } from '../assessment/assessment.ts';
import { dependencies } from '../assessment/assessment.ts';
import type { Bindings, Resolved } from '../assessment/resolved.ts';
import { buildGraph, type Graph } from './graph.ts';
import { buildModel, type Model, type ModelOutput } from './model.ts';

export interface DrawModel {
  /** The deterministic model: gives the middles of `spread` and `fixed`. */
  middle: Model;
  graph: Graph;
  outputs: readonly ModelOutput[];
  /** Names of the parameters, in order: those of the row's shape, further spread ones, fixed ones. */
  params: readonly string[];
  /** Of these, the ones whose middle is read from the deterministic model: position → node of `middle.graph`. */
  fromMiddle: readonly { param: number; node: number }[];
}

/**
 * @param spread names that a scenario or the catalog spreads although no cell gives them
 */
export function buildDrawModel(
  assessment: Assessment,
  columns: ReadonlySet<string>,
  spread: Iterable<string>,
): DrawModel {
  const { shape, bindings } = assessment;
  const targets = assessment.outputs.filter((o) => columns.has(o.column)).map((o) => o.name);
  const needed = dependencies(bindings, targets);
  const extra = [...spread].filter((n) => !shape.params.includes(n) && needed.has(n) && !bindings.resolve(n).missing);
  const fixed = [...needed.values()]
    .filter((r) => r.quantity?.fixed && !r.missing && !shape.params.includes(r.name))
    .map((r) => r.name);
  const params = [...shape.params, ...extra, ...fixed];
  const middle = buildModel(assessment, columns, { names: [...extra, ...fixed] });
  const graph = buildGraph(
    withParams(bindings, new Map([...extra, ...fixed].map((n) => [n, params.indexOf(n)]))),
    targets,
  );
  return {
    middle,
    graph,
    outputs: middle.outputs.map((o) => ({ ...o, node: graph.byName.get(o.name) as number })),
    params,
    fromMiddle: [...extra, ...fixed].map((n) => ({
      param: params.indexOf(n),
      node: middle.graph.byName.get(n) as number,
    })),
  };
}

/** The same equations with some quantities taken as given. */
function withParams(bindings: Bindings, given: ReadonlyMap<string, number>): Bindings {
  return {
    resolved: bindings.resolved,
    resolve: (name): Resolved => {
      const index = given.get(name);
      const r = bindings.resolve(name);
      return index === undefined ? r : { ...r, body: { k: 'param', index } };
    },
  };
}
