/**
 * The same equations with fewer operations a year: conversions of units and once-only factors leave the years, running
 * products merge, what is 0 goes. As real numbers, not bit for bit (1e-12): for draws, before any executor sees the graph.
 */
import { type Constant, constantsOf } from '../constants.ts';
import type { Graph, GraphNode, Scan } from '../graph.ts';
import { MAX_YEARS } from '../interpreter.ts';
import { reachable } from '../reachable.ts';
import { geometric, product } from './product.ts';
import { Store } from './store.ts';
import { sumOf, sumOverYears } from './sum.ts';

/**
 * @param names what is wanted of it; nothing else is kept
 * @param given parameter → whether it is a number in every row
 */
export function regroup(graph: Graph, names: Iterable<string>, given: (param: number) => boolean): Graph {
  return compact(new Rewriter(graph, [...names], given).run());
}

/** What a `prev` is the past of, before it is known. */
const UNKNOWN = -1;

class Rewriter {
  private readonly s: Store;
  private readonly graph: Graph;
  private readonly names: readonly string[];
  /** Node of the graph → what stands for it. */
  private readonly to: number[] = [];
  /** Nodes `prev` whose quantity is not known yet. */
  private years = MAX_YEARS;
  private readonly waiting: { id: number; target: number }[] = [];

  constructor(graph: Graph, names: readonly string[], given: (param: number) => boolean) {
    this.s = new Store(given);
    this.graph = graph;
    this.names = names;
  }

  run(): Graph {
    const { graph, s, to } = this;
    const roots = this.names.map((n) => graph.byName.get(n)!);
    const live = reachable(graph, [...roots, ...graph.lengths, graph.construction]);
    const constants = constantsOf(graph, live);
    this.years = yearsOf(graph, constants);
    for (const [i, n] of graph.nodes.entries()) {
      if (!live[i]) continue;
      const known = constants.get(i);
      const number = n.op === 'undefined' || known === undefined ? undefined : this.inAllYears(known);
      to[i] =
        number === undefined
          ? this.rewritten(
              n,
              n.args.map((a) => to[a]!),
            )
          : s.constant(number);
      this.close(i, to[i]);
    }
    return {
      nodes: s.nodes,
      byName: new Map(this.names.map((n, i) => [n, to[roots[i]!]!])),
      lengths: graph.lengths.map((l) => to[l]!),
      construction: to[graph.construction]!,
      scans: graph.scans.flatMap((x) => (live[x.target] ? this.scan(to[x.target]!) : [])),
    };
  }

  /** The number of a constant that is the same in every year there is. */
  private inAllYears(known: Constant): number | undefined {
    if (typeof known === 'number') return known;
    return known.subarray(0, this.years).every((v) => v === known[0]) ? known[0] : undefined;
  }

  private rewritten(n: GraphNode, args: readonly number[]): number {
    const { s } = this;
    if (n.op === 'prev') {
      const id = s.add({ ...n, args, v: UNKNOWN });
      this.waiting.push({ id, target: n.v });
      return id;
    }
    const [a = 0, b = 0] = args;
    const isFlow = n.rank === 'flow';
    switch (n.op) {
      case 'add':
        return sumOf(s, a, b, 1);
      case 'sub':
        return sumOf(s, a, b, -1);
      case 'neg':
        return isFlow ? this.same(n, args) : product(s, [a], -1);
      case 'convert':
        return isFlow ? this.same(n, args) : product(s, [a], n.v);
      case 'mul':
        return isFlow ? this.same(n, args) : product(s, args);
      case 'div':
        return isFlow ? this.same(n, args) : this.quotient(n, a, b);
      case 'sum':
        return sumOverYears(s, a, b);
      case 'mean':
        return this.quotient(n, sumOverYears(s, a, b), b);
      case 'compound':
        return s.rank(a) === 'once' ? geometric(s, sumOf(s, s.constant(1), a, 1), s.constant(1)) : this.same(n, args);
      case 'shift':
        return this.carried(a, b) ?? this.same(n, args);
      case 'max':
        return this.opposite(a, b) ?? this.same(n, args);
      case 'cond':
        return this.choice(args) ?? this.same(n, args);
      default:
        return this.same(n, args);
    }
  }

