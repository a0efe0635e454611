/** Evaluates single nodes of a graph over a tile; the interpreter says in which order. */
import { BINARY, interpolate, type Operand, power, stepValue, UNARY } from './elementwise.ts';
import { irr, npv, payback } from './flows.ts';
import type { Graph, GraphNode, GroupSums } from './graph.ts';
import type { Layout } from './layout.ts';

export class TileRunner {
  private readonly graph: Graph;
  private readonly b: Float64Array;
  private readonly operands: readonly Operand[];
  private readonly params: Float64Array;
  private readonly lanes: number;
  private readonly years: number;
  private readonly flowLength: number;
  private readonly groups: GroupSums | undefined;

  constructor(
    graph: Graph,
    layout: Layout,
    b: Float64Array,
    params: Float64Array,
    lanes: number,
    years: number,
    flowLength: number,
    groups: GroupSums | undefined,
  ) {
    this.graph = graph;
    this.b = b;
    this.operands = layout.operands;
    this.params = params;
    this.lanes = lanes;
    this.years = years;
    this.flowLength = flowLength;
    this.groups = groups;
  }

  /** A recurrence: its nodes together, year by year. */
  scan(members: readonly number[]): void {
    for (let t = 0; t < this.years; t++) for (const id of members) this.evaluate(id, t, t + 1);
  }

  evaluate(id: number, from = 0, to = this.span(this.graph.nodes[id]!)): void {
    const n = this.graph.nodes[id]!;
    const { b, lanes } = this;
    const out = this.operand(id);
    const run = BINARY[n.op];
    if (run) {
      run(b, out, this.operand(n.args[0]!), this.operand(n.args[1]!), from, to, lanes);
      return;
    }
    const unary = UNARY[n.op];
    if (unary) {
      this.each(out, n, from, to, unary);
      return;
    }
    switch (n.op) {
      case 'const':
        b.fill(n.v, out.at, out.at + lanes);
        return;
      case 'undefined':
        b.fill(Number.NaN, out.at, out.at + lanes);
        return;
      case 'param':
        b.set(this.params.subarray(n.v * lanes, (n.v + 1) * lanes), out.at);
        return;
      case 'series':
        // It rests on nothing, so it is never part of a recurrence: all years at once.
        b.set(this.params.subarray(n.v * lanes, (n.v + to) * lanes), out.at);
        return;
      case 'year':
        for (let t = from; t < to; t++) b.fill(t + 1, out.at + t * lanes, out.at + (t + 1) * lanes);
        return;
      case 'convert':
        this.each(out, n, from, to, (x) => x * n.v);
        return;
      case 'pow':
        this.each(out, n, from, to, (x) => power(x, n.v));
        return;
      case 'step':
        this.each(out, n, from, to, (x) => stepValue(x, n.points!, n.side!, n.v));
        return;
      case 'interp':
        this.each(out, n, from, to, (x) => interpolate(x, n.points!));
        return;
      case 'cond':
        this.choose(out, n, from, to);
        return;
      case 'guard':
        this.guard(out, n, from, to);
        return;
      case 'all':
        this.all(out, n, from, to);
        return;
      case 'prev':
      case 'shift':
        this.previous(out, n, from, to);
        return;
      case 'compound':
        this.compound(out, n, from, to);
        return;
      case 'geometric':
        this.geometric(out, n, from, to);
        return;
      case 'cumulative':
        this.cumulative(out, n, from, to);
        return;
      case 'at':
        this.inYear(out, n, from, to);
        return;
      case 'group':
        this.group(out, n);
        return;
      default:
        this.reduce(out, n);
        return;
    }
  }

  private span(n: GraphNode): number {
    return n.rank === 'once' ? 1 : n.rank === 'yearly' ? this.years : this.flowLength;
  }

  private operand(id: number): Operand {
    return this.operands[id]!;
  }

