/** Sums and differences, of two numbers and over the years. */
import { composed, factorsOf, geometric, isOnceChoice, product } from './product.ts';
import type { Store } from './store.ts';

/** a + sign × b */
export function sumOf(s: Store, a: number, b: number, sign: 1 | -1): number {
  if (s.number(b) === 0) return a;
  if (s.number(a) === 0) return sign === 1 ? b : negative(s, b);
  const op = sign === 1 ? 'add' : 'sub';
  const [x, y] = [s.get(a), s.get(b)];
  if (x.rank === 'flow' || y.rank === 'flow') return s.make(op, [a, b]);
  if (y.op === 'convert' && y.v < 0) return sumOf(s, a, product(s, [b], -1), sign === 1 ? -1 : 1);
  if (x.op === 'convert' && x.v < 0 && sign === 1) return sumOf(s, b, product(s, [a], -1), -1);
  if (x.op === 'geometric' && y.op === 'geometric' && x.args[0] === y.args[0])
    return geometric(s, x.args[0]!, sumOf(s, x.args[1]!, y.args[1]!, sign));
  const both = (p: number, q: number): number => sumOf(s, p, q, sign);
  // A choice between once-only numbers: the branches take the other one in.
  if (x.rank === 'once' && isOnceChoice(s, b)) {
    const [c = 0, p = 0, q = 0] = y.args;
    return s.make('cond', [c, both(a, p), both(a, q)]);
  }
  if (y.rank === 'once' && isOnceChoice(s, a)) {
    const [c = 0, p = 0, q = 0] = x.args;
    return s.make('cond', [c, both(p, b), both(q, b)]);
  }
  return s.make(op, [a, b]);
}

/** A flow has its sign at each payment. */
function negative(s: Store, id: number): number {
  return s.rank(id) === 'flow' ? s.make('neg', [id]) : product(s, [id], -1);
}

const YEARS = 60;

/** The sum of x over the first n years: what does not change with the year comes in front. */
export function sumOverYears(s: Store, x: number, n: number): number {
  const years = s.number(n);
  const whole = years !== undefined && Number.isInteger(years) && years >= 1 && years <= YEARS;
  if (s.rank(x) === 'once')
    return whole ? product(s, [x], years) : s.add({ op: 'sum', rank: 'once', args: [x, n], v: 0 });
  const f = factorsOf(s, [x]);
  const core = composed(s, { ...f, c: 1, once: [] });
  return product(s, [s.add({ op: 'sum', rank: 'once', args: [core, n], v: 0 }), ...f.once], f.c);
}
