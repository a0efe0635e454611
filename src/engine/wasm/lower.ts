/** The graph → what the emitter works on. */
import { type Constant, constantsOf } from '../constants.ts';
import type { Graph, GraphNode } from '../graph.ts';
import { reachable } from '../reachable.ts';
import { Builder } from './builder.ts';
import { type Ir, YEARS } from './ir.ts';
import { NoKernel } from './no-kernel.ts';

/** A flow taken apart: at the first payment, in the years of construction, in the years of operation. Once-only values are the same in all. */
interface Parts {
  zero: number;
  lead: number;
  year: number;
}

/**
 * @returns bold: without what can only be 0 while its assumptions hold; exact: with it, if there is any
 * @throws Error on an output that is not once-only
 * @throws NoKernel
 */
export function lower(graph: Graph, outputs: readonly number[]): { bold: Ir; exact: Ir | undefined } {
  for (const o of outputs) {
    if (graph.nodes[o]?.rank !== 'once') throw new Error(`output ${o} is not once-only`);
  }
  for (const s of graph.scans) {
    if (s.members.some((m) => graph.nodes[m]!.rank !== 'yearly'))
      throw new NoKernel('a recurrence through a whole life');
  }
  const live = reachable(graph, [...outputs, ...graph.lengths, graph.construction]);
  const constants = constantsOf(graph, live);
  const form = (bold: boolean): Ir => {
    // Numbers of the year before are taken for never negative until their own next ones turn out to be so.
    for (const hopeless = new Set<number>(); ; ) {
      const lowering = new Lowering(graph, outputs, live, constants, bold, hopeless);
      const ir = lowering.run();
      if (lowering.unproved.length === 0) return ir;
      for (const p of lowering.unproved) hopeless.add(p);
    }
  };
  const bold = form(true);
  return { bold, exact: bold.assumptions.length > 0 ? form(false) : undefined };
}

class Lowering {
  private readonly graph: Graph;
  private readonly outputs: readonly number[];
  private readonly b: Builder;
  private readonly constants: ReadonlyMap<number, Constant>;
  private readonly parts: Parts[] = [];
  private readonly live: readonly boolean[];
  private readonly hopeless: ReadonlySet<number>;
  /** Nodes `prev` of the graph that were wrongly taken for never negative. */
  unproved: readonly number[] = [];

  constructor(
    graph: Graph,
    outputs: readonly number[],
    live: readonly boolean[],
    constants: ReadonlyMap<number, Constant>,
    bold: boolean,
    hopeless: ReadonlySet<number>,
  ) {
    this.hopeless = hopeless;
    this.graph = graph;
    this.outputs = outputs;
    this.b = new Builder(bold);
    this.live = live;
    this.constants = constants;
  }

  run(): Ir {
    const { graph, b } = this;
    b.years = this.years();
    const prev: { of: number; node: number; target: number }[] = [];
    for (const [i, n] of graph.nodes.entries()) {
      if (!this.live[i]) continue;
      this.parts[i] = this.lowered(i, n);
      if (n.op === 'prev' && b.nodes[this.once(i)]?.op === 'prev')
        prev.push({ of: i, node: this.once(i), target: n.v });
    }
    for (const p of prev) b.nodes[p.node] = { ...b.nodes[p.node]!, v: this.once(p.target) };
    this.unproved = prev.filter((p) => b.facts[p.node]!.plus && !b.facts[this.once(p.target)]!.plus).map((p) => p.of);
    return {
      nodes: b.nodes,
      facts: b.facts,
      outputs: this.outputs.map((o) => this.once(o)),
      lengths: graph.lengths.map((l) => this.once(l)),
      construction: this.once(graph.construction),
      years: b.years,
      assumptions: b.assumptions,
    };
  }

  private years(): number | undefined {
    let years = 1;
    for (const l of this.graph.lengths) {
      const n = this.constants.get(l);
      if (typeof n !== 'number') return undefined;
      if (n > years) years = Math.ceil(n);
    }
    return Math.min(years, YEARS);
  }

  private once(i: number): number {
    return this.parts[i]!.zero;
  }

  private lowered(i: number, n: GraphNode): Parts {
    const known = this.constants.get(i);
    if (known !== undefined) return same(this.b.constant(known));
    const args = n.args.map((a) => this.parts[a]!);
    if (n.rank === 'flow') return this.flow(n, args);
    return same(this.plain(i, n, args));
  }

