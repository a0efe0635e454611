/** An assessment made ready to run: its graph, and where outputs and checks lie in it. */
import { type Assessment, dependencies, type Output, unverified } from '../assessment/assessment.ts';
import { refsOf } from '../assessment/refs.ts';
import type { Check, Quantity, Total } from '../catalog/index.ts';
import type { BoundExpr } from '../formula/index.ts';
import { buildGraph } from './build-graph.ts';
import type { Graph } from './graph.ts';

export interface ModelOutput extends Output {
  node: number;
}

export interface ModelCheck {
  check: Check;
  node: number;
  show: readonly { name: string; node: number }[];
}

/** An output of a group or of the total: a sum, one value that all share, or its own formula over the sums of what it reads. */
export interface TotalPart {
  output: ModelOutput;
  mode: Total;
  /** What is gathered from each row. */
  parts: readonly { name: string; node: number }[];
}

export interface Model {
  assessment: Assessment;
  graph: Graph;
  outputs: readonly ModelOutput[];
  checks: readonly ModelCheck[];
  /** Given quantities that the other given numbers also yield. */
  crossChecks: readonly { name: string; given: number; computed: number; within: number }[];
  /** Warning codes that every row of the shape gets. */
  warnings: readonly string[];
  unverified: readonly string[];
  /** Those of them that are values, not equations. */
  unverifiedValues: readonly string[];
  /** Outputs made of conditions on which the wanted ones rest. */
  conditions: readonly number[];
  /** Empty unless totals were asked for. */
  totals: readonly TotalPart[];
  /** Rows of the yearly table; empty unless asked for. */
  years: readonly { quantity: Quantity; node: number }[];
}

export interface ModelOptions {
  /** Keep every resolved quantity addressable by name (for explain). */
  everyQuantity?: boolean;
  totals?: boolean;
  years?: boolean;
  /** Further quantities to keep addressable by name. */
  names?: Iterable<string>;
}

/** @param columns outputs wanted; undefined = all */
export function buildModel(assessment: Assessment, columns?: ReadonlySet<string>, options: ModelOptions = {}): Model {
  const wanted = assessment.outputs.filter((o) => !columns || columns.has(o.column));
  const names = new Set(wanted.map((o) => o.name));
  const extra = new Map<string, BoundExpr>();
  for (const [i, c] of assessment.checks.entries()) {
    extra.set(`check ${i}`, c.when);
    for (const s of c.check.show) if (!assessment.bindings.resolve(s).missing) names.add(s);
  }
  const crossed = new Map<string, { computed: BoundExpr; within: number }>();
  for (const name of assessment.shape.params) {
    const r = assessment.bindings.resolve(name);
    const within = r.quantity?.crossCheck;
    const computed = within === undefined ? undefined : assessment.bindings.computed?.(name);
    if (within !== undefined && computed) crossed.set(name, { computed, within });
  }
  for (const [name, { computed }] of crossed) {
    names.add(name);
    extra.set(`computed ${name}`, { k: 'call', op: 'first', args: [computed] });
  }
  const totals = options.totals ? wanted.filter((o) => o.quantity.output?.total !== 'none') : [];
  for (const o of totals) for (const p of partsOf(assessment, o)) names.add(p);
  const years = options.years ? yearly(assessment) : [];
  for (const q of years) names.add(q.name);
  for (const n of options.names ?? []) names.add(n);
  if (options.everyQuantity)
    for (const [name, r] of assessment.bindings.resolved)
      if (r.body.k !== 'undefined' || r.quantity?.kind === 'number') names.add(name);
  const needed = dependencies(
    assessment.bindings,
    wanted.map((o) => o.name),
  );
  const decided = assessment.outputs.filter(
    (o) => needed.has(o.name) && assessment.bindings.resolve(o.name).body.k === 'all',
  );
  for (const o of decided) names.add(o.name);
  const graph = buildGraph(assessment.bindings, names, extra);
  const node = (name: string) => graph.byName.get(name) as number;
  const outputNames = wanted.map((o) => o.name);
  const outputs = wanted.map((o) => ({ ...o, node: node(o.name) }));
  return {
    assessment,
    graph,
    outputs,
    checks: assessment.checks.map((c, i) => ({
      check: c.check,
      node: node(`check ${i}`),
      show: c.check.show.filter((s) => graph.byName.has(s)).map((s) => ({ name: s, node: node(s) })),
    })),
    crossChecks: [...crossed].map(([name, { within }]) => ({
      name,
      given: node(name),
      computed: node(`computed ${name}`),
      within,
    })),
    warnings: staticWarnings(assessment, outputNames),
    unverified: unverified(assessment, outputNames),
    unverifiedValues: unverified(assessment, outputNames, 'values'),
    conditions: decided.map((o) => node(o.name)),
    years: years.map((q) => ({ quantity: q, node: node(q.name) })),
    totals: totals.map((o) => ({
      output: outputs.find((x) => x.name === o.name) as ModelOutput,
      mode: o.quantity.output?.total ?? 'none',
      parts: partsOf(assessment, o).map((name) => ({ name, node: node(name) })),
    })),
  };
}

function yearly(assessment: Assessment): Quantity[] {
  return [...assessment.composition.entries.values()]
    .filter((e) => e.suffix === '' && e.quantity.years)
    .map((e) => e.quantity);
}

/** What a group's figure is made of: the output itself, or everything its formula reads. */
function partsOf(assessment: Assessment, o: Output): string[] {
  if (o.quantity.output?.total !== 'recompute') return [o.name];
  const r = assessment.bindings.resolve(o.name);
  return r.missing ? [] : [...refsOf(r.body), 'construction'];
}

/** Assumptions made and labels that hold for every row of the shape. */
function staticWarnings(assessment: Assessment, names: readonly string[]): string[] {
  const codes = new Set<string>();
  const { choice, composition, bindings } = assessment;
  if (composition.methodology?.generic) codes.add('indicative');
  if (choice.kind === 'only') codes.add('methodology_chosen');
  if (choice.kind === 'several') codes.add('choose_methodology');
  if (choice.kind === 'case_not_stated') codes.add('case_not_stated');
  const home = composition.methodology?.country;
  if (home !== undefined && home !== assessment.shape.texts.country) codes.add('methodology_of_another_country');
  for (const r of bindings.resolved.values()) {
    if (r.missing) continue;
    if (r.label) codes.add(r.label);
    if (r.assumed && r.from !== 'cell' && r.from !== 'scenario') codes.add(r.assumed);
  }
  for (const c of assessment.settled) codes.add(c.code);
  if (caseAssumed(assessment)) codes.add('case_assumed');
  if (restsOnRecalled(assessment, names)) codes.add('rests_on_recalled');
  return [...codes];
}

function restsOnRecalled(assessment: Assessment, names: readonly string[]): boolean {
  return [...dependencies(assessment.bindings, names).values()].some((r) => !r.missing && r.evidence === 'recalled');
}

/** A case that the methodology distinguishes and the row does not state, so that the usual one was taken. */
function caseAssumed(assessment: Assessment): boolean {
  const { composition, shape, scenario } = assessment;
  return Object.values(composition.methodology?.fillers ?? {}).some((f) =>
    f.options.some(({ def }) => {
      if (def.k !== 'by' || Object.keys(def.values).length < 2) return false;
      const stated = shape.texts[def.key] ?? scenario.texts[def.key];
      return !stated && composition.entries.get(def.key)?.quantity.kind === 'label';
    }),
  );
}
