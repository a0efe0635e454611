/** Figures of a group of rows or of the whole sheet: sums, shared values, and ratios worked out again from the sums. */
import { Interpreter } from '../engine/interpreter.ts';
import type { Model, TotalPart } from '../engine/model.ts';
import { reasonOf } from '../engine/reason.ts';
import type { BoundExpr } from '../formula/index.ts';
import type { SiteResult } from './assess.ts';
import { recomputeGraph } from './recompute.ts';

export interface TotalOutput {
  value: number | null;
  reason?: string | undefined;
  /** Rows whose figures are in it. */
  sites: number;
}

/** Sums are made in blocks of this many rows, blocks in order, so that no way of cutting a sheet changes a bit. */
const BLOCK = 256;

type Part = number | Float64Array;

interface Gathered {
  part: TotalPart;
  model: Model;
  sums: (Part | undefined)[];
  block: (Part | undefined)[];
  first: number[];
  same: boolean;
  sites: number;
  reason?: string | undefined;
}

/** One at a time: its memory is used again by each. */
const INTERPRETER = new Interpreter();

export class Totals {
  rows = 0;
  private readonly gathered = new Map<string, Gathered>();
  /** `all`: one row without a figure leaves the group without; `those_with`: the sum of the rows that have one. */
  private readonly mode: 'all' | 'those_with';
  private lost: string | undefined;
  private readonly level: 'project' | 'proposal' | 'sheet';

  constructor(mode: 'all' | 'those_with', level: 'project' | 'proposal' | 'sheet' = 'sheet') {
    this.mode = mode;
    this.level = level;
  }

  /** A row of the group was dropped. */
  drop(): void {
    this.lost = 'row_dropped';
  }

  add(result: SiteResult): void {
    let at = 0;
    for (const part of result.model.totals) {
      const values = (result.parts ?? []).slice(at, at + part.parts.length);
      at += part.parts.length;
      const only = part.output.quantity.output?.only;
      if (only && only !== this.level) continue;
      this.addOne(part, values, result);
    }
    this.rows++;
    if (this.rows % BLOCK === 0) for (const g of this.gathered.values()) flush(g);
  }

  private addOne(part: TotalPart, values: readonly Part[], result: SiteResult): void {
    const key = part.output.column;
    let g = this.gathered.get(key);
    if (!g) {
      g = { part, model: result.model, sums: [], block: [], first: [], same: true, sites: 0 };
      this.gathered.set(key, g);
    }
    const defined =
      values.length > 0 && values.every((v) => (typeof v === 'number' ? Number.isFinite(v) : v.every(Number.isFinite)));
    if (!defined) {
      const i = result.model.outputs.indexOf(part.output);
      g.reason ??= result.reasons.get(i) ?? 'not_finite';
      return;
    }
    if (g.sites === 0) {
      g.part = part;
      g.model = result.model;
      g.first = values.map((v) => (typeof v === 'number' ? v : Number.NaN));
    } else if (values.some((v, i) => typeof v === 'number' && v !== g.first[i])) g.same = false;
    if (g.sites > 0 && g.part.parts.length === values.length)
      g.first = g.first.map((f, i) => (f === values[i] ? f : Number.NaN));
    g.sites++;
    for (const [i, v] of values.entries()) g.block[i] = plus(g.block[i], v);
  }

  outputs(): Map<string, TotalOutput> {
    const out = new Map<string, TotalOutput>();
    for (const [column, g] of this.gathered) {
      flush(g);
      out.set(column, this.one(g, INTERPRETER));
    }
    return out;
  }

  private one(g: Gathered, interpreter: Interpreter): TotalOutput {
    const none = (reason: string): TotalOutput => ({ value: null, reason, sites: g.sites });
    if (this.lost) return none(this.lost);
    if (g.sites === 0 || (this.mode === 'all' && g.reason)) return none(g.reason ?? 'not_finite');
    if (g.part.mode === 'same' && g.sites < this.rows) return none('mixed_in_group');
    if (g.part.mode === 'same')
      return g.same ? { value: g.first[0] as number, sites: g.sites } : none('mixed_in_group');
    if (g.part.mode === 'sum') return { value: g.sums[0] as number, sites: g.sites };
    return recompute(g, interpreter, none);
  }
}

function plus(a: Part | undefined, b: Part): Part {
  if (a === undefined) return typeof b === 'number' ? b : b.slice();
  if (typeof a === 'number' || typeof b === 'number') return (a as number) + (b as number);
  const [long, short] = a.length >= b.length ? [a, b] : [b.slice(), a];
  for (let k = 0; k < short.length; k++) long[k] = (long[k] as number) + (short[k] as number);
  return long;
}

function flush(g: Gathered): void {
  for (const [i, v] of g.block.entries()) if (v !== undefined) g.sums[i] = plus(g.sums[i], v);
  g.block = [];
}

/** The output's own formula, over the sums; what is not summed must be the same in all rows. */
function recompute(g: Gathered, interpreter: Interpreter, none: (reason: string) => TotalOutput): TotalOutput {
  const { bindings } = g.model.assessment;
  const construction = g.first[g.part.parts.findIndex((p) => p.name === 'construction')] ?? Number.NaN;
  const params: number[] = [];
  const bodies = new Map<string, BoundExpr>();
  let form = '';
  for (const [i, p] of g.part.parts.entries()) {
    const sum = g.sums[i] as Part;
    if (typeof sum !== 'number') {
      if (Number.isNaN(construction)) return none('mixed_in_group');
      bodies.set(p.name, flow(params.length, sum.length, construction));
      form += `${p.name}:${sum.length}:${construction} `;
      params.push(...sum);
      continue;
    }
    const value = bindings.resolve(p.name).quantity?.total === 'sum' ? sum : (g.first[i] as number);
    if (Number.isNaN(value)) return none('mixed_in_group');
    bodies.set(p.name, { k: 'param', index: params.length });
    form += `${p.name} `;
    params.push(value);
  }
  const { graph, node } = recomputeGraph(g.model, g.part.output.name, form, bodies);
  const frame = interpreter.run(graph, Float64Array.from(params), 1);
  const value = frame.buffer[frame.at[node] as number] as number;
  return Number.isFinite(value) ? { value, sites: g.sites } : none(reasonOf(frame, node, 0));
}

/** Parameters from `at` on as money at year ends 0, 1, …: `lump` counts from commissioning. */
function flow(at: number, length: number, construction: number): BoundExpr {
  const param = (k: number): BoundExpr => ({ k: 'param', index: at + k });
  let e: BoundExpr = { k: 'call', op: 'even', args: [param(0), { k: 'num', v: 0 }] };
  for (let k = 1; k < length; k++) {
    const lump: BoundExpr = { k: 'call', op: 'lump', args: [param(k), { k: 'num', v: k - construction }] };
    e = { k: 'call', op: 'add', args: [e, lump] };
  }
  return e;
}
