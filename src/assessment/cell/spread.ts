/** Quantile of the standard normal at 0.95: half the width of its 90 % interval. */
export const Z95 = 1.6448536269514722;

/** An uncertain quantity, in the parameters its distribution is drawn with. All are finite and none has zero width. */
export type SpreadShape =
  /** Also `a ± h`, with sd = h / Z95, and `a to b` with a ≤ 0. */
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number }
  /** exp of a normal(mu, sigma). Also `a to b` with a > 0, [a, b] being the 90 % interval. */
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  /** Beta over [low, high] with mean (low + 4 mode + high) / 6. */
  | { readonly kind: 'pert'; readonly low: number; readonly mode: number; readonly high: number }
  /** Probabilities are in the order of the values, at least 0, and add up to 1. */
  | { readonly kind: 'discrete'; readonly values: readonly number[]; readonly probabilities: readonly number[] }
  /** A column of data, ascending: each number as likely as any other. Only in a scenario. */
  | { readonly kind: 'empirical'; readonly values: readonly number[] }
  /** normal(mean, sd) given that it lies in [low, high]. */
  | {
      readonly kind: 'truncated';
      readonly mean: number;
      readonly sd: number;
      readonly low: number;
      readonly high: number;
    };

/** A spread and the text it was written as (never rescaled). */
export type Spread = SpreadShape & { readonly text: string };

/**
 * The one number that stands for a spread where no draws are made: mode of triangular and PERT, mean of normal, median
 * of lognormal (for `a to b` the geometric mean of its ends), midpoint of uniform, mean of discrete, median of a column of
 * data, and of a truncated normal the mean of the normal moved into the bounds.
 */
export function middle(spread: SpreadShape): number {
  switch (spread.kind) {
    case 'normal':
      return spread.mean;
    case 'lognormal':
      return Math.exp(spread.mu);
    case 'uniform':
      return spread.low + (spread.high - spread.low) / 2;
    case 'triangular':
    case 'pert':
      return spread.mode;
    case 'discrete':
      return spread.values.reduce((sum, value, i) => sum + value * (spread.probabilities[i] as number), 0);
    case 'empirical':
      return medianOf(spread.values);
    case 'truncated':
      return Math.min(Math.max(spread.mean, spread.low), spread.high);
  }
}

/** @param values ascending; of an even number of them the mean of the two in the middle */
export function medianOf(values: readonly number[]): number {
  const half = values.length >> 1;
  const high = values[half] as number;
  return values.length % 2 === 1 ? high : ((values[half - 1] as number) + high) / 2;
}

/** The spread of `factor` times the quantity, for a change of unit; `factor` > 0. */
export function scaleSpread(spread: Spread, factor: number): Spread {
  if (factor === 1) return spread;
  switch (spread.kind) {
    case 'normal':
      return { ...spread, mean: spread.mean * factor, sd: spread.sd * factor };
    case 'lognormal':
      return { ...spread, mu: spread.mu + Math.log(factor) };
    case 'uniform':
      return { ...spread, low: spread.low * factor, high: spread.high * factor };
    case 'triangular':
    case 'pert':
      return { ...spread, low: spread.low * factor, mode: spread.mode * factor, high: spread.high * factor };
    case 'discrete':
    case 'empirical':
      return { ...spread, values: spread.values.map((value) => value * factor) };
    case 'truncated':
      return {
        ...spread,
        mean: spread.mean * factor,
        sd: spread.sd * factor,
        low: spread.low * factor,
        high: spread.high * factor,
      };
  }
}
