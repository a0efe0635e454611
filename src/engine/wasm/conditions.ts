/** Choices, guards and conditions of several parts. */
import type { Simd } from './asm.ts';
import { isCompare, type Node } from './ir.ts';
import { two, undefinedIf } from './pairwise.ts';
import type { Values } from './values.ts';

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

export function keep(v: Values, x: number, mask: number): void {
  const isSet = v.isSet(mask);
  if (isSet === undefined) two(v, x, mask, 'and');
  else if (isSet) v.value(x);
  else v.code.zero();
}

export function choose(v: Values, c: number, x: number, y: number): void {
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

export function guard(v: Values, c: number, x: number): void {
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
export function all(v: Values, n: Node): void {
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
