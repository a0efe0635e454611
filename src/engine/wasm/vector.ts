/** Operations number by number on a pair of lanes, with the results of elementwise.ts bit for bit. */
import type { Simd } from './asm.ts';
import { isCompare, type Node } from './ir.ts';
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

/** What an operation reads in the years that are being emitted. */
export function readIn(v: Values, n: Node): readonly number[] {
  const [a = 0, b = 0, c = 0] = n.args;
  if (n.op === 'cond') {
    const known = v.number(a);
    if (known !== undefined) return Number.isNaN(known) ? [] : [known !== 0 ? b : c];
  }
  if (n.op === 'keep') {
    const isSet = v.isSet(b);
    if (isSet !== undefined) return isSet ? [a] : [];
  }
  return n.args;
}

function two(v: Values, a: number, b: number, op: Simd): void {
  v.value(a);
  v.value(b);
  v.code.simd(op);
}

/** NaN (all ones) where one of these is NaN; else what is on the stack. */
function undefinedIf(v: Values, ids: readonly number[]): void {
  for (const id of new Set(ids)) {
    if (v.isDefined(id)) continue;
    const l = v.local(id);
    v.code.get(l).get(l).simd('ne').simd('or');
  }
}

/** f64x2.min and max take many instructions; against a constant one does, as long as it gives the right zero and lets NaN pass. */
function extreme(v: Values, op: 'min' | 'max', a: number, b: number): void {
  const constant = v.number(a) !== undefined ? a : b;
  const other = constant === a ? b : a;
  const c = v.number(constant);
  if (c === undefined && plainExtreme(v, op, a, b)) return;
  const wrongZero = Object.is(c, op === 'max' ? 0 : -0);
  if (c === undefined || Number.isNaN(c)) {
    two(v, a, b, op);
    return;
  }
  v.value(other);
  v.constant(c);
  v.code.simd(op === 'min' ? 'pmin' : 'pmax');
  if (!wrongZero || (op === 'max' && v.facts(other).unsignedZero)) return;
  // −0 + 0 = +0; what is not above 0 has the sign bit of −0.
  v.constant(c);
  v.code.simd(op === 'max' ? 'add' : 'or');
}

/** Between a number of the site that the form takes for one without the sign bit and one that is never −0, NaN passes too. */
function plainExtreme(v: Values, op: 'min' | 'max', a: number, b: number): boolean {
  for (const [site, other] of [
    [a, b],
    [b, a],
  ] as const) {
    if (v.stored(other) || !v.facts(other).unsignedZero || !v.assumes(site, true)) continue;
    v.value(other);
    v.value(site);
    v.code.simd(op === 'min' ? 'pmin' : 'pmax');
    return true;
  }
  return false;
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

function step(v: Values, n: Node): void {
  const { code } = v;
  const x = v.local(n.args[0]!);
  const upTo = n.side === 'up_to';
  const points = upTo ? [...n.points!].reverse() : n.points!;
  v.constant(n.v);
  for (const [edge, value] of points) {
    const rest = v.code.local('v128');
    code.set(rest);
    v.constant(value);
    code.get(rest).get(x);
    v.constant(edge);
    code.simd(upTo ? 'le' : 'ge').simd('bitselect');
  }
  undefinedIf(v, [n.args[0]!]);
}

function interpolate(v: Values, n: Node): void {
  const { code } = v;
  const x = v.local(n.args[0]!);
  const points = n.points!;
  const last = points.length - 1;
  const select = (op: Simd, edge: number): void => {
    // On the stack: the number so far, the number where the comparison holds.
    const here = v.code.local('v128');
    const rest = v.code.local('v128');
    code.set(here).set(rest).get(here).get(rest).get(x);
    v.constant(edge);
    code.simd(op).simd('bitselect');
  };
  v.constant(Number.NaN);
  for (let i = last; i >= 1; i--) {
    const [x0, y0] = points[i - 1]!;
    const [x1, y1] = points[i]!;
    v.constant(y0);
    v.constant(y1 - y0);
    code.get(x);
    v.constant(x0);
    code.simd('sub').simd('mul');
    v.constant(x1 - x0);
    code.simd('div').simd('add');
    select('le', x1);
  }
  v.constant(points[last]![1]);
  select('ge', points[last]![0]);
  v.constant(points[0]![1]);
  select('le', points[0]![0]);
  undefinedIf(v, [n.args[0]!]);
}

/** A mask where a condition is not 0; what of a condition that is NaN must be seen to by `unclear`. */
function holds(v: Values, c: number): void {
  const n = v.node(c);
  const { code } = v;
  if (v.loadMask(c)) return;
  if (!direct(v, c)) {
    v.value(c);
    code.zero().simd('ne');
    return;
  }
  const [a, b] = [operand(v, n.args[0]!), operand(v, n.args[1]!)];
  a();
  b();
  code.simd(n.op as Simd);
}

/** A comparison used as a condition need not become a number. */
function direct(v: Values, c: number): boolean {
  return isCompare(v.node(c).op) && !v.stored(c) && !v.isHandedOn(c) && v.known(c) === undefined;
}

/** Worked out once even if it is read again. */
function operand(v: Values, id: number): () => void {
  if (v.stored(id)) return () => v.value(id);
  const l = v.local(id);
  return () => v.code.get(l);
}

/** NaN where the condition is; else what is on the stack. */
function unclear(v: Values, c: number): void {
  undefinedIf(v, direct(v, c) ? v.node(c).args : [c]);
}

function keep(v: Values, x: number, mask: number): void {
  const isSet = v.isSet(mask);
  if (isSet === undefined) two(v, x, mask, 'and');
  else if (isSet) v.value(x);
  else v.code.zero();
}

function choose(v: Values, c: number, x: number, y: number): void {
  const { code } = v;
  const known = v.number(c);
  if (known !== undefined) {
    if (Number.isNaN(known)) v.constant(known);
    else v.value(known !== 0 ? x : y);
    return;
  }
  const isZero = (id: number): boolean => Object.is(v.number(id), 0);
  if (isZero(x)) {
    v.value(y);
    holds(v, c);
    code.simd('andnot');
  } else {
    v.value(x);
    if (!isZero(y)) v.value(y);
    holds(v, c);
    code.simd(isZero(y) ? 'and' : 'bitselect');
  }
  unclear(v, c);
}

function guard(v: Values, c: number, x: number): void {
  const { code } = v;
  v.value(x);
  if (v.node(c).op !== 'ne' && direct(v, c)) {
    holds(v, c);
    code.simd('not');
  } else {
    v.value(c);
    v.constant(1);
    code.simd('ne');
  }
  code.simd('or');
}

/** 0 as soon as one fails; else undefined if one cannot be had, or 0.5 where that counts as unknown; else 1. */
function all(v: Values, n: Node): void {
  const { code } = v;
  v.constant(1);
  for (const [i, id] of n.args.entries()) {
    const x = v.local(id);
    const so = v.code.local('v128');
    code.set(so);
    if (!v.facts(id).defined) {
      if (n.unknown![i]) {
        code.get(so);
        v.constant(0.5);
        code.simd('min');
      } else v.constant(Number.NaN);
    }
    code.get(so).get(x).simd('min');
    if (!v.facts(id).defined) code.get(x).get(x).simd('ne').simd('bitselect');
    code.get(so).zero().simd('eq').get(x).zero().simd('eq').simd('or').simd('andnot');
  }
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
