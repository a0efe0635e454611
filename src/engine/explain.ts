/** Every quantity of a site: formula, numbers put in, unit, source, evidence, and who supplied it. */
import { dependencies } from '../assessment/assessment.ts';
import type { Resolved } from '../assessment/resolved.ts';
import type { Evidence } from '../catalog/index.ts';
import { type ExplainedSpread, explainSpread } from './explain-spread.ts';
import type { Frame } from './interpreter.ts';
import type { Model } from './model.ts';
import { reasonOf } from './reason.ts';
import { type WriteNames, writeFormula } from './text.ts';

export interface ExplainedQuantity {
  name: string;
  column: string;
  label: { en: string; ja: string };
  /** Number, list of yearly numbers (year 1 first; money at year ends from the first payment), text of a coded quantity, or null. */
  value: number | string | readonly (number | null)[] | null;
  unit: string;
  formula: string | null;
  substituted: string | null;
  source: string | null;
  evidence: Evidence | null;
  /** cell, scenario, table, default or the kind of book. */
  from: string;
  detail: string | null;
  note: string | null;
  reason: string | null;
  /** The catalog's default spread that fits it, used or not. */
  spread: ExplainedSpread | null;
  /** Names it rests on directly. */
  rests_on: readonly string[];
}

/** @param output explain only what this output (or quantity) rests on; undefined = everything */
export function explain(model: Model, frame: Frame, lane: number, output?: string): ExplainedQuantity[] {
  const { bindings } = model.assessment;
  const target = output && nameOf(model, output);
  const names = target ? [...dependencies(bindings, [target]).keys()] : [...bindings.resolved.keys()];
  return names.map((name) => explainOne(model, frame, lane, bindings.resolve(name)));
}

/** Full name of an output, a quantity or a column. */
function nameOf(model: Model, text: string): string {
  const { bindings, outputs } = model.assessment;
  const output = outputs.find((o) => o.column === text || o.name === text);
  if (output) return output.name;
  for (const r of bindings.resolved.values())
    if (r.quantity?.column === text && r.name === r.quantity.name) return r.name;
  return text;
}

function explainOne(model: Model, frame: Frame, lane: number, r: Resolved): ExplainedQuantity {
  const value = valueIn(model, frame, lane, r);
  const node = frame.graph.byName.get(r.name);
  return {
    name: r.name,
    column: columnOf(r),
    label: r.quantity?.label ?? { en: r.name, ja: r.name },
    value,
    unit: r.quantity?.unit ?? '',
    formula: r.formula ? writeFormula(r.formula) : r.body.k === 'all' ? writeFormula(r.body) : (r.formulaText ?? null),
    substituted: r.formula
      ? substituted(model, frame, lane, r)
      : r.body.k === 'all'
        ? conditionsText(frame, lane, node)
        : null,
    source: r.source ?? null,
    evidence: r.evidence ?? null,
    from: r.from,
    detail: r.detail ?? r.given?.written ?? null,
    note: r.note ?? null,
    reason: value !== null ? null : (r.missing ?? (node === undefined ? null : reasonOf(frame, node, lane))),
    spread: explainSpread(r, model.assessment.bindings),
    rests_on: restsOn(model, r),
  };
}

/** Each condition with its answer. */
function conditionsText(frame: Frame, lane: number, node: number | undefined): string | null {
  const n = node === undefined ? undefined : frame.graph.nodes[node];
  if (!n?.ids) return null;
  return n.ids
    .map((id, i) => {
      const v = frame.buffer[frame.at[n.args[i]!]! + lane]!;
      return `${id}: ${v === 1 ? 'ok' : v === 0 ? 'FAILS' : 'unknown'}`;
    })
    .join(', ');
}

/** A variant's column carries its ending. */
function columnOf(r: Resolved): string {
  return r.quantity ? r.quantity.column + r.name.slice(r.quantity.name.length) : r.name;
}

function restsOn(model: Model, r: Resolved): string[] {
  return [...dependencies(model.assessment.bindings, [r.name]).keys()].slice(1).filter((n) => directly(r, n));
}

function directly(r: Resolved, name: string): boolean {
  return JSON.stringify(r.body).includes(`"name":"${name}"`);
}

/** The value in the quantity's own unit. */
function valueIn(_model: Model, frame: Frame, lane: number, r: Resolved): ExplainedQuantity['value'] {
  if (r.quantity?.kind === 'text') return r.text || null;
  const node = frame.graph.byName.get(r.name);
  if (node === undefined) return r.text ?? null;
  const n = frame.graph.nodes[node]!;
  const at = (t: number): number | null => finite(frame.buffer[frame.at[node]! + t * frame.lanes + lane]!);
  if (n.rank === 'once') {
    const v = at(0);
    const labels = r.quantity?.labels;
    if (labels && v !== null) return Object.entries(labels).find(([, code]) => code === v)?.[0] ?? v;
    return v;
  }
  const list = Array.from({ length: n.rank === 'yearly' ? frame.years : frame.flowLength }, (_, t) => at(t));
  return list.every((x) => x === null) ? null : list;
}

const finite = (x: number): number | null => (Number.isFinite(x) ? x : null);

function substituted(model: Model, frame: Frame, lane: number, r: Resolved): string {
  const { bindings } = model.assessment;
  const names: WriteNames = {
    name: (n) => {
      const q = bindings.resolve(n);
      const v = valueIn(model, frame, lane, q);
      const unit = q.quantity?.unit && q.quantity.unit !== '1' ? ` ${q.quantity.unit}` : '';
      if (v === null) return `[${n}: ${q.missing ?? 'undefined'}]`;
      if (typeof v === 'string') return v;
      if (typeof v === 'number') return `${short(v)}${unit}`;
      const first = v.find((x) => x !== null) ?? null;
      const same = v.every((x) => x === first);
      const flow = isFlow(frame, q);
      return `${first === null ? 'undefined' : short(first)}${unit}${same ? '' : flow ? ' (at the first payment)' : ' (year 1 of the series)'}`;
    },
    code: (n, code) => Object.entries(bindings.resolve(n).quantity?.labels ?? {}).find(([, c]) => c === code)?.[0],
  };
  return writeFormula(r.body, names);
}

function isFlow(frame: Frame, r: Resolved): boolean {
  const node = frame.graph.byName.get(r.name);
  return node !== undefined && frame.graph.nodes[node]?.rank === 'flow';
}

function short(x: number): string {
  return String(Number(x.toPrecision(10)));
}
