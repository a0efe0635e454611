/** A spread as the text of a cell that reads back as the same. */
import type { Spread, SpreadShape } from './spread.ts';

/** @returns nothing for a column of data, which no cell can hold */
export function spreadText(spread: SpreadShape): string | undefined {
  switch (spread.kind) {
    case 'normal':
      return `normal(${spread.mean}, ${spread.sd})`;
    case 'lognormal': {
      const variance = spread.sigma * spread.sigma;
      const mean = Math.exp(spread.mu + variance / 2);
      return `lognormal(${mean}, ${mean * Math.sqrt(Math.expm1(variance))})`;
    }
    case 'uniform':
      return `uniform(${spread.low}, ${spread.high})`;
    case 'triangular':
    case 'pert':
      return `${spread.kind}(${spread.low}, ${spread.mode}, ${spread.high})`;
    case 'discrete':
      return `discrete(${spread.values.map((v, i) => `${v}: ${spread.probabilities[i]}`).join(', ')})`;
    case 'empirical':
      return undefined;
    case 'truncated':
      return `truncated(normal(${spread.mean}, ${spread.sd}), ${spread.low}, ${spread.high})`;
  }
}

/** The spread of the quantity plus a number. @returns nothing for a lognormal, which does not stay one */
export function shiftSpread(spread: Spread, by: number): Spread | undefined {
  if (by === 0) return spread;
  switch (spread.kind) {
    case 'normal':
      return { ...spread, mean: spread.mean + by };
    case 'lognormal':
      return undefined;
    case 'uniform':
      return { ...spread, low: spread.low + by, high: spread.high + by };
    case 'triangular':
    case 'pert':
      return { ...spread, low: spread.low + by, mode: spread.mode + by, high: spread.high + by };
    case 'discrete':
    case 'empirical':
      return { ...spread, values: spread.values.map((value) => value + by) };
    case 'truncated':
      return { ...spread, mean: spread.mean + by, low: spread.low + by, high: spread.high + by };
  }
}
