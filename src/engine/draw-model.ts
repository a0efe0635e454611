/**
 * The model of one kind of site for draws: spread quantities are parameters, and what is fixed at the middles (the grant) is a
 * parameter too, filled once a row from the deterministic model.
 */
import type { Assessment } from '../assessment/assessment.ts';
import { dependencies, type Output } from '../assessment/assessment.ts';
import { refsOf } from '../assessment/refs.ts';
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
  /** What totals over sites are made of, draw by draw: figures that are summed, and ratios of sums. */
  summed: readonly SummedOutput[];
  /** Of these, the ones whose middle is read from the deterministic model: position → node of `middle.graph`. */
  fromMiddle: readonly { param: number; node: number }[];
}

/** An output of the total and the once-only nodes it is made of: its own, or those that its formula reads. */
export interface SummedOutput {
  output: ModelOutput;
  mode: 'sum' | 'recompute';
  parts: readonly { name: string; node: number }[];
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
  const outputs = assessment.outputs.filter((o) => columns.has(o.column));
  const summed = outputs.flatMap((o) => summedParts(assessment, o));
  const targets = [...outputs.map((o) => o.name), ...summed.flatMap((s) => s.parts)];
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
  const node = (name: string) => graph.byName.get(name) as number;
  const drawn = middle.outputs.map((o) => ({ ...o, node: node(o.name) }));
  return {
    middle,
    graph,
    outputs: drawn,
    summed: summed
      .map(({ name, mode, parts }) => ({
        output: drawn.find((o) => o.name === name) as ModelOutput,
        mode,
        parts: parts.map((p) => ({ name: p, node: node(p) })),
      }))
      // A figure of whole cash flows has no sum draw by draw.
      .filter((s) => s.parts.every((p) => graph.nodes[p.node]?.rank === 'once')),
    params,
    fromMiddle: [...extra, ...fixed].map((n) => ({
      param: params.indexOf(n),
      node: middle.graph.byName.get(n) as number,
    })),
  };
}

function summedParts(
  assessment: Assessment,
  o: Output,
): { name: string; mode: 'sum' | 'recompute'; parts: readonly string[] }[] {
  const mode = o.quantity.output?.total;
  if (mode === 'sum') return [{ name: o.name, mode, parts: [o.name] }];
  if (mode !== 'recompute') return [];
  const { bindings } = assessment;
  const r = bindings.resolve(o.name);
  const parts = r.missing ? [] : [...refsOf(r.body)];
  const adds = (name: string) => bindings.resolve(name).quantity?.total === 'sum';
  return parts.length > 0 && parts.every(adds) ? [{ name: o.name, mode, parts }] : [];
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