  private same(n: GraphNode, args: readonly number[]): number {
    return this.s.add({ ...n, args });
  }

  private quotient(n: GraphNode, a: number, b: number): number {
    const { s } = this;
    const by = s.number(b);
    if (by !== undefined && by !== 0 && Number.isFinite(1 / by)) return product(s, [a], 1 / by);
    if (s.rank(a) === 'yearly' && s.rank(b) === 'once') return product(s, [a, s.make('div', [s.constant(1), b])]);
    return s.make('div', [a, b], n.v);
  }

  private choice([c = 0, x = 0, y = 0]: readonly number[]): number | undefined {
    const known = this.s.number(c);
    if (known === undefined || Number.isNaN(known)) return undefined;
    return known !== 0 ? x : y;
  }

  /** The number of the year before, if a recurrence already hands it on. */
  private carried(of: number, first: number): number | undefined {
    const { nodes } = this.s;
    const id = nodes.findIndex((n) => n.op === 'prev' && n.v === of && n.args[0] === first);
    return id < 0 ? undefined : id;
  }

  /** max(0, p − q) where max(0, q − p) is had: max(0, q − p) − (q − p), exactly. */
  private opposite(a: number, b: number): number | undefined {
    const { s } = this;
    const [zero, x] = s.number(a) === 0 ? [a, b] : [b, a];
    const n = s.get(x);
    if (s.number(zero) !== 0 || n.op !== 'sub') return undefined;
    const other = s.find('sub', [n.args[1]!, n.args[0]!]);
    if (other === undefined) return undefined;
    const had = s.find('max', [zero, other]) ?? s.find('max', [other, zero]);
    return had === undefined ? undefined : s.make('sub', [had, other]);
  }

  /** Ends a recurrence: its `prev` nodes learn what they are the past of. */
  private close(target: number, id: number): void {
    for (const w of this.waiting) if (w.target === target) this.s.nodes[w.id] = { ...this.s.get(w.id), v: id };
  }

  /** The nodes from the `prev` of a quantity to the quantity that run year by year. */
  private scan(target: number): Scan[] {
    const members = new Set<number>();
    for (let i = 0; i <= target; i++) {
      const n = this.s.get(i);
      if ((n.op === 'prev' && n.v === target) || n.args.some((a) => members.has(a))) members.add(i);
    }
    return members.has(target) ? [{ target, members: [...members] }] : [];
  }
}

/** The years of operation of every row; the most there can be when the numbers of a row decide. */
function yearsOf(graph: Graph, constants: ReadonlyMap<number, Constant>): number {
  let years = 1;
  for (const l of graph.lengths) {
    const n = constants.get(l);
    if (typeof n !== 'number' || !(n >= 1)) return MAX_YEARS;
    years = Math.max(years, Math.ceil(n));
  }
  return Math.min(years, MAX_YEARS);
}

/** Without the nodes that nothing needs any more. */
function compact(graph: Graph): Graph {
  const live = reachable(graph, [...graph.byName.values(), ...graph.lengths, graph.construction]);
  const to: number[] = [];
  let count = 0;
  for (const [i, l] of live.entries()) if (l) to[i] = count++;
  const kept = (ids: readonly number[]): number[] => ids.filter((i) => live[i]).map((i) => to[i]!);
  return {
    nodes: graph.nodes
      .filter((_, i) => live[i])
      .map((n) => ({ ...n, args: kept(n.args), v: n.op === 'prev' ? to[n.v]! : n.v })),
    byName: new Map([...graph.byName].map(([n, i]) => [n, to[i]!])),
    lengths: kept(graph.lengths),
    construction: to[graph.construction]!,
    scans: graph.scans.filter((x) => live[x.target]).map((x) => ({ target: to[x.target]!, members: kept(x.members) })),
  };
}
