/** Makes nodes: each once, in order, simplified wherever the result keeps its bits. */
import type { Constant } from '../constants.ts';
import { fold } from './fold.ts';
import { type Assumption, exact, type Facts, factsOf, type Node, type Rank, YEARS } from './ir.ts';
import { certainZero } from './zero.ts';

const RANK_OF: Readonly<Record<string, Rank>> = {
  growth: 'yearly',
  geometric: 'yearly',
  cumulative: 'yearly',
  shift: 'yearly',
  prev: 'yearly',
  at: 'yearly',
  factor: 'yearly',
  lead: 'lead',
  series: 'yearly',
  param: 'once',
  sum: 'once',
  first: 'once',
  npv: 'once',
  irr: 'once',
  payback: 'once',
};

export class Builder {
  readonly nodes: Node[] = [];
  readonly facts: Facts[] = [];
  readonly assumptions: Assumption[] = [];
  /** Length of operation, when it is the same for every site. */
  years: number | undefined;
  /** Leave out products with 0 that can only be 0 while some numbers stay within bounds. */
  private readonly bold: boolean;
  private readonly index = new Map<string, number>();

  constructor(bold: boolean) {
    this.bold = bold;
  }

  constant(c: Constant, isMask = false): number {
    if (typeof c === 'number') return this.add({ op: 'const', rank: 'once', args: [], v: c });
    const span = this.years ?? YEARS;
    for (let t = 1; t < span; t++) {
      if (!Object.is(c[t], c[0]))
        return this.add({ op: 'table', rank: 'yearly', args: [], v: 0, table: c, mask: isMask });
    }
    return this.constant(c[0]!);
  }

  /** The number of a constant node. */
  number(id: number): number | undefined {
    const n = this.nodes[id];
    return n?.op === 'const' ? n.v : undefined;
  }

  make(op: string, args: readonly number[], extra: Partial<Node> = {}): number {
    const n = { op, args, v: 0, ...extra };
    const known = args.map((a) => this.constantOf(a));
    if (args.length > 0 && known.every((k) => k !== undefined)) {
      const result = fold(n, known as Constant[]);
      if (result !== undefined) return this.constant(result, op === 'less' || op === 'same');
    }
    return this.simpler(n) ?? this.add({ ...n, rank: RANK_OF[op] ?? this.widest(args) });
  }

  /** The number of the year before; `plus`: to be taken for NaN or one without the sign bit. */
  past(first: number, target: number, plus: boolean): number {
    const id = this.add({ op: 'prev', rank: 'yearly', args: [first], v: target });
    if (plus && this.facts[first]!.plus) this.facts[id] = { plus: true, unsignedZero: true, defined: false };
    return id;
  }

  /** x for x + 0: the same in a sum that has begun at +0, whose sign bit no ±0 changes. */
  withoutZero(id: number): number {
    const { op, args } = this.nodes[id]!;
    if (op !== 'add') return id;
    const [a = 0, b = 0] = args;
    if (this.number(b) === 0) return a;
    return this.number(a) === 0 ? b : id;
  }

  private constantOf(id: number): Constant | undefined {
    const n = this.nodes[id]!;
    return n.op === 'const' ? n.v : n.table;
  }

  private widest(args: readonly number[]): Rank {
    const ranks = args.map((a) => this.nodes[a]!.rank);
    return ranks.find((r) => r !== 'once') ?? 'once';
  }

  private add(n: Node): number {
    const points = n.points?.flat().map(exact);
    const table = n.table && [...n.table].map(exact);
    const key = [n.op, n.args, exact(n.v), points, n.side, n.unknown, table, n.mask].join('|');
    // Each `prev` is its own until its quantity is known.
    const known = n.op === 'prev' ? undefined : this.index.get(key);
    if (known !== undefined) return known;
    const id = this.nodes.length;
    this.nodes.push(n);
    this.facts.push(factsOf(n, this.facts));
    this.index.set(key, id);
    return id;
  }

  /** A node that gives the same bits, if there is one. */
  private simpler(n: Omit<Node, 'rank'>): number | undefined {
    const [a = 0, b = 0, c = 0] = n.args;
    const x = this.number(a);
    const y = this.number(b);
    switch (n.op) {
      case 'add':
        if (this.vanishes(b, a)) return a;
        return this.vanishes(a, b) ? b : undefined;
      case 'sub':
        return Object.is(y, 0) ? a : undefined;
      case 'mul':
        if (y === 1) return a;
        if (x === 1) return b;
        if (Object.is(y, 0)) return this.zero(a);
        return Object.is(x, 0) ? this.zero(b) : undefined;
      case 'div':
        return y === 1 ? a : undefined;
      case 'convert':
        return n.v === 1 ? a : undefined;
      case 'pow':
        if (n.v === 0) return this.constant(1);
        return n.v === 1 ? a : undefined;
      case 'cond':
        if (x === undefined) return undefined;
        return Number.isNaN(x) ? this.constant(x) : x !== 0 ? b : c;
      case 'guard':
        if (x === undefined) return undefined;
        return x === 1 ? b : this.constant(Number.NaN);
      case 'keep':
        if (Object.is(this.number(a), 0)) return a;
        if (y === undefined) return undefined;
        return Number.isNaN(y) ? a : this.constant(0);
      case 'all':
        return this.all(n);
      case 'first':
        return this.nodes[a]!.rank === 'once' ? a : undefined;
      default:
        return undefined;
    }
  }

  /** Adding it to `other` changes nothing. */
  private vanishes(id: number, other: number): boolean {
    const v = this.number(id);
    return Object.is(v, -0) || (Object.is(v, 0) && this.facts[other]!.unsignedZero);
  }

  private zero(id: number): number | undefined {
    if (!this.bold || this.nodes[id]!.rank !== 'yearly') return undefined;
    const assumed = certainZero(id, this.nodes, this.facts);
    if (!assumed) return undefined;
    this.assumptions.push(...assumed);
    return this.constant(0);
  }

  /** A condition that holds says nothing; one that fails says all. */
  private all(n: Omit<Node, 'rank'>): number | undefined {
    if (n.args.some((a) => this.number(a) === 0)) return this.constant(0);
    const rest = n.args.map((_, i) => i).filter((i) => this.number(n.args[i]!) !== 1);
    if (rest.length === n.args.length) return rest.length === 0 ? this.constant(1) : undefined;
    const unknown = rest.map((i) => n.unknown![i]!);
    const args = rest.map((i) => n.args[i]!);
    // 1 at first, so that nothing but the conditions left counts.
    return args.length === 0 ? this.constant(1) : this.make('all', args, { unknown });
  }
}
