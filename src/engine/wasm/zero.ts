/**
 * 0 × x is +0 for every finite x whose sign bit is not set. Finds out whether x is such a number as long as the quantities it
 * rests on stay within wide bounds, which the kernel then watches.
 */
import { power } from '../elementwise.ts';
import type { Assumption, Facts, Node } from './ir.ts';
import { isCompare } from './ir.ts';

/** Far beyond any quantity, and far from overflow even when a few are multiplied. */
const BITS = 100;
/** Beyond this, rounding to multiples might overflow. */
const MOST = 900;
/** Rounding to multiples works in millionths: 2^20. */
const MILLION = 20;

/** @returns what must hold; undefined if x may be negative or cannot be bounded */
export function certainZero(id: number, nodes: readonly Node[], facts: readonly Facts[]): Assumption[] | undefined {
  if (!facts[id]!.plus) return undefined;
  const search = new Search(nodes, facts);
  return search.bits(id) === undefined ? undefined : search.assumed;
}

const log2 = (v: number): number => (v === 0 ? 0 : Math.ceil(Math.log2(Math.abs(v))));

class Search {
  readonly assumed: Assumption[] = [];
  private readonly nodes: readonly Node[];
  private readonly facts: readonly Facts[];

  constructor(nodes: readonly Node[], facts: readonly Facts[]) {
    this.nodes = nodes;
    this.facts = facts;
  }

  /** Power of two that the node does not exceed. */
  bits(id: number): number | undefined {
    const b = this.own(this.nodes[id]!, id);
    return b !== undefined && Math.abs(b) < MOST ? b : undefined;
  }

  private own(n: Node, id: number): number | undefined {
    switch (n.op) {
      case 'const':
        return Number.isFinite(n.v) ? log2(n.v) : undefined;
      case 'table':
        return n.table!.every(Number.isFinite) ? Math.max(...[...n.table!].map(log2)) : undefined;
      case 'floor':
      case 'ceil':
        return this.multiple(n);
      case 'max':
      case 'min':
        return this.largest(n.args);
      case 'neg':
      case 'abs':
        return this.bits(n.args[0]!);
      case 'convert':
        return this.sum([this.bits(n.args[0]!), log2(n.v)]);
      case 'keep':
        return this.sum([this.largest([n.args[0]!]), 0]);
    }
    if (n.rank === 'once') return this.assume(id, power(2, BITS), BITS);
    switch (n.op) {
      case 'add':
      case 'sub':
        return this.sum([this.largest(n.args), 1]);
      case 'mul':
        return this.sum(n.args.map((a) => this.bits(a)));
      case 'cond':
        return this.decided(n.args[0]!) ? this.largest(n.args.slice(1)) : undefined;
      case 'growth':
        return this.nodes[n.args[0]!]!.rank === 'once' ? this.assume(n.args[0]!, 2, 60) : undefined;
      case 'geometric':
        return this.sum([this.assume(n.args[0]!, 2, 60), this.bits(n.args[1]!)]);
      default:
        return undefined;
    }
  }

  private multiple(n: Node): number | undefined {
    const q = this.nodes[n.args[1]!]!;
    if (q.op !== 'const' || !(q.v > 0) || !Number.isFinite(q.v)) return undefined;
    const x = this.bits(n.args[0]!);
    if (x === undefined || x - log2(q.v) + 1 + MILLION > MOST) return undefined;
    return Math.max(x, log2(q.v)) + 2;
  }

  /** A bounded number is defined: a length that a row gives, too. */
  private decided(id: number): boolean {
    const n = this.nodes[id]!;
    if (this.facts[id]!.defined) return true;
    return isCompare(n.op) && n.args.every((a) => this.facts[a]!.defined || this.bits(a) !== undefined);
  }

  private largest(ids: readonly number[]): number | undefined {
    const list = ids.map((i) => this.bits(i));
    return list.every((b) => b !== undefined) ? Math.max(0, ...(list as number[])) : undefined;
  }

  private sum(list: readonly (number | undefined)[]): number | undefined {
    return list.every((b) => b !== undefined) ? (list as number[]).reduce((s, b) => s + b, 0) : undefined;
  }

  private assume(node: number, below: number, bits: number): number {
    this.assumed.push({ node, below });
    return bits;
  }
}
