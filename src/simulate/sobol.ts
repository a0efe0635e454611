import { JOE_KUO } from './joe-kuo.ts';

/** Dimensions with direction numbers of their own. */
export const SOBOL_DIMENSIONS = JOE_KUO.length + 1;

const cache: Int32Array[] = [];

/**
 * Direction numbers of one dimension of the Sobol' sequence: 32 words; point k is the xor of the words at the set bits of
 * k, read as a binary fraction of 32 digits (natural order, not Gray code).
 *
 * @param dimension 0 to 127
 *
 * Source of the recurrence: P. Bratley and B. L. Fox, Algorithm 659, ACM TOMS 14 (1988), equation 2.
 */
export function sobolDirections(dimension: number): Int32Array {
  const known = cache[dimension];
  if (known) return known;
  const directions = dimension === 0 ? vanDerCorput() : recurrence(JOE_KUO[dimension - 1] as string);
  cache[dimension] = directions;
  return directions;
}

function vanDerCorput(): Int32Array {
  return Int32Array.from({ length: 32 }, (_, j) => 1 << (31 - j));
}

/** v_j = v_{j−s} ⊕ v_{j−s} / 2^s ⊕ the v_{j−k} whose coefficient in the polynomial is 1. */
function recurrence(line: string): Int32Array {
  const [a, ...m] = line.split(' ').map(Number) as [number, ...number[]];
  const s = m.length;
  const v = new Int32Array(32);
  for (let j = 0; j < 32; j++) {
    if (j < s) {
      v[j] = (m[j] as number) << (31 - j);
      continue;
    }
    let word = (v[j - s] as number) ^ ((v[j - s] as number) >>> s);
    for (let k = 1; k < s; k++) if ((a >>> (s - 1 - k)) & 1) word ^= v[j - k] as number;
    v[j] = word;
  }
  return v;
}