  private plain(i: number, n: GraphNode, args: readonly Parts[]): number {
    const { b } = this;
    const a = args.map((x) => x.zero);
    const [x = 0, y = 0, z = 0] = a;
    switch (n.op) {
      case 'param':
        return b.make(n.op, a, { v: n.v });
      case 'prev':
        return b.past(x, n.v, !this.hopeless.has(i));
      case 'series':
        return b.make('series', [], { v: n.v, count: n.count! });
      case 'group':
        return x;
      case 'compound':
        return b.make('growth', [b.make('add', [b.constant(1), x])]);
      case 'at':
        return b.make('at', [x, y, this.year()]);
      case 'sum':
        return this.sum(x, y);
      case 'mean':
        return b.make('div', [this.sum(x, y), y]);
      case 'npv': {
        const v = b.make('div', [b.constant(1), b.make('add', [b.constant(1), x])]);
        const f = args[1]!;
        return b.make('npv', [f.zero, b.withoutZero(f.lead), b.withoutZero(f.year), this.factor(v), v]);
      }
      case 'irr':
        return b.make('irr', [args[0]!.zero, args[0]!.lead, args[0]!.year]);
      case 'payback':
        return b.make('payback', [args[0]!.zero, args[0]!.lead, args[0]!.year, y, z]);
      default:
        return b.make(n.op, a, this.details(n));
    }
  }

  private details(n: GraphNode) {
    return {
      v: n.v,
      ...(n.points ? { points: n.points } : {}),
      ...(n.side ? { side: n.side } : {}),
      ...(n.unknown ? { unknown: n.unknown } : {}),
    };
  }

  /** NaN if the argument is, else 0: added to a sum. */
  private nothing(id: number): number {
    const { b } = this;
    return b.make('sub', [b.make('eq', [id, id]), b.constant(1)]);
  }

  private year(): number {
    return this.b.constant(Float64Array.from({ length: YEARS }, (_, t) => t + 1));
  }

  /** The number in the first n years, then 0. */
  private during(x: number, n: number): number {
    const { b } = this;
    const passed = b.constant(Float64Array.from({ length: YEARS }, (_, t) => t));
    return b.make('keep', [x, b.make('less', [passed, n])]);
  }

  private sum(x: number, n: number): number {
    return this.b.make('sum', [this.during(x, n), this.nothing(n)]);
  }

  /** Construction as a number of years, when all sites have the same. */
  private lead(): number | undefined {
    const c = this.constants.get(this.graph.construction);
    if (typeof c !== 'number') return undefined;
    return c > 0 ? Math.ceil(c) : 0;
  }

  /** v^k at the year ends of operation, by multiplication one by one. */
  private factor(v: number): number {
    const { b } = this;
    const known = b.number(v);
    const lead = this.lead();
    if (known === undefined || lead === undefined) return b.make('factor', [v]);
    let f = known;
    for (let k = 0; k < lead; k++) f *= known;
    const table = new Float64Array(YEARS);
    for (let t = 0; t < YEARS; t++) {
      table[t] = f;
      f *= known;
    }
    return b.constant(table);
  }

  /** Positions in a flow: during construction, and in operation. */
  private position(): { lead: number; year: number } {
    const { b } = this;
    const lead = this.lead();
    const year =
      lead !== undefined
        ? b.constant(Float64Array.from({ length: YEARS }, (_, t) => lead + t + 1))
        : b.make('add', [this.year(), this.once(this.graph.construction)]);
    return { lead: b.make('lead', []), year };
  }

  private flow(n: GraphNode, args: readonly Parts[]): Parts {
    const { b } = this;
    const [x = 0, y = 0] = args.map((a) => a.zero);
    const c = this.once(this.graph.construction);
    switch (n.op) {
      case 'operating': {
        const zero = b.make('add', [this.nothing(y), this.nothing(c)]);
        const year = b.make('keep', [this.during(x, y), b.make('same', [c, c])]);
        return this.parted(zero, () => b.constant(0), year);
      }
      case 'even':
        return this.even(x, y, c);
      case 'lump':
        return this.lump(x, b.make('add', [c, y]));
      default: {
        const part = (key: keyof Parts) =>
          b.make(
            n.op,
            args.map((a) => a[key]),
            this.details(n),
          );
        return this.parted(part('zero'), () => part('lead'), part('year'));
      }
    }
  }

  /** Without construction there is no such part. */
  private parted(zero: number, lead: () => number, year: number): Parts {
    return { zero, lead: this.lead() === 0 ? this.b.constant(0) : lead(), year };
  }

  private even(amount: number, count: number, construction: number): Parts {
    const { b } = this;
    const none = b.constant(0);
    const each = b.make('cond', [
      b.make('eq', [count, none]),
      b.make('add', [amount, none]),
      b.make('div', [amount, count]),
    ]);
    const zero = b.make('cond', [b.make('lt', [count, none]), none, each]);
    const at = this.position();
    const upTo = (k: number) => b.make('keep', [each, b.make('less', [k, count])]);
    return this.parted(zero, () => upTo(at.lead), count === construction ? none : upTo(at.year));
  }

  private lump(amount: number, position: number): Parts {
    const { b } = this;
    const none = b.constant(0);
    const zero = b.make('cond', [b.make('eq', [position, none]), amount, this.nothing(amount)]);
    const paid = b.make('keep', [amount, b.make('same', [amount, amount])]);
    const at = this.position();
    const when = (k: number) => b.make('keep', [paid, b.make('same', [k, position])]);
    return this.parted(zero, () => when(at.lead), when(at.year));
  }
}

const same = (id: number): Parts => ({ zero: id, lead: id, year: id });
