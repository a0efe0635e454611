/** Distributions as runs of numbers, to hand many of them to a worker at once: kind, count, then that many numbers. */
import type { DrawnShape } from './inverse.ts';

const KINDS = ['normal', 'lognormal', 'uniform', 'triangular', 'pert', 'truncated', 'discrete', 'empirical'] as const;

/** How many numbers `writeShape` writes. */
export function shapeLength(shape: DrawnShape): number {
  return 2 + countOf(shape);
}

/** Writes a shape to out[at …]; gives the place after it. */
export function writeShape(shape: DrawnShape, out: Float64Array, at: number): number {
  const count = countOf(shape);
  out[at] = KINDS.indexOf(shape.kind);
  out[at + 1] = count;
  writeNumbers(shape, out, at + 2);
  return at + 2 + count;
}

/** @returns the shape that starts at `at`, and where the next one does */
export function readShape(code: Float64Array, at: number): { shape: DrawnShape; next: number } {
  const next = at + 2 + (code[at + 1] as number);
  return { shape: shapeOf(code, at, next), next };
}

function countOf(s: DrawnShape): number {
  switch (s.kind) {
    case 'normal':
    case 'lognormal':
    case 'uniform':
      return 2;
    case 'triangular':
    case 'pert':
      return 3;
    case 'truncated':
      return 4;
    case 'discrete':
      return s.values.length + s.probabilities.length;
    case 'empirical':
      return s.values.length;
  }
}

function writeNumbers(s: DrawnShape, out: Float64Array, at: number): void {
  switch (s.kind) {
    case 'normal':
      out[at] = s.mean;
      out[at + 1] = s.sd;
      return;
    case 'lognormal':
      out[at] = s.mu;
      out[at + 1] = s.sigma;
      return;
    case 'uniform':
      out[at] = s.low;
      out[at + 1] = s.high;
      return;
    case 'triangular':
    case 'pert':
      out[at] = s.low;
      out[at + 1] = s.mode;
      out[at + 2] = s.high;
      return;
    case 'truncated':
      out[at] = s.mean;
      out[at + 1] = s.sd;
      out[at + 2] = s.low;
      out[at + 3] = s.high;
      return;
    case 'discrete':
      out.set(s.values, at);
      out.set(s.probabilities, at + s.values.length);
      return;
    case 'empirical':
      out.set(s.values, at);
  }
}

function shapeOf(code: Float64Array, at: number, end: number): DrawnShape {
  const first = at + 2;
  const a = code[first] as number;
  const b = code[first + 1] as number;
  switch (KINDS[code[at] as number]) {
    case 'normal':
      return { kind: 'normal', mean: a, sd: b };
    case 'lognormal':
      return { kind: 'lognormal', mu: a, sigma: b };
    case 'uniform':
      return { kind: 'uniform', low: a, high: b };
    case 'triangular':
      return { kind: 'triangular', low: a, mode: b, high: code[first + 2] as number };
    case 'pert':
      return { kind: 'pert', low: a, mode: b, high: code[first + 2] as number };
    case 'truncated':
      return { kind: 'truncated', mean: a, sd: b, low: code[first + 2] as number, high: code[first + 3] as number };
    case 'discrete': {
      const half = (first + end) / 2;
      return { kind: 'discrete', values: list(code, first, half), probabilities: list(code, half, end) };
    }
    case 'empirical':
      return { kind: 'empirical', values: code.slice(first, end) };
    default:
      throw new Error(`no such distribution: ${code[at]}`);
  }
}

const list = (code: Float64Array, from: number, to: number): number[] => [...code.subarray(from, to)];
