/**
 * Philox 4x32-10, a counter-based generator: 128 random bits as a function of a 128-bit counter and a 64-bit key alone.
 * Used as the source of plain random draws and as the hash from which the scrambles of the Sobol' points are taken.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011),
 * doi 10.1145/2063384.2063405.
 */

const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const INVERSE_2_32 = 2.3283064365386963e-10;

/**
 * Writes the four words of the block at counter (c0, c1, c2, c3) under key (k0, k1) to out[at … at + 3].
 * All words are taken modulo 2^32; signed numbers do.
 *
 * The high half of a 32 × 32 bit product is (a·m − low half) / 2^32. In doubles a·m is off by at most 2^10, so the
 * quotient is off by less than 2^-20 and rounds to the exact integer.
 */
export function philox4x32(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
  at = 0,
): void {
  let x0 = c0 >>> 0;
  let x1 = c1 | 0;
  let x2 = c2 >>> 0;
  let x3 = c3 | 0;
  let a = k0 | 0;
  let b = k1 | 0;
  for (let round = 0; round < 10; round++) {
    const low0 = Math.imul(x0, M0);
    const low1 = Math.imul(x2, M1);
    const high0 = ((x0 * M0 - (low0 >>> 0)) * INVERSE_2_32 + 0.5) >>> 0;
    const high1 = ((x2 * M1 - (low1 >>> 0)) * INVERSE_2_32 + 0.5) >>> 0;
    x0 = (high1 ^ x1 ^ a) >>> 0;
    x1 = low1;
    x2 = (high0 ^ x3 ^ b) >>> 0;
    x3 = low0;
    a = (a + W0) | 0;
    b = (b + W1) | 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
  out[at + 2] = x2;
  out[at + 3] = x3;
}
