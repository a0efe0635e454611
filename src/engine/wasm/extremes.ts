/** The lesser and the greater of two numbers, with the zeros and NaN of Math.min and Math.max. */
import { two } from './pairwise.ts';
import type { Values } from './values.ts';

/** f64x2.min and max take many instructions; against a constant one does, as long as it gives the right zero and lets NaN pass. */
export function extreme(v: Values, op: 'min' | 'max', a: number, b: number): void {
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
