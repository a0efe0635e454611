/** Bound equations → a graph; ranks are inferred and checked. */
import type { Bindings } from '../assessment/resolved.ts';
import type { BoundExpr, CallOp } from '../formula/index.ts';
import type { Graph, GraphNode, Rank, Scan } from './graph.ts';

const ONCE = ['once'] as const;
/** A once-only value stands for a constant series. */
const SERIES = ['once', 'yearly'] as const;
const FLOW = ['flow'] as const;

/** What the functions over years take, argument by argument. */
const TAKES: Readonly<Partial<Record<CallOp, readonly (readonly Rank[])[]>>> = {
  sum: [SERIES, ONCE],
  mean: [SERIES, ONCE],
  first: [SERIES],
  cumulative: [SERIES],
  compound: [SERIES],
  prev: [SERIES, SERIES],
  at: [ONCE, ONCE],
  even: [ONCE, ONCE],
  lump: [ONCE, ONCE],
  operating: [SERIES, ONCE],
  npv: [ONCE, FLOW],
  irr: [FLOW],
  payback: [FLOW, ONCE],
  group_sum: [ONCE],
};

/** @throws Error on a value of another rank than is meant, or on a quantity that needs itself: faults of the catalog */
export function buildGraph(
  bindings: Bindings,
  names: Iterable<string>,
  extra: ReadonlyMap<string, BoundExpr> = new Map(),
): Graph {
  const builder = new GraphBuilder(bindings);
  builder.length(builder.name('construction'), 'construction');
  for (const n of names) builder.name(n);
  const byName = builder.names();
  for (const [key, e] of extra) byName.set(key, builder.expr(e));
  return builder.finish(byName);
}

class GraphBuilder {
  private readonly nodes: GraphNode[] = [];
  private readonly index = new Map<string, number>();
  private readonly done = new Map<string, number>();
  /** Quantities being built → their `prev` nodes waiting for them. */
  private readonly open = new Map<string, number[]>();
  private readonly lengths = new Set<number>();
  private readonly scans: Scan[] = [];
  private readonly bindings: Bindings;

  constructor(bindings: Bindings) {
    this.bindings = bindings;
  }

  names(): Map<string, number> {
    return new Map(this.done);
  }

  finish(byName: ReadonlyMap<string, number>): Graph {
    return {
      nodes: this.nodes,
      byName,
      lengths: [...this.lengths],
      construction: this.done.get('construction') ?? 0,
      scans: this.scans,
    };
  }

  name(name: string): number {
    const known = this.done.get(name);
    if (known !== undefined) return known;
    if (this.open.has(name)) throw new Error(`"${name}" refers to itself other than by prev(${name}, …)`);
    this.open.set(name, []);
    const id = this.expr(this.bindings.resolve(name).body);
    const waiting = this.open.get(name) as number[];
    this.open.delete(name);
    this.done.set(name, id);
    if (waiting.length > 0) this.close(id, waiting);
    return id;
  }

  /** Ends a recurrence: every node between that depends on the waiting `prev` nodes runs year by year. */
  private close(target: number, waiting: readonly number[]): void {
    const first = Math.min(...waiting);
    const dependent = new Set(waiting);
    for (const p of waiting) this.nodes[p] = { ...(this.nodes[p] as GraphNode), v: target };
    for (let i = first; i <= target; i++) {
      if ((this.nodes[i] as GraphNode).args.some((a) => dependent.has(a))) dependent.add(i);
    }
    this.scans.push({ target, members: [...dependent].sort((a, b) => a - b) });
  }

  expr(e: BoundExpr): number {
    switch (e.k) {
      case 'num':
        return this.node('const', 'once', [], e.v);
      case 'year':
        return this.node('year', 'yearly', []);
      case 'param':
        return this.node('param', 'once', [], e.index);
      case 'series':
        return this.node('series', 'yearly', [], e.index, { count: e.count });
      case 'undefined':
        return this.node('undefined', 'once', [], 0, { reason: e.reason });
      case 'ref':
        return this.name(e.name);
      case 'pow': {
        const a = this.expr(e.arg);
        return this.node('pow', this.rank(a), [a], e.n);
      }
      case 'convert': {
        const a = this.expr(e.arg);
        return this.node('convert', this.rank(a), [a], e.factor);
      }
      case 'step': {
        const a = this.expr(e.of);
        return this.node('step', this.rank(a), [a], e.otherwise, { points: e.points, side: e.side });
      }
      case 'interp': {
        const a = this.expr(e.of);
        return this.node('interp', this.rank(a), [a], 0, { points: e.points });
      }
      case 'guard': {
        const args = [this.expr(e.when), this.expr(e.body)];
        return this.node('guard', this.widest(args), args, 0, { reason: e.reason });
      }
      case 'all': {
        const args = e.items.map((i) => this.expr(i.expr));
        return this.node('all', this.widest(args), args, 0, {
          ids: e.items.map((i) => i.id),
          unknown: e.items.map((i) => i.unknownWhenMissing),
        });
      }
      case 'group':
        return this.node('group', 'once', this.taken('group_sum', [this.expr(e.arg)]), 0, {
          level: e.level,
          slot: e.slot,
        });
      case 'call':
        return this.call(e);
    }
  }

