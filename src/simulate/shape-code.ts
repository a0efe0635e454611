/** Distributions as runs of numbers, to hand many of them to a worker at once: kind, count, then that many numbers. */
import type { DrawnShape } from './inverse.ts';

const KINDS = ['normal', 'lognormal', 'uniform', 'triangular', 'pert', 'truncated', 'discrete', 'empirical'] as const;

/** How many numbers `writeShape` writes. */
export function shapeLength(shape: DrawnShape): number {
  return 2 + numbersOf(shape).length;
}

/** Writes a shape to out[at …]; gives the place after it. */
export function writeShape(shape: DrawnShape, out: Float64Array, at: number): number {
  const numbers = numbersOf(shape);
  out[at] = KINDS.indexOf(shape.kind);
  out[at + 1] = numbers.length;
  for (let i = 0; i < numbers.length; i++) out[at + 2 + i] = numbers[i] as number;
  return at + 2 + numbers.length;
}

/** @returns the shape that starts at `at`, and where the next one does */
export function readShape(code: Float64Array, at: number): { shape: DrawnShape; next: number } {
  const next = at + 2 + (code[at + 1] as number);
  return { shape: shapeOf(code, at, next), next };
}

function numbersOf(s: DrawnShape): ArrayLike<number> {
  switch (s.kind) {
    case 'normal':
      return [s.mean, s.sd];
    case 'lognormal':
      return [s.mu, s.sigma];
    case 'uniform':
      return [s.low, s.high];
    case 'triangular':
    case 'pert':
      return [s.low, s.mode, s.high];
    case 'truncated':
      return [s.mean, s.sd, s.low, s.high];
    case 'discrete':
      return [...s.values, ...s.probabilities];
    case 'empirical':
      return s.values;
  }
}

function shapeOf(code: Float64Array, at: number, end: number): DrawnShape {
  const first = at + 2;
  // Four numbers or fewer say what most are; what lies beyond the last is not looked at.
  const a = code[first] as number;
  const b = code[first + 1] as number;
  const c = code[first + 2] as number;
  const d = code[first + 3] as number;
  switch (KINDS[code[at] as number]) {
    case 'normal':
      return { kind: 'normal', mean: a, sd: b };
    case 'lognormal':
      return { kind: 'lognormal', mu: a, sigma: b };
    case 'uniform':
      return { kind: 'uniform', low: a, high: b };
    case 'triangular':
      return { kind: 'triangular', low: a, mode: b, high: c };
    case 'pert':
      return { kind: 'pert', low: a, mode: b, high: c };
    case 'truncated':
      return { kind: 'truncated', mean: a, sd: b, low: c, high: d };
    case 'discrete': {
      const half = (first + end) / 2;
      const list = (from: number, to: number) => [...code.subarray(from, to)];
      return { kind: 'discrete', values: list(first, half), probabilities: list(half, end) };
    }
    case 'empirical':
      return { kind: 'empirical', values: code.slice(first, end) };
    default:
      throw new Error(`no such distribution: ${code[at]}`);
  }
}
