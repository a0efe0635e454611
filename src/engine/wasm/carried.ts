/** Yearly nodes that hand a number from one year to the next in a variable. */
import type { Node } from './ir.ts';
import type { Values } from './values.ts';

const CARRIED = new Set(['growth', 'geometric', 'cumulative', 'factor', 'shift', 'prev']);
export const isCarried = (op: string): boolean => CARRIED.has(op);

/** What a `shift` or `prev` gives in the first year. */
const startOf = (n: Node): number => n.args[n.op === 'prev' ? 0 : 1]!;
/** What it gives in the year after. */
const nextOf = (n: Node): number => (n.op === 'prev' ? n.v : n.args[0]!);

export class Carried {
  private readonly variables = new Map<number, number>();
  private readonly v: Values;

  constructor(v: Values) {
    this.v = v;
  }

  /** Before the loop: the number of the first year, where it is known. */
  begin(id: number, n: Node): void {
    const { v } = this;
    const { code } = v;
    const l = code.local('v128');
    this.variables.set(id, l);
    if (n.op === 'growth') v.constant(1);
    else if (n.op === 'geometric') v.value(n.args[1]!);
    else if (n.op === 'factor') this.firstFactor(n.args[0]!);
    else if (n.op === 'cumulative' || v.node(startOf(n)).rank !== 'once') code.zero();
    else v.value(startOf(n));
    code.set(l);
  }

  /** What the number of this year is made of, beside the variable. */
  inYear(id: number): readonly number[] {
    const n = this.v.node(id);
    if (n.op === 'cumulative' || (n.op === 'growth' && !this.isReady(n))) return [n.args[0]!];
    return this.isReady(n) ? [] : [startOf(n)];
  }

  /** What the number of the next year is made of, beside the variable. */
  inNextYear(id: number): readonly number[] {
    const n = this.v.node(id);
    if (n.op === 'cumulative') return [];
    return [n.op === 'shift' || n.op === 'prev' ? nextOf(n) : n.args[0]!];
  }

  /** At the start of a year: variables that already hold its number. */
  enter(ids: readonly number[]): void {
    for (const id of ids) if (this.isReady(this.v.node(id))) this.v.bind(id, this.variables.get(id));
  }

  /** An operation whose variable is not ready at the start of the year; false for those of single numbers. */
  operation(n: Node, id: number): boolean {
    const l = this.variables.get(id);
    if (l === undefined) return false;
    const { v } = this;
    const { code } = v;
    if (n.op === 'cumulative') {
      code.get(l);
      v.value(n.args[0]!);
      code.simd('add').set(l);
    } else if (n.op === 'growth') {
      const g = v.local(n.args[0]!);
      code.get(v.t).if().get(l).get(g).simd('mul').set(l).op('end');
    } else {
      const start = v.local(startOf(n));
      code.get(v.t).op('i32.eqz').if().get(start).set(l).op('end');
    }
    v.bind(id, l);
    code.get(l);
    return true;
  }

  /** At the end of a year: all next numbers first, since they may read each other's. */
  turn(ids: readonly number[]): void {
    const set: number[] = [];
    for (const id of ids) {
      if (this.next(this.v.node(id), id)) set.push(this.variables.get(id)!);
    }
    for (const l of set.reverse()) this.v.code.set(l);
  }

  private next(n: Node, id: number): boolean {
    const { v } = this;
    if (n.op === 'cumulative' || (n.op === 'growth' && !this.isReady(n))) {
      // Their variable must move even in a year in which nobody has read it.
      v.local(id);
      return false;
    }
    if (n.op === 'growth' || n.op === 'geometric' || n.op === 'factor') {
      v.code.get(this.variables.get(id)!);
      v.value(n.args[0]!);
      v.code.simd('mul');
    } else {
      // Its own number of this year must have been taken before it is overwritten.
      v.local(id);
      v.value(nextOf(n));
    }
    return true;
  }

  private isReady(n: Node): boolean {
    if (n.op === 'cumulative') return false;
    if (n.op === 'growth') return this.v.node(n.args[0]!).rank === 'once';
    return n.op === 'factor' || n.op === 'geometric' || this.v.node(startOf(n)).rank === 'once';
  }

  /** v^(construction + 1), one multiplication after the other. */
  private firstFactor(base: number): void {
    const { v } = this;
    const { code, shared } = v;
    v.value(base);
    if (shared.lead === 0) return;
    const f = code.local('v128');
    code.set(f).i32(16).set(v.t).block().loop();
    code.get(v.t);
    leadEnd(v);
    code.op('i32.gt_s').brIf(1);
    code.get(f);
    v.value(base);
    code.simd('mul').set(f);
    code.get(v.t).i32(16).op('i32.add').set(v.t).br(0).op('end').op('end').get(f);
  }
}

/** Construction × 16. */
export function leadEnd(v: Values): void {
  const { lead, leadAt } = v.shared;
  if (lead !== undefined) v.code.i32(lead * 16);
  else v.code.i32(0).loadI32(leadAt);
}
