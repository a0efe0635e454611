/**
 * A catalog formula → the bound expression of one kind of site: labels and `given` become numbers, decided branches go,
 * and what cannot be had makes everything that needs it undefined, with the reason.
 */
import { type BoundExpr, type Expr, num } from '../formula/index.ts';

export interface FoldContext {
  /** Group level and slot of the quantity whose formula this is. */
  level: 'project' | 'proposal' | undefined;
  slot: string;
  ref(name: string): BoundExpr;
  is(name: string, label: string): BoundExpr;
  given(name: string): boolean;
  /** The number a name is known to have before any row is read. */
  constant(name: string): number | undefined;
}

export function fold(e: Expr, c: FoldContext): BoundExpr {
  switch (e.k) {
    case 'num':
    case 'year':
      return e;
    case 'unknown':
      return { k: 'undefined', reason: 'unknown' };
    case 'ref':
      return c.ref(e.name);
    case 'is':
      return c.is(e.name, e.label);
    case 'given':
      return num(c.given(e.name) ? 1 : 0);
    case 'pow':
    case 'convert': {
      const arg = fold(e.arg, c);
      return arg.k === 'undefined' ? arg : { ...e, arg };
    }
    case 'call':
      return foldCall(e, c);
  }
}

function foldCall(e: Extract<Expr, { k: 'call' }>, c: FoldContext): BoundExpr {
  if (e.op === 'cond') return foldCond(e.args as [Expr, Expr, Expr], c);
  const args = e.args.map((a) => fold(a, c));
  const lost = args.find((a) => a.k === 'undefined');
  // A group still needs the part of a row that cannot have the sum itself.
  if (lost && !args.some(holdsGroup)) return lost;
  if (e.op === 'group_sum') {
    if (!c.level) throw new Error(`${c.slot}: group_sum needs "over"`);
    return { k: 'group', level: c.level, slot: c.slot, arg: args[0] as BoundExpr };
  }
  return { k: 'call', op: e.op, args };
}

function holdsGroup(e: BoundExpr): boolean {
  if (e.k === 'call') return e.args.some(holdsGroup);
  return e.k === 'convert' || e.k === 'pow' ? holdsGroup(e.arg) : e.k === 'group';
}

function foldCond([when, yes, no]: [Expr, Expr, Expr], c: FoldContext): BoundExpr {
  const w = fold(when, c);
  if (w.k === 'undefined') return w;
  const known = constantOf(w, c);
  if (known !== undefined) return fold(known === 0 ? no : yes, c);
  const [a, b] = [fold(yes, c), fold(no, c)];
  if (a.k === 'undefined' && b.k === 'undefined') return a;
  return { k: 'call', op: 'cond', args: [w, a, b] };
}

/** The value of an expression that no row can change; undefined when a row can. */
export function constantOf(e: BoundExpr, c: Pick<FoldContext, 'constant'>): number | undefined {
  switch (e.k) {
    case 'num':
      return e.v;
    case 'ref':
      return c.constant(e.name);
    case 'convert': {
      const a = constantOf(e.arg, c);
      return a === undefined ? undefined : a * e.factor;
    }
    case 'call': {
      const settled = Object.hasOwn(SETTLED, e.op) ? SETTLED[e.op] : undefined;
      // Others are not looked into: `prev` may hold the very name whose formula this is.
      if (!settled) return undefined;
      const [a, b] = e.args.map((x) => constantOf(x, c));
      return a === undefined || b === undefined ? undefined : settled(a, b);
    }
    default:
      return undefined;
  }
}

/** Operations that are worked out at binding. */
const SETTLED: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
};
