/** Operations number by number on a pair of lanes, with the results of elementwise.ts bit for bit. */
import type { Simd } from './asm.ts';
import { all, choose, guard, keep } from './conditions.ts';
import { interpolate, step } from './curves.ts';
import { extreme } from './extremes.ts';
import { isCompare, type Node } from './ir.ts';
import { two, undefinedIf } from './pairwise.ts';
import type { Values } from './values.ts';

/** Puts the result of an operation on the stack. */
export function vectorOperation(v: Values, n: Node): void {
  const { code } = v;
  const [a = 0, b = 0, c = 0] = n.args;
  switch (n.op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      two(v, a, b, n.op);
      return;
    case 'min':
    case 'max':
      extreme(v, n.op, a, b);
      return;
    case 'neg':
    case 'abs':
    case 'sqrt':
      v.value(a);
      code.simd(n.op);
      return;
    case 'convert':
      v.value(a);
      v.constant(n.v);
      code.simd('mul');
      return;
    case 'exp':
    case 'log':
      perLane(v, a, v.shared.helpers[n.op]);
      return;
    case 'floor':
    case 'ceil':
      multiple(v, n.op, a, b);
      return;
    case 'pow':
      power(v, a, n.v);
      return;
    case 'step':
      step(v, n);
      return;
    case 'interp':
      interpolate(v, n);
      return;
    case 'cond':
      choose(v, a, b, c);
      return;
    case 'guard':
      guard(v, a, b);
      return;
    case 'all':
      all(v, n);
      return;
    case 'less':
      two(v, a, b, 'lt');
      return;
    case 'same':
      two(v, a, b, 'eq');
      return;
    case 'keep':
      keep(v, a, b);
      return;
    case 'at':
      inYear(v, a, b, c);
      return;
    default:
      if (!isCompare(n.op)) throw new Error(`no such operation: ${n.op}`);
      two(v, a, b, n.op as Simd);
      v.constant(1);
      code.simd('and');
      undefinedIf(v, [a, b]);
  }
}

/** Rounding as Math.round: the next integer not below, or the one before where that lies more than a half away. */
function multiple(v: Values, op: 'floor' | 'ceil', x: number, q: number): void {
  const { code } = v;
  const byOne = v.number(q) === 1;
  v.value(x);
  if (!byOne) {
    v.value(q);
    code.simd('div');
  }
  v.constant(1e6);
  code.simd('mul');
  const scaled = v.keep();
  code.simd('ceil');
  const up = v.keep();
  code.get(scaled).get(up);
  v.constant(0.5);
  code.simd('sub').simd('lt');
  v.constant(1);
  code.simd('and').simd('sub');
  v.constant(1e6);
  code.simd('div').simd(op);
  if (!byOne) {
    v.value(q);
    code.simd('mul');
  }
}

function power(v: Values, x: number, n: number): void {
  const { code } = v;
  if (n < 0) v.constant(1);
  const l = v.local(x);
  code.get(l);
  for (let i = Math.abs(n); i > 1; i--) code.get(l).simd('mul');
  if (n < 0) code.simd('div');
}

function perLane(v: Values, x: number, fn: number): void {
  const { code } = v;
  const l = v.local(x);
  code.get(l).simd('extract', 0).call(fn).simd('splat');
  code.get(l).simd('extract', 1).call(fn).simd('replace', 1);
}

/** The amount in the first year of operation that is not before `year`. */
function inYear(v: Values, amount: number, year: number, t: number): void {
  const { code } = v;
  v.value(amount);
  v.value(year);
  code.simd('ceil');
  v.constant(1);
  code.simd('pmax');
  v.value(t);
  code.simd('eq').simd('and');
  undefinedIf(v, [year]);
}
