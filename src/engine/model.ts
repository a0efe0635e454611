/** An assessment made ready to run: its graph, and where outputs and checks lie in it. */
import { type Assessment, type Output, unverified } from '../assessment/assessment.ts';
import type { Check } from '../catalog/index.ts';
import type { BoundExpr } from '../formula/index.ts';
import { buildGraph, type Graph } from './graph.ts';

export interface ModelOutput extends Output {
  node: number;
}

export interface ModelCheck {
  check: Check;
  node: number;
  show: readonly { name: string; node: number }[];
}

export interface Model {
  assessment: Assessment;
  graph: Graph;
  outputs: readonly ModelOutput[];
  checks: readonly ModelCheck[];
  /** Warning codes that every row of the shape gets. */
  warnings: readonly string[];
  unverified: readonly string[];
}

/**
 * @param columns outputs wanted; undefined = all
 * @param everyQuantity keep every resolved quantity addressable by name (for explain)
 */
export function buildModel(assessment: Assessment, columns?: ReadonlySet<string>, everyQuantity = false): Model {
  const wanted = assessment.outputs.filter((o) => !columns || columns.has(o.column));
  const names = new Set(wanted.map((o) => o.name));
  const extra = new Map<string, BoundExpr>();
  for (const [i, c] of assessment.checks.entries()) {
    extra.set(`check ${i}`, c.when);
    for (const s of c.check.show) if (!assessment.bindings.resolve(s).missing) names.add(s);
  }
  if (everyQuantity)
    for (const [name, r] of assessment.bindings.resolved)
      if (r.body.k !== 'undefined' || r.quantity?.kind === 'number') names.add(name);
  const graph = buildGraph(assessment.bindings, names, extra);
  const node = (name: string) => graph.byName.get(name) as number;
  return {
    assessment,
    graph,
    outputs: wanted.map((o) => ({ ...o, node: node(o.name) })),
    checks: assessment.checks.map((c, i) => ({
      check: c.check,
      node: node(`check ${i}`),
      show: c.check.show.filter((s) => graph.byName.has(s)).map((s) => ({ name: s, node: node(s) })),
    })),
    warnings: staticWarnings(
      assessment,
      wanted.map((o) => o.name),
    ),
    unverified: unverified(
      assessment,
      wanted.map((o) => o.name),
    ),
  };
}

/** Assumptions made and labels that hold for every row of the shape. */
function staticWarnings(assessment: Assessment, names: readonly string[]): string[] {
  const codes = new Set<string>();
  const { choice, composition, bindings } = assessment;
  if (composition.methodology?.generic) codes.add('indicative');
  if (choice.kind === 'only') codes.add('methodology_chosen');
  if (choice.kind === 'several') codes.add('choose_methodology');
  if (choice.kind === 'case_not_stated') codes.add('case_not_stated');
  const country = assessment.shape.texts.country;
  if (composition.methodology?.country && composition.methodology.country !== country)
    codes.add('methodology_of_another_country');
  for (const r of bindings.resolved.values()) {
    if (r.missing) continue;
    if (r.label) codes.add(r.label);
    if (r.assumed && r.from !== 'cell' && r.from !== 'scenario') codes.add(r.assumed);
  }
  for (const c of assessment.settled) codes.add(c.code);
  if (unverified(assessment, names).length > 0 && restsOnRecalled(assessment)) codes.add('rests_on_recalled');
  return [...codes];
}

function restsOnRecalled(assessment: Assessment): boolean {
  return [...assessment.bindings.resolved.values()].some((r) => !r.missing && r.evidence === 'recalled');
}
