/**
 * exp and log made of products and sums alone, so that they give the same bits in every engine, in WebAssembly and in
 * interpreted code (the built-in ones may differ between versions of an engine).
 */

/** ln 2 in two parts; the first has 32 bits, so that its product with a whole exponent is exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
/** 1.5 · 2^52: added and taken away again, it rounds to a whole number (half to even). */
const ROUND = 6755399441055744;

/** 2^k at k + 1022, k = −1022 … 1023. */
const POWERS = Float64Array.from({ length: 2046 }, (_, i) => i);
for (let i = 0, p = 2.2250738585072014e-308; i < POWERS.length; i++, p *= 2) POWERS[i] = p;

/** e^x; relative error below 2.5e-16 in the normal range. */
export function exp(x: number): number {
  if (!(x > -708 && x < 709)) return extreme(x);
  return reduced(x, 0);
}

/**
 * e^x · 2^−lift, x moderate. x = k ln 2 + r, |r| ≤ ln 2 / 2, and e^r = 1 + r + r² q(r) with q of degree 9, interpolated at
 * Chebyshev nodes (error of e^r 1.6e-17). Pairs first, so that little waits for anything else.
 */
function reduced(x: number, lift: number): number {
  const k = x * Math.LOG2E + ROUND - ROUND;
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  const r2 = r * r;
  const r4 = r2 * r2;
  const a = 0.5000000000000001 + r * 0.16666666666666669 + r2 * (0.04166666666662413 + r * 0.008333333333330062);
  const b =
    0.0013888888917213717 + r * 0.00019841269863053618 + r2 * (2.4801521295954376e-5 + r * 2.7557268459997064e-6);
  const q = a + r4 * (b + r4 * (2.7620088445409746e-7 + r * 2.510038549551032e-8));
  return (1 + (r + r2 * q)) * (POWERS[(k + (1022 - lift)) | 0] as number);
}

/** Results that are subnormal, 0, huge, infinite or NaN. */
function extreme(x: number): number {
  if (x >= 709) return x < 710 ? reduced(x, 8) * 256 : Number.POSITIVE_INFINITY;
  if (x <= -708) return x > -746 ? reduced(x, -128) / 3.402823669209385e38 : 0;
  return Number.NaN;
}

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);

/**
 * ln x of a positive finite x; error below 2 units in the last place (near 1, of the result too).
 * x = 2^k f with f from √½ to √2, and ln f = 2 artanh s, s = (f − 1) / (f + 1), |s| ≤ 0.172.
 */
export function log(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) {
    return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  }
  if (x < 2.2250738585072014e-308) return log(x * 18014398509481984) - 54 * LN2_HIGH - 54 * LN2_LOW;
  bits[0] = x;
  let k = ((words[1] as number) >>> 20) - 1023;
  words[1] = ((words[1] as number) & 0xfffff) | 0x3ff00000;
  let f = bits[0] as number;
  if (f > Math.SQRT2) {
    f /= 2;
    k++;
  }
  const s = (f - 1) / (f + 1);
  const z = s * s;
  let series = 0;
  for (let n = 23; n >= 3; n -= 2) series = (series + 1 / n) * z;
  return k * LN2_HIGH + (2 * s + (2 * s * series + k * LN2_LOW));
}
