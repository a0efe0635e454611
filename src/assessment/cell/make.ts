import { type CellError, cellError } from './errors.ts';
import { type SpreadShape, Z95 } from './spread.ts';

/** A checked spread, or a plain number where its width is zero, or why it is refused (params without `text`). */
export type Made = SpreadShape | number | CellError;

/** The spreads written as `name(number, …)`, by name: how many numbers each takes, and its checks. */
export const MAKERS: Readonly<Record<string, { readonly count: number; readonly make: (...args: number[]) => Made }>> =
  {
    normal: { count: 2, make: normal },
    lognormal: { count: 2, make: lognormal },
    uniform: { count: 2, make: uniform },
    triangular: { count: 3, make: (low, mode, high) => threePoint('triangular', low, mode, high) },
    pert: { count: 3, make: (low, mode, high) => threePoint('pert', low, mode, high) },
  };

function normal(mean = 0, sd = 0): Made {
  if (sd < 0) return cellError('negative_width', { width: sd });
  return sd === 0 ? mean : { kind: 'normal', mean, sd };
}

/** Mean and standard deviation of the quantity itself: sigma² = ln(1 + (sd / mean)²), mu = ln mean − sigma² / 2. */
function lognormal(mean = 0, sd = 0): Made {
  if (sd < 0) return cellError('negative_width', { width: sd });
  if (mean <= 0) return cellError('mean_not_positive', { mean });
  if (sd === 0) return mean;
  const spread = sd / mean;
  const variance = Math.log1p(spread * spread);
  return variance === 0 ? mean : { kind: 'lognormal', mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
}

function uniform(low = 0, high = 0): Made {
  if (low > high) return cellError('low_above_high', { low, high });
  return low === high ? low : { kind: 'uniform', low, high };
}

function threePoint(kind: 'triangular' | 'pert', low = 0, mode = 0, high = 0): Made {
  if (low > high) return cellError('low_above_high', { low, high });
  if (mode < low || mode > high) return cellError('mode_outside', { low, mode, high });
  return low === high ? low : { kind, low, mode, high };
}

/** `low to high`: the 90 % interval of a lognormal if low > 0, else of a normal. */
export function interval(low: number, high: number): Made {
  if (low > high) return cellError('low_above_high', { low, high });
  if (low === high) return low;
  if (low <= 0) return { kind: 'normal', mean: low + (high - low) / 2, sd: (high - low) / 2 / Z95 };
  const [a, b] = [Math.log(low), Math.log(high)];
  return a === b ? low : { kind: 'lognormal', mu: (a + b) / 2, sigma: (b - a) / 2 / Z95 };
}

/** `centre ± half`: half the width of the 90 % interval of a normal. */
export function plusMinus(centre: number, half: number): Made {
  if (half < 0) return cellError('negative_width', { width: half });
  return normal(centre, half / Z95);
}

/** Values with their probabilities, which must add up to 1 within 1e-6 and are then made to add up exactly. */
export function discrete(values: number[], probabilities: number[]): Made {
  const bad = probabilities.find((p) => p < 0 || p > 1);
  if (bad !== undefined) return cellError('bad_probability', { probability: bad });
  const sum = probabilities.reduce((a, b) => a + b, 0);
  if (Math.abs(sum - 1) > 1e-6) return cellError('probability_sum', { sum });
  const possible = values.filter((_, i) => probabilities[i] !== 0);
  if (possible.every((value) => value === possible[0])) return possible[0] as number;
  return { kind: 'discrete', values, probabilities: probabilities.map((p) => p / sum) };
}

/** A normal held between bounds. They must leave some of it: six standard deviations away nothing can be drawn. */
export function truncated(of: Made, low: number, high: number): Made {
  if (low > high) return cellError('low_above_high', { low, high });
  if (typeof of === 'number') {
    return of < low || of > high ? cellError('nothing_left', { low, high }) : of;
  }
  if ('code' in of) return of;
  if (of.kind !== 'normal') return cellError('normal_expected');
  const { mean, sd } = of;
  if (low > mean + 6 * sd || high < mean - 6 * sd) return cellError('nothing_left', { low, high });
  return low === high ? low : { kind: 'truncated', mean, sd, low, high };
}
