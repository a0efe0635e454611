/** A distribution in the words of a cell. */
import type { DrawnShape } from '../simulate/inverse.ts';

export function shapeText(s: DrawnShape): string {
  const call = (...numbers: readonly number[]) => `${s.kind}(${numbers.map(short).join(', ')})`;
  switch (s.kind) {
    case 'normal':
      return call(s.mean, s.sd);
    case 'lognormal': {
      // Mean and sd of the quantity itself, as in a cell.
      const mean = Math.exp(s.mu + (s.sigma * s.sigma) / 2);
      return call(mean, mean * Math.sqrt(Math.expm1(s.sigma * s.sigma)));
    }
    case 'uniform':
      return call(s.low, s.high);
    case 'triangular':
    case 'pert':
      return call(s.low, s.mode, s.high);
    case 'truncated':
      return `truncated(normal(${short(s.mean)}, ${short(s.sd)}), ${short(s.low)}, ${short(s.high)})`;
    case 'discrete':
      return `discrete(${s.values.map((v, i) => `${short(v)}: ${short(s.probabilities[i] as number)}`).join(', ')})`;
    case 'empirical':
      return `empirical (${s.values.length})`;
  }
}

const short = (v: number): string => String(Number(v.toPrecision(6)));
