/**
 * The model of one kind of site for draws: spread quantities are parameters, and what is fixed at the middles (the grant) is a
 * parameter too, filled once a row from the deterministic model. A quantity that is drawn anew each year has a parameter a year.
 */
import type { Assessment } from '../assessment/assessment.ts';
import { dependencies, type Output } from '../assessment/assessment.ts';
import { refsOf } from '../assessment/refs.ts';
import type { Bindings, Resolved } from '../assessment/resolved.ts';
import type { BoundExpr } from '../formula/index.ts';
import { buildGraph } from './build-graph.ts';
import type { Graph } from './graph.ts';
import { buildModel, type Model, type ModelOutput } from './model.ts';
import { regroup } from './regroup/index.ts';
import { spanOf } from './span.ts';

/** What may vary, and what of the deterministic model is redrawn. */
export interface DrawOptions {
  /** Names that a scenario or the catalog spreads although no cell gives them: one draw for the life of the project. */
  life: Iterable<string>;
  /** Names that are drawn anew each year of operation, given by a cell or not. */
  yearly: Iterable<string>;
  /** Work out in every draw what is otherwise fixed at the middles. */
  redraw: boolean;
}

/** The parameters of a quantity that is drawn year by year. */
export interface Series {
  /** Position of year 1; the others follow. */
  param: number;
  years: number;
}

export interface DrawModel {
  /** The deterministic model: gives the middles. */
  middle: Model;
  graph: Graph;
  outputs: readonly ModelOutput[];
  /** Names of the parameters, in order: those of the row's shape, further spread ones, fixed ones, years of series. */
  params: readonly string[];
  /** What totals over sites are made of, draw by draw: figures that are summed, and ratios of sums. */
  summed: readonly SummedOutput[];
  /** Of these, the ones whose middle is read from the deterministic model: position → node of `middle.graph`. */
  fromMiddle: readonly { param: number; node: number }[];
  /** By name. */
  series: ReadonlyMap<string, Series>;
  /** What is taken as given in a draw although the row does not give it. */
  given: ReadonlyMap<string, BoundExpr>;
}

/** The draws' equations with every quantity addressable, over the same parameters: to look into single draws. */
export function openModel(draw: DrawModel): Model {
  const { assessment } = draw.middle;
  const bindings = withGiven(assessment.bindings, draw.given);
  return buildModel({ ...assessment, bindings }, undefined, { everyQuantity: true, years: true });
}

/** The draws' equations of some quantities, over the same parameters. */
export function drawGraph(draw: DrawModel, names: Iterable<string>): Graph {
  return buildGraph(withGiven(draw.middle.assessment.bindings, draw.given), names);
}

/** An output of the total and the once-only nodes it is made of: its own, or those that its formula reads. */
export interface SummedOutput {
  output: ModelOutput;
  mode: 'sum' | 'recompute';
  parts: readonly { name: string; node: number }[];
}

export function buildDrawModel(assessment: Assessment, columns: ReadonlySet<string>, options: DrawOptions): DrawModel {
  const { shape, bindings } = assessment;
  const outputs = assessment.outputs.filter((o) => columns.has(o.column));
  const summed = outputs.flatMap((o) => summedParts(assessment, o));
  const targets = [...outputs.map((o) => o.name), ...summed.flatMap((s) => s.parts)];
  const needed = dependencies(bindings, targets);
  const had = (n: string): boolean => needed.has(n) && !bindings.resolve(n).missing;
  const yearly = [...options.yearly].filter(had);
  const life = [...options.life].filter((n) => had(n) && !shape.params.includes(n) && !yearly.includes(n));
  const fixed = options.redraw
    ? []
    : [...needed.values()].filter((r) => r.quantity?.fixed && had(r.name) && !shape.params.includes(r.name));
  const once = [...life, ...fixed.map((r) => r.name)];
  const middle = buildModel(assessment, columns, { names: [...once, ...yearly] });
  const years = yearly.length > 0 ? spanOf(middle.graph) : 0;
  const params = [...shape.params, ...once];
  const given = new Map<string, BoundExpr>(once.map((n) => [n, { k: 'param', index: params.indexOf(n) }]));
  const series = new Map<string, Series>();
  for (const n of yearly) {
    series.set(n, { param: params.length, years });
    given.set(n, { k: 'series', index: params.length, count: years });
    for (let t = 0; t < years; t++) params.push(n);
  }
  const from = shape.params.length;
  const whole = buildGraph(withGiven(bindings, given), targets);
  // What the sheet gives is a number; what is read from the deterministic model may not be there.
  const graph = regroup(whole, targets, (p) => p < from);
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
    fromMiddle: params.slice(from).map((n, i) => ({ param: from + i, node: middle.graph.byName.get(n) as number })),
    series,
    given,
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

/** Of the parameters that vary by draw, those that say so for a kernel: the first year of a series speaks for all. */
export function withoutLaterYears(model: DrawModel, params: readonly number[]): number[] {
  const later = (p: number): boolean => [...model.series.values()].some((s) => p > s.param && p < s.param + s.years);
  return params.filter((p) => !later(p));
}

/** The same equations with some quantities taken as given. */
function withGiven(bindings: Bindings, given: ReadonlyMap<string, BoundExpr>): Bindings {
  return {
    resolved: bindings.resolved,
    resolve: (name): Resolved => {
      const body = given.get(name);
      const r = bindings.resolve(name);
      return body ? { ...r, body } : r;
    },
  };
}
