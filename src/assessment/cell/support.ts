/** Where the numbers of a spread can lie. */
import { normalTail } from './normal-tail.ts';
import type { SpreadShape } from './spread.ts';

/** Least and greatest number that can be drawn; infinite for a normal, and for the upper end of a lognormal. */
export function supportOf(shape: SpreadShape): readonly [low: number, high: number] {
  switch (shape.kind) {
    case 'normal':
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    case 'lognormal':
      return [0, Number.POSITIVE_INFINITY];
    case 'discrete': {
      const possible = shape.values.filter((_, i) => (shape.probabilities[i] as number) > 0);
      return [Math.min(...possible), Math.max(...possible)];
    }
    case 'empirical':
      return [shape.values[0] as number, shape.values.at(-1) as number];
    default:
      return [shape.low, shape.high];
  }
}

/** Probability that a normal or lognormal lies outside [low, high]; 0 for all others, which have ends. */
export function shareOutside(shape: SpreadShape, low: number, high: number): number {
  if (shape.kind === 'normal')
    return normalTail((shape.mean - low) / shape.sd) + normalTail((high - shape.mean) / shape.sd);
  if (shape.kind !== 'lognormal') return 0;
  const z = (x: number): number => (x > 0 ? (Math.log(x) - shape.mu) / shape.sigma : Number.NEGATIVE_INFINITY);
  return normalTail(-z(low)) + normalTail(z(high));
}

/** Mean and standard deviation of a normal or lognormal; of others nothing. */
export function momentsOf(shape: SpreadShape): { mean: number; sd: number } | undefined {
  if (shape.kind === 'normal') return { mean: shape.mean, sd: shape.sd };
  if (shape.kind !== 'lognormal') return undefined;
  const variance = shape.sigma * shape.sigma;
  const mean = Math.exp(shape.mu + variance / 2);
  return { mean, sd: mean * Math.sqrt(Math.expm1(variance)) };
}
