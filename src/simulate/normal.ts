import { exp, log } from '../engine/elementary.ts';

const INVERSE_SQRT_2_PI = 0.3989422804014327;

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return INVERSE_SQRT_2_PI * exp(-0.5 * z * z);
}

/**
 * Φ(z), the standard normal distribution function; relative error below 1e-14 for z > −37 (then it underflows).
 * Near 0 the series Φ = ½ + φ · (z + z³/3 + z⁵/15 + …), in the tails Laplace's continued fraction for Mills' ratio:
 * M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function normalCdf(z: number): number {
  if (z > 0) return 1 - normalCdf(-z);
  if (z < -38.6) return 0;
  return z > -1.5 ? 0.5 + normalDensity(z) * series(z) : normalDensity(z) * millsRatio(-z);
}

function series(z: number): number {
  const zz = z * z;
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
    term *= zz / n;
    sum += term;
  }
  return sum;
}

/** (1 − Φ(x)) / φ(x) for x ≥ 1.5; the depth makes the error of cutting it off below 1e-16. */
function millsRatio(x: number): number {
  let fraction = x;
  for (let n = Math.ceil(16 + 320 / (x * x)); n >= 1; n--) fraction = x + n / fraction;
  return 1 / fraction;
}

/**
 * Φ⁻¹(p) for 0 < p < 1; relative error below 1e-13 for p ≤ ½ (above, use −normalQuantile(1 − p) when 1 − p is known better).
 * Start: Abramowitz and Stegun 26.2.23 (error 4.5e-4), then two of Halley's steps, each of which triples the digits.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * log(p));
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 2; step++) {
    const e = (normalCdf(z) - p) / normalDensity(z);
    z -= e / (1 + (z * e) / 2);
  }
  return z;
}