  private each(out: Operand, n: GraphNode, from: number, to: number, f: (x: number) => number): void {
    const x = this.operand(n.args[0]!);
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      const p = x.at + t * x.stride;
      for (let l = 0; l < this.lanes; l++) this.b[o + l] = f(this.b[p + l]!);
    }
  }

  private choose(out: Operand, n: GraphNode, from: number, to: number): void {
    const [c, x, y] = n.args.map((a) => this.operand(a)) as [Operand, Operand, Operand];
    const b = this.b;
    for (let t = from; t < to; t++) {
      for (let l = 0; l < this.lanes; l++) {
        const w = b[c.at + t * c.stride + l]!;
        b[out.at + t * out.stride + l] = Number.isNaN(w)
          ? Number.NaN
          : w !== 0
            ? b[x.at + t * x.stride + l]!
            : b[y.at + t * y.stride + l]!;
      }
    }
  }

  private guard(out: Operand, n: GraphNode, from: number, to: number): void {
    const [c, x] = n.args.map((a) => this.operand(a)) as [Operand, Operand];
    const b = this.b;
    for (let t = from; t < to; t++) {
      for (let l = 0; l < this.lanes; l++) {
        b[out.at + t * out.stride + l] = b[c.at + t * c.stride + l] === 1 ? b[x.at + t * x.stride + l]! : Number.NaN;
      }
    }
  }

  /** 0 as soon as one fails; else undefined if one cannot be had, or 0.5 where that counts as unknown; else 1. */
  private all(out: Operand, n: GraphNode, from: number, to: number): void {
    const args = n.args.map((a) => this.operand(a));
    for (let t = from; t < to; t++) {
      for (let l = 0; l < this.lanes; l++) {
        let v = 1;
        for (const [i, a] of args.entries()) {
          const x = this.b[a.at + t * a.stride + l]!;
          if (!Number.isNaN(x)) v = v === 0 ? 0 : x === 0 ? 0 : Math.min(v, x);
          else if (v !== 0) v = n.unknown![i] ? Math.min(v, 0.5) : Number.NaN;
        }
        this.b[out.at + t * out.stride + l] = v;
      }
    }
  }

  private previous(out: Operand, n: GraphNode, from: number, to: number): void {
    const own = n.op === 'prev';
    const first = this.operand(n.args[own ? 0 : 1]!);
    const x = this.operand(own ? n.v : n.args[0]!);
    const b = this.b;
    for (let t = from; t < to; t++) {
      for (let l = 0; l < this.lanes; l++)
        b[out.at + t * out.stride + l] = t === 0 ? b[first.at + l]! : b[x.at + (t - 1) * x.stride + l]!;
    }
  }

  private compound(out: Operand, n: GraphNode, from: number, to: number): void {
    const rate = this.operand(n.args[0]!);
    const b = this.b;
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      for (let l = 0; l < this.lanes; l++)
        b[o + l] = t === 0 ? 1 : b[o - this.lanes + l]! * (1 + b[rate.at + t * rate.stride + l]!);
    }
  }

  private geometric(out: Operand, n: GraphNode, from: number, to: number): void {
    const [ratio, start] = n.args.map((a) => this.operand(a)) as [Operand, Operand];
    const b = this.b;
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      for (let l = 0; l < this.lanes; l++)
        b[o + l] = t === 0 ? b[start.at + l]! : b[o - this.lanes + l]! * b[ratio.at + l]!;
    }
  }

  private cumulative(out: Operand, n: GraphNode, from: number, to: number): void {
    const x = this.operand(n.args[0]!);
    const b = this.b;
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      for (let l = 0; l < this.lanes; l++)
        b[o + l] = (t === 0 ? 0 : b[o - this.lanes + l]!) + b[x.at + t * x.stride + l]!;
    }
  }

  /** The amount in the first year of operation that is not before `year`. */
  private inYear(out: Operand, n: GraphNode, from: number, to: number): void {
    const [amount, year] = n.args.map((a) => this.operand(a)) as [Operand, Operand];
    const b = this.b;
    for (let t = from; t < to; t++) {
      for (let l = 0; l < this.lanes; l++) {
        const y = b[year.at + l]!;
        b[out.at + t * out.stride + l] = Number.isNaN(y)
          ? Number.NaN
          : Math.max(1, Math.ceil(y)) === t + 1
            ? b[amount.at + l]!
            : 0;
      }
    }
  }

  private group(out: Operand, n: GraphNode): void {
    const x = this.operand(n.args[0]!);
    for (let l = 0; l < this.lanes; l++) this.b[out.at + l] = this.groups?.(n.level!, n.slot!, l) ?? this.b[x.at + l]!;
  }

  /** Operations between once-only numbers, years and flows. */
  private reduce(out: Operand, n: GraphNode): void {
    const a = n.args.map((x) => this.operand(x));
    const x = a[0]!;
    const b = this.b;
    if (n.rank === 'flow') b.fill(0, out.at, out.at + this.flowLength * this.lanes);
    let l = 0;
    const one = (i: number): number => b[a[i]!.at + l]!;
    for (; l < this.lanes; l++) {
      switch (n.op) {
        case 'first':
          b[out.at + l] = b[x.at + l]!;
          break;
        case 'sum':
        case 'mean': {
          const length = one(1);
          let total = !Number.isNaN(length) ? 0 : Number.NaN;
          for (let t = 0; t < length && t < this.years; t++) total += b[x.at + t * x.stride + l]!;
          b[out.at + l] = n.op === 'sum' ? total : total / length;
          break;
        }
        case 'even': {
          const c = one(1);
          if (c === 0 || Number.isNaN(c)) b[out.at + l] = one(0) + (!Number.isNaN(c) ? 0 : Number.NaN);
          else for (let k = 0; k < c && k < this.flowLength; k++) b[out.at + k * this.lanes + l] = one(0) / c;
          break;
        }
        case 'lump': {
          const k = one(2) + one(1);
          if (Number.isNaN(one(0)) || Number.isNaN(k)) b[out.at + l] = Number.NaN;
          else if (k < this.flowLength) b[out.at + k * this.lanes + l] = one(0);
          break;
        }
        case 'operating': {
          const length = one(1);
          const c = one(2);
          if (Number.isNaN(length) || Number.isNaN(c)) b[out.at + l] = Number.NaN;
          else
            for (let t = 0; t < length && t < this.years; t++)
              b[out.at + (c + t + 1) * this.lanes + l] = b[x.at + t * x.stride + l]!;
          break;
        }
        case 'npv':
          b[out.at + l] = npv(b, a[1]!.at + l, a[1]!.stride, this.flowLength, one(0));
          break;
        case 'irr':
          b[out.at + l] = irr(b, x.at + l, x.stride, this.flowLength);
          break;
        case 'payback':
          b[out.at + l] = payback(b, x.at + l, x.stride, this.flowLength, one(1), one(2));
          break;
        default:
          throw new Error(`no such operation: ${n.op}`);
      }
    }
  }
}
