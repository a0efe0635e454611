/**
 * Sums over a choice that lie above the quantile of its total: what bounds of a choice are made of.
 *
 * At most b of n draws lie below the quantile at p, b = ⌈(n − 1) p⌉ (type 7). So of any m > b draws, picked without a look at
 * the choice, at least m − b reach the quantile, and their mean does. Two estimates follow from each such set:
 *
 * - tail: the mean of the m − b largest of a sum is at most the sum of those means (it is a maximum over sets of draws:
 *   R. T. Rockafellar and S. Uryasev, "Conditional value-at-risk for general loss distributions", Journal of Banking & Finance
 *   26 (2002)). Near where candidates move together and the set holds the draws in which they are low.
 * - spread: the quantile lies at most κ standard deviations of the set above its mean, κ = √(b / (m − b)) (Cantelli's
 *   inequality). Near where many candidates even each other out.
 *
 * Both stay above when draws are raised. Raising what moves with the total, up to its level near the quantile, takes out what
 * candidates share and leaves what evens out.
 */
import { meanOf } from '../../simulate/moments.ts';
import type { LinearRow } from './linear.ts';
import { mostWithin } from './most-within.ts';

/** constant + coefficients · x lies nowhere below the quantile of the choice x. */
export interface Estimate {
  coefficients: Float64Array;
  constant: number;
}

/** Draws of each candidate in a set of draws, raised or not, and how many of them may lie below the quantile of a total. */
export interface Picked {
  draws: readonly Float64Array[];
  /** Fewer than the draws. */
  below: number;
}

/** Draws that may lie below the quantile at p. */
export const mayLieBelow = (n: number, p: number): number => Math.ceil((n - 1) * p);

export const picked = (draws: readonly Float64Array[], set: Uint32Array, below: number): Picked => ({
  draws: draws.map((d) => Float64Array.from(set, (k) => d[k]!)),
  below,
});

/**
 * Each draw in which a total is low raised by what the candidate lacks there, by its regression on the total.
 *
 * @param total of some choice, over the same draws in rising order
 */
export function raised({ draws, below }: Picked, total: Float64Array): Picked {
  const level = total[below]!;
  const mean = meanOf(total, 0, total.length);
  const from = total.map((v) => v - mean);
  const variance = dot(from, from);
  return {
    below,
    draws: draws.map((d) => {
      const slope = variance > 0 ? dot(d, from) / variance : 0;
      return d.map((v, k) => v + Math.max(0, slope * (level - total[k]!)));
    }),
  };
}

export function tailEstimate({ draws, below }: Picked): Estimate {
  const coefficients = Float64Array.from(draws, (d) => meanOf(d.slice().sort(), below, d.length));
  return { coefficients, constant: 0 };
}

/** What a spread estimate takes of a set of draws. */
export interface Covered {
  means: Float64Array;
  /** The most that the positive covariances of each candidate add up to with any choice within the rows. */
  reach: Float64Array;
  kappa: number;
}

export function coveredBy({ draws, below }: Picked, rows: readonly LinearRow[]): Covered {
  const means = Float64Array.from(draws, (d) => meanOf(d, 0, d.length));
  const centred = draws.map((d, i) => d.map((v) => v - means[i]!));
  const reach = Float64Array.from(positiveCovariances(centred), (c) => mostWithin(c, rows));
  const m = draws[0]?.length ?? 1;
  return { means, reach, kappa: Math.sqrt(below / (m - below)) };
}

/**
 * The variance of a choice is at most the sum over it of the reaches; and the root of that sum lies below its tangents,
 * √v ≤ (v + s²) / 2s.
 *
 * @param at the choice at which the tangent touches
 */
export function spreadEstimate({ means, reach, kappa }: Covered, at: Uint8Array): Estimate {
  const touched = at.reduce((sum, x, i) => sum + (x ? reach[i]! : 0), 0);
  const s = Math.sqrt(touched > 0 ? touched : Math.max(0, ...reach));
  if (!(s > 0)) return { coefficients: means, constant: 0 };
  return { coefficients: means.map((mean, i) => mean + (kappa * reach[i]!) / (2 * s)), constant: (kappa * s) / 2 };
}

function positiveCovariances(centred: readonly Float64Array[]): Float64Array[] {
  const m = centred[0]?.length ?? 1;
  const covariances = centred.map(() => new Float64Array(centred.length));
  for (const [i, a] of centred.entries())
    for (let j = i; j < centred.length; j++) {
      const c = Math.max(0, dot(a, centred[j]!) / m);
      covariances[i]![j] = c;
      covariances[j]![i] = c;
    }
  return covariances;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

export const valueAt = ({ coefficients, constant }: Estimate, chosen: Uint8Array): number =>
  chosen.reduce((sum, x, i) => sum + (x ? coefficients[i]! : 0), constant);
