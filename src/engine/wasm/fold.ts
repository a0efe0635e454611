/** Arithmetic on constants, by the very functions of the interpreter. */
import { BINARY, interpolate, power, stepValue, UNARY } from '../elementwise.ts';
import type { Graph, GraphNode } from '../graph.ts';
import { Interpreter } from '../interpreter.ts';
import { type Node, YEARS } from './ir.ts';

/** A constant: one number, or one a year. */
export type Constant = number | Float64Array;

const NOT_FOLDED = new Set(['param', 'series', 'prev', 'irr', 'npv', 'payback']);

/** Nodes of the graph that rest on no parameter → their numbers, evaluated over the longest operation. */
export function constantsOf(graph: Graph, live: readonly boolean[]): Map<number, Constant> {
  const place = new Map<number, number>();
  const nodes: GraphNode[] = [{ op: 'const', rank: 'once', args: [], v: YEARS }];
  for (const [i, n] of graph.nodes.entries()) {
    if (!live[i] || n.rank === 'flow' || NOT_FOLDED.has(n.op) || !n.args.every((a) => place.has(a))) continue;
    place.set(i, nodes.length);
    nodes.push({ ...n, args: n.args.map((a) => place.get(a) as number) });
  }
  nodes.push({ op: 'const', rank: 'once', args: [], v: 0 });
  const frame = new Interpreter().run(
    { nodes, byName: new Map(), lengths: [0], construction: nodes.length - 1, scans: [] },
    new Float64Array(0),
    1,
  );
  const out = new Map<number, Constant>();
  for (const [i, at] of place) {
    const from = frame.at[at] as number;
    const yearly = graph.nodes[i]!.rank === 'yearly';
    out.set(i, yearly ? frame.buffer.slice(from, from + YEARS) : (frame.buffer[from] as number));
  }
  return out;
}

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
