/** Arithmetic on constants, by the very functions of the interpreter. */
import type { Constant } from '../constants.ts';
import { BINARY, interpolate, power, stepValue, UNARY } from '../elementwise.ts';
import { type Node, YEARS } from './ir.ts';

/** Masks are all ones (NaN) where set. */
const mask = (c: boolean): number => (c ? Number.NaN : 0);

/** The result of an operation on constants; undefined where it does not work number by number. */
export function fold(n: Omit<Node, 'rank'>, args: readonly Constant[]): Constant | undefined {
  const f = scalar(n);
  if (!f) return undefined;
  if (args.every((a) => typeof a === 'number')) return f(args as readonly number[]);
  return Float64Array.from({ length: YEARS }, (_, t) => f(args.map((a) => (typeof a === 'number' ? a : a[t]!))));
}

function scalar(n: Omit<Node, 'rank'>): ((x: readonly number[]) => number) | undefined {
  const two = BINARY[n.op];
  if (two) {
    const b = new Float64Array(3);
    const at = [0, 1, 2].map((i) => ({ at: i, stride: 0 }));
    return ([x, y]) => {
      b[0] = x!;
      b[1] = y!;
      two(b, at[2]!, at[0]!, at[1]!, 0, 1, 1);
      return b[2]!;
    };
  }
  const one = UNARY[n.op];
  if (one) return ([x]) => one(x!);
  switch (n.op) {
    case 'convert':
      return ([x]) => x! * n.v;
    case 'pow':
      return ([x]) => power(x!, n.v);
    case 'step':
      return ([x]) => stepValue(x!, n.points!, n.side!, n.v);
    case 'interp':
      return ([x]) => interpolate(x!, n.points!);
    case 'cond':
      return ([c, x, y]) => (Number.isNaN(c) ? Number.NaN : c !== 0 ? x! : y!);
    case 'guard':
      return ([c, x]) => (c === 1 ? x! : Number.NaN);
    case 'less':
      return ([x, y]) => mask(x! < y!);
    case 'same':
      return ([x, y]) => mask(x === y);
    case 'keep':
      return ([x, m]) => (Number.isNaN(m) ? x! : 0);
    default:
      return undefined;
  }
}
