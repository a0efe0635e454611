/** Draw programs of a run: one for each model, set of drawn parameters and kind of row, with its kernel where one can be made. */
import { type DrawModel, withoutLaterYears } from '../engine/draw-model.ts';
import type { Graph } from '../engine/graph.ts';
import { emitKernel, NoKernel } from '../engine/wasm/index.ts';
import type { RowCorrelation } from '../simulate/correlation.ts';
import type { DrawProgram, ProgramStream, Statistic } from '../simulate/program.ts';
import type { Threshold } from '../simulate/threshold.ts';
import type { SlotColumn } from './sum-slots.ts';

export interface ProgramOptions {
  id: number;
  streams: readonly ProgramStream[];
  correlation: RowCorrelation | undefined;
  columns: readonly SlotColumn[];
  thresholds: readonly Threshold[];
  /** Of a proposal, whose own figures no single row has. */
  ofProposal: boolean;
  compile: boolean;
}

export interface PlannedProgram {
  program: DrawProgram;
  /** What each row adds to the sums of its proposal: position in `nodes`, by slot of the graph. */
  proposalParts: readonly { slot: string; value: number }[];
}

export function programOf(model: DrawModel, options: ProgramOptions): PlannedProgram {
  const graph = options.ofProposal ? withoutProposal(model.graph) : model.graph;
  const nodes: number[] = [];
  const position = (node: number): number => {
    const known = nodes.indexOf(node);
    return known >= 0 ? known : nodes.push(node) - 1;
  };
  const outputs = model.outputs.map((o) => position(o.node));
  const partNode = new Map(model.summed.flatMap((s) => s.parts.map((p) => [`${s.output.column} ${p.name}`, p.node])));
  const summed = options.columns.map((c) => ({
    slots: c.slots,
    values: c.names.map((n) => position(partNode.get(`${c.output.column} ${n}`) as number)),
  }));
  const proposalParts = options.ofProposal
    ? model.graph.nodes.flatMap((n) =>
        n.op === 'group' && n.level === 'proposal'
          ? [{ slot: n.slot as string, value: position(n.args[0] as number) }]
          : [],
      )
    : [];
  const program: DrawProgram = {
    id: options.id,
    graph,
    nodes,
    params: model.params.length,
    streams: options.streams,
    correlation: options.correlation,
    statistics: statisticsOf(model, outputs, summed, options),
    summed,
    kernel: options.compile ? compiled(model, graph, nodes, options.streams) : undefined,
  };
  return { program, proposalParts };
}

/** In the order in which results are read: outputs, means of the parts of ratios, thresholds. */
function statisticsOf(
  model: DrawModel,
  outputs: readonly number[],
  summed: readonly { values: readonly number[] }[],
  options: ProgramOptions,
): Statistic[] {
  const list: Statistic[] = model.outputs.map((o, i) => {
    const { labels } = o.quantity;
    const value = outputs[i] as number;
    return labels ? { kind: 'shares', value, codes: Object.values(labels) } : { kind: 'summary', value };
  });
  for (const [i, c] of options.columns.entries())
    if (c.mode === 'recompute') for (const value of summed[i]?.values ?? []) list.push({ kind: 'mean', value });
  for (const threshold of options.thresholds) {
    const i = model.outputs.findIndex((o) => o.column === threshold.output);
    if (i >= 0) list.push({ kind: 'probability', value: outputs[i] as number, threshold });
  }
  return list;
}

/** Of a single row: figures that only its proposal has are undefined. */
export function withoutProposal(graph: Graph): Graph {
  const nodes = graph.nodes.map((n) =>
    n.op === 'group' && n.level === 'proposal' ? { ...n, op: 'undefined', args: [], reason: 'see_proposal' } : n,
  );
  return { ...graph, nodes };
}

/** Nothing where this machine or this graph has no kernel. */
function compiled(
  model: DrawModel,
  graph: Graph,
  nodes: readonly number[],
  streams: readonly ProgramStream[],
): DrawProgram['kernel'] {
  if (typeof WebAssembly === 'undefined') return undefined;
  const drawn = streams.map((s) => s.param);
  const varies = model.params.map(() => false);
  for (const p of withoutLaterYears(model, drawn)) varies[p] = true;
  try {
    const { bytes, layout } = emitKernel(graph, nodes, varies);
    return { module: new WebAssembly.Module(bytes as BufferSource), layout };
  } catch (e) {
    // A content policy that forbids WebAssembly, or an engine that does not know vectors.
    if (e instanceof NoKernel || e instanceof WebAssembly.CompileError) return undefined;
    throw e;
  }
}
