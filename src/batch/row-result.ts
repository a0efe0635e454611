/** What one row's place in a tile says: parts for totals, the yearly table, warnings, failing conditions. */
import type { Frame } from '../engine/interpreter.ts';
import type { Model, ModelCheck } from '../engine/model.ts';
import { reasonOf } from '../engine/reason.ts';
import type { Level } from './groups.ts';

/** A code with the numbers that go with it. */
export interface Warning {
  code: string;
  params: Readonly<Record<string, number | string>>;
}

export function partsOf(frame: Frame, lane: number, model: Model): (number | Float64Array)[] {
  const list: (number | Float64Array)[] = [];
  for (const t of model.totals) {
    for (const p of t.parts) {
      if (frame.graph.nodes[p.node]?.rank === 'once')
        list.push(frame.buffer[(frame.at[p.node] as number) + lane] as number);
      else list.push(series(frame, lane, p.node));
    }
  }
  return list;
}

/**
 * Years 1, 2, … of a per-year node, or year ends 0, 1, … of a flow; as long as the row itself asks for,
 * whatever its neighbours in the tile.
 */
export function series(frame: Frame, lane: number, node: number): Float64Array {
  const { graph, lanes, buffer, at } = frame;
  const own = (id: number): number => Math.ceil(buffer[(at[id] as number) + lane] as number);
  const years = yearsOf(frame, lane);
  const rank = graph.nodes[node]?.rank;
  const length = rank === 'flow' ? years + own(graph.construction) + 1 : years;
  const stride = rank === 'once' ? 0 : lanes;
  return Float64Array.from({ length }, (_, k) => buffer[(at[node] as number) + k * stride + lane] as number);
}

/** Conditions that fail, or that nobody can decide, of every output made of conditions (`eligible`). */
export function failingConditions(frame: Frame, lane: number, model: Model): readonly string[] {
  let list: string[] | undefined;
  for (const node of model.conditions) {
    if (frame.buffer[(frame.at[node] as number) + lane] === 1) continue;
    const no: string[] = [];
    const unknown: string[] = [];
    collectFailing(frame, lane, node, no, unknown);
    list = [...(list ?? []), ...(no.length > 0 ? no : unknown)];
  }
  return list ?? NOTHING;
}

/** Years of operation that a row's own lengths ask for. */
export function yearsOf({ graph, buffer, at }: Frame, lane: number): number {
  const own = (id: number): number => Math.ceil(buffer[(at[id] as number) + lane] as number);
  return graph.lengths.reduce((n, id) => Math.max(n, own(id) || 1), 1);
}

const NOTHING: readonly string[] = [];

/** A reason for a missing figure is no warning; a condition is. */
function isCondition(frame: Frame, model: Model, id: string): boolean {
  const within = (node: number): boolean => {
    const n = frame.graph.nodes[node];
    return n?.op === 'all' && (n.ids!.includes(id) || n.args.some(within));
  };
  return model.conditions.some(within);
}

/** The condition itself where nobody can decide it; what is missing where a figure is. */
function undecided(frame: Frame, lane: number, node: number, id: string): string {
  const reason = reasonOf(frame, node, lane);
  return reason === 'unknown' ? id : reason;
}

function collectFailing(frame: Frame, lane: number, node: number, no: string[], unknown: string[]): void {
  const n = frame.graph.nodes[node] as Frame['graph']['nodes'][number];
  for (const [i, arg] of n.args.entries()) {
    const v = frame.buffer[(frame.at[arg] as number) + lane] as number;
    if (v === 1) continue;
    if (frame.graph.nodes[arg]?.op === 'all') collectFailing(frame, lane, arg, no, unknown);
    else if (v === 0) no.push(n.ids?.[i] as string);
    else unknown.push(undecided(frame, lane, arg, n.ids?.[i] as string));
  }
}

/** Group sums this row should be part of but has no figure for. */
export function lostSlots(model: Model, level: Level): [slot: string, reason: string][] {
  const list: [string, string][] = [];
  for (const r of model.assessment.bindings.resolved.values()) {
    if (r.quantity?.over === level && r.missing) list.push([r.name, r.missing]);
  }
  return list;
}

export const NO_REASONS: ReadonlyMap<number, string> = new Map();

const SHARED = new WeakMap<Model, readonly Warning[]>();

/** Warnings that all rows of a model have; they come first in each row's list. */
function sharedWarnings(model: Model): readonly Warning[] {
  let list = SHARED.get(model);
  if (!list) {
    list = model.warnings.map((code) => ({ code, params: {} }));
    SHARED.set(model, list);
  }
  return list;
}

/** The numbers that go with a warning; one that is none is left out. */
function shownOf(c: ModelCheck, at: (node: number) => number): Record<string, number> {
  return Object.fromEntries(c.show.map((s) => [s.name, at(s.node)] as const).filter(([, v]) => Number.isFinite(v)));
}

export function warningsOf(
  frame: Frame,
  lane: number,
  model: Model,
  conditions: readonly string[],
): readonly Warning[] {
  let list: Warning[] | undefined;
  const add = (w: Warning) => {
    list ??= [...sharedWarnings(model)];
    list.push(w);
  };
  const at = (node: number): number => frame.buffer[(frame.at[node] as number) + lane] as number;
  /** A code is said once, whoever gives it. */
  const said = (code: string): boolean => (list ?? sharedWarnings(model)).some((w) => w.code === code);
  for (const c of model.checks) {
    if (at(c.node) > 0 && !said(c.check.code)) add({ code: c.check.code, params: shownOf(c, at) });
  }
  for (const id of conditions) if (isCondition(frame, model, id) && !said(id)) add({ code: id, params: {} });
  for (const c of model.crossChecks) {
    const [given, computed] = [at(c.given), at(c.computed)];
    if (Math.abs(given - computed) > c.within * Math.abs(given))
      add({ code: 'given_differs', params: { quantity: c.name, given, computed } });
  }
  return list ?? sharedWarnings(model);
}
