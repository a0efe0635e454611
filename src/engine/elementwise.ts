/**
 * Operations that work number by number. A tile holds `lanes` sites side by side; a once-only argument is read again for every year.
 * Comparisons and choices of an undefined number are undefined (NaN).
 */
import { exp, log } from './elementary.ts';

/** Where an argument lies and how far it moves from one year to the next (0 = once-only). */
export interface Operand {
  at: number;
  stride: number;
}

export type Binary = (
  b: Float64Array,
  out: Operand,
  x: Operand,
  y: Operand,
  from: number,
  to: number,
  lanes: number,
) => void;

function binary(f: (x: number, y: number) => number): Binary {
  // One closure per operation: the loop below is compiled for it alone.
  return new Loop(f).run;
}

class Loop {
  readonly run: Binary;
  constructor(f: (x: number, y: number) => number) {
    this.run = (b, out, x, y, from, to, lanes) => {
      for (let t = from; t < to; t++) {
        const o = out.at + t * out.stride;
        const p = x.at + t * x.stride;
        const q = y.at + t * y.stride;
        for (let l = 0; l < lanes; l++) b[o + l] = f(b[p + l]!, b[q + l]!);
      }
    };
  }
}

const truth = (c: boolean, x: number, y: number): number =>
  Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : c ? 1 : 0;

/** Multiples of q, after rounding x/q to 1e-6 (design section 6). */
const toMultiple = (x: number, q: number, round: (n: number) => number): number =>
  round(Math.round((x / q) * 1e6) / 1e6) * q;

export const BINARY: Readonly<Record<string, Binary>> = {
  add: (b, out, x, y, from, to, lanes) => {
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      const p = x.at + t * x.stride;
      const q = y.at + t * y.stride;
      for (let l = 0; l < lanes; l++) b[o + l] = b[p + l]! + b[q + l]!;
    }
  },
  sub: (b, out, x, y, from, to, lanes) => {
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      const p = x.at + t * x.stride;
      const q = y.at + t * y.stride;
      for (let l = 0; l < lanes; l++) b[o + l] = b[p + l]! - b[q + l]!;
    }
  },
  mul: (b, out, x, y, from, to, lanes) => {
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      const p = x.at + t * x.stride;
      const q = y.at + t * y.stride;
      for (let l = 0; l < lanes; l++) b[o + l] = b[p + l]! * b[q + l]!;
    }
  },
  div: (b, out, x, y, from, to, lanes) => {
    for (let t = from; t < to; t++) {
      const o = out.at + t * out.stride;
      const p = x.at + t * x.stride;
      const q = y.at + t * y.stride;
      for (let l = 0; l < lanes; l++) b[o + l] = b[p + l]! / b[q + l]!;
    }
  },
  min: binary((x, y) => Math.min(x, y)),
  max: binary((x, y) => Math.max(x, y)),
  lt: binary((x, y) => truth(x < y, x, y)),
  le: binary((x, y) => truth(x <= y, x, y)),
  gt: binary((x, y) => truth(x > y, x, y)),
  ge: binary((x, y) => truth(x >= y, x, y)),
  eq: binary((x, y) => truth(x === y, x, y)),
  ne: binary((x, y) => truth(x !== y, x, y)),
  floor: binary((x, q) => toMultiple(x, q, Math.floor)),
  ceil: binary((x, q) => toMultiple(x, q, Math.ceil)),
};

export const UNARY: Readonly<Record<string, (x: number) => number>> = {
  neg: (x) => -x,
  abs: Math.abs,
  exp,
  log,
  sqrt: Math.sqrt,
};

/** Integer power by multiplication: the same bits on every engine. */
export function power(x: number, n: number): number {
  let r = 1;
  for (let i = Math.abs(n); i > 0; i--) r *= x;
  return n < 0 ? 1 / r : r;
}

/** The value of the step in which x lies. */
export function stepValue(
  x: number,
  points: readonly (readonly [number, number])[],
  side: 'from' | 'up_to',
  otherwise: number,
): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (side === 'up_to') {
    for (const [edge, value] of points) if (x <= edge) return value;
    return otherwise;
  }
  let found = otherwise;
  for (const [edge, value] of points) if (x >= edge) found = value;
  return found;
}

/** Straight lines between the points, flat beyond the ends. */
export function interpolate(x: number, points: readonly (readonly [number, number])[]): number {
  if (Number.isNaN(x)) return Number.NaN;
  const [first, last] = [points[0]!, points[points.length - 1]!];
  if (x <= first[0]) return first[1];
  if (x >= last[0]) return last[1];
  const i = points.findIndex(([edge]) => x <= edge);
  const [x0, y0] = points[i - 1]!;
  const [x1, y1] = points[i]!;
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}