  private call(e: Extract<BoundExpr, { k: 'call' }>): number {
    if (e.op === 'prev') return this.prev(e.args as [BoundExpr, BoundExpr]);
    const args = this.taken(
      e.op,
      e.args.map((a) => this.expr(a)),
    );
    switch (e.op) {
      case 'sum':
      case 'mean':
        this.lengths.add(this.length(args[1] as number, e.op));
        return this.node(e.op, 'once', args);
      case 'first':
      case 'irr':
      case 'npv':
        return this.node(e.op, 'once', args);
      case 'payback':
        return this.node('payback', 'once', [
          args[0] as number,
          args[1] ?? this.expr({ k: 'num', v: 0 }),
          this.name('construction'),
        ]);
      case 'cumulative':
      case 'compound':
      case 'at':
        return this.node(e.op, 'yearly', args);
      case 'even':
        return this.node('even', 'flow', args);
      case 'lump':
        this.lengths.add(this.length(args[1] as number, e.op));
        return this.node('lump', 'flow', [...args, this.name('construction')]);
      case 'operating':
        this.lengths.add(this.length(args[1] as number, e.op));
        return this.node('operating', 'flow', [...args, this.name('construction')]);
      default:
        return this.node(e.op, this.rankOf(e.op, args), args);
    }
  }

  private prev([of, first]: [BoundExpr, BoundExpr]): number {
    const start = this.expr(first);
    const waiting = of.k === 'ref' ? this.open.get(of.name) : undefined;
    if (!waiting) return this.node('shift', 'yearly', this.taken('prev', [this.expr(of), start]));
    const id = this.nodes.length;
    this.nodes.push({ op: 'prev', rank: 'yearly', args: [start], v: -1 });
    waiting.push(id);
    return id;
  }

  private node(op: string, rank: Rank, args: readonly number[], v = 0, extra: Partial<GraphNode> = {}): number {
    const key = `${op}|${args.join(',')}|${v}|${JSON.stringify(extra)}`;
    const known = this.index.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.length;
    this.nodes.push({ op, rank, args, v, ...extra });
    this.index.set(key, id);
    return id;
  }

  private rank(id: number): Rank {
    return (this.nodes[id] as GraphNode).rank;
  }

  /** A length may not rest on yearly values: it settles how many years there are. */
  length(id: number, what: string): number {
    const seen = new Set<number>();
    const visit = (i: number): boolean => {
      if (seen.has(i)) return true;
      seen.add(i);
      return this.rank(i) === 'once' && (this.nodes[i] as GraphNode).args.every(visit);
    };
    if (!visit(id)) throw new Error(`${what}: the length must be once-only and rest on once-only values`);
    return id;
  }

  /** The arguments of a function over years, if they are of the ranks it takes. */
  private taken(op: CallOp, args: readonly number[]): readonly number[] {
    for (const [i, allowed] of (TAKES[op] ?? []).entries()) {
      const a = args[i];
      if (a !== undefined && !this.isNothing(a) && !allowed.includes(this.rank(a)))
        throw new Error(`${op}: argument ${i + 1} is ${this.rank(a)}, not ${allowed.join(' or ')}`);
    }
    return args;
  }

  /** Flows add and subtract, take a sign or a once-only factor, and are chosen from; nothing else. */
  private rankOf(op: string, args: readonly number[]): Rank {
    const rank = this.widest(args);
    if (rank !== 'flow') return rank;
    const isFlow = (i: number): boolean => this.rank(args[i] as number) === 'flow';
    const flow = (i: number): boolean => isFlow(i) || this.isNothing(args[i] as number);
    const fits =
      op === 'neg' ||
      ((op === 'add' || op === 'sub') && flow(0) && flow(1)) ||
      (op === 'mul' && isFlow(0) !== isFlow(1)) ||
      (op === 'div' && !isFlow(1)) ||
      (op === 'cond' && !isFlow(0) && flow(1) && flow(2));
    if (!fits) throw new Error(`${op}: not for money at year ends`);
    return rank;
  }

  /** 0 or undefined: fits everywhere. */
  private isNothing(id: number): boolean {
    const n = this.nodes[id] as GraphNode;
    return n.op === 'undefined' || (n.op === 'const' && n.v === 0);
  }

  private widest(ids: readonly number[]): Rank {
    const ranks = ids.map((i) => this.rank(i));
    if (!ranks.includes('flow')) return ranks.includes('yearly') ? 'yearly' : 'once';
    if (ranks.includes('yearly'))
      throw new Error('a per-year value where money at year ends is meant: use operating()');
    return 'flow';
  }
}
