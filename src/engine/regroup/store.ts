/** Nodes being made: each once. */
import type { GraphNode, Rank } from '../graph.ts';

export class Store {
  readonly nodes: GraphNode[] = [];
  /** Parameter → whether it is a number in every row. */
  readonly given: (param: number) => boolean;
  /** What `isDefined` has found out. */
  readonly defined = new Map<number, boolean>();
  private readonly index = new Map<string, number>();

  constructor(given: (param: number) => boolean) {
    this.given = given;
  }

  get(id: number): GraphNode {
    return this.nodes[id]!;
  }

  rank(id: number): Rank {
    return this.get(id).rank;
  }

  /** The number of a once-only constant. */
  number(id: number): number | undefined {
    const n = this.get(id);
    return n.op === 'const' ? n.v : undefined;
  }

  constant(v: number): number {
    return this.add({ op: 'const', rank: 'once', args: [], v });
  }

  /** A node whose rank is the widest of its arguments'. */
  make(op: string, args: readonly number[], v = 0): number {
    const ranks = args.map((a) => this.rank(a));
    const rank = ranks.includes('flow') ? 'flow' : ranks.includes('yearly') ? 'yearly' : 'once';
    return this.add({ op, rank, args, v });
  }

  /** Each `prev` is its own until its quantity is known. */
  add(n: GraphNode): number {
    const key = keyOf(n);
    const known = n.op === 'prev' ? undefined : this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.nodes.length);
    return this.nodes.push(n) - 1;
  }

  find(op: string, args: readonly number[]): number | undefined {
    return this.index.get(keyOf({ op, rank: 'once', args, v: 0 }));
  }
}

const keyOf = ({ op, rank: _, args, v, ...rest }: GraphNode): string => `${op}|${args}|${v}|${JSON.stringify(rest)}`;
