/** The most that a sum over a choice can come to under linear limits: a bound that is quick to find. */
import type { LinearRow } from './linear.ts';

/**
 * The most that numbers of 0 or more can add up to under any one of the rows, the last candidate in part. Rows with negative
 * coefficients, and limits from below alone, are left aside.
 */
export function mostWithin(worth: Float64Array, rows: readonly LinearRow[]): number {
  let least = worth.reduce((a, b) => a + b, 0);
  for (const { coefficients, high } of rows) {
    if (high === Number.POSITIVE_INFINITY || high < 0 || coefficients.some((c) => c < 0)) continue;
    least = Math.min(least, mostUnder(worth, coefficients, high));
  }
  return least;
}

/** What weighs nothing is taken whole, the rest by its worth per weight. */
function mostUnder(worth: Float64Array, weights: Float64Array, limit: number): number {
  let sum = 0;
  const heavy: number[] = [];
  for (const [i, w] of worth.entries()) {
    if (w === 0) continue;
    if (weights[i] === 0) sum += w;
    else heavy.push(i);
  }
  heavy.sort((a, b) => worth[b]! / weights[b]! - worth[a]! / weights[a]!);
  let left = limit;
  for (const i of heavy) {
    if (left <= 0) break;
    sum += worth[i]! * Math.min(1, left / weights[i]!);
    left -= weights[i]!;
  }
  return sum;
}
