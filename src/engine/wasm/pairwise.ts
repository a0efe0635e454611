/** Pieces of operations on a pair of lanes. */
import type { Simd } from './asm.ts';
import type { Values } from './values.ts';

export function two(v: Values, a: number, b: number, op: Simd): void {
  v.value(a);
  v.value(b);
  v.code.simd(op);
}

/** NaN (all ones) where one of these is NaN; else what is on the stack. */
export function undefinedIf(v: Values, ids: readonly number[]): void {
  for (const id of new Set(ids)) {
    if (v.isDefined(id)) continue;
    const l = v.local(id);
    v.code.get(l).get(l).simd('ne').simd('or');
  }
}
