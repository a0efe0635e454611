/** The kernel beside the interpreter, for tests: the same draws through both, and what is not the same bit for bit. */

import type { Bindings, Resolved } from '../../src/assessment/resolved.ts';
import { buildGraph } from '../../src/engine/build-graph.ts';
import type { Graph } from '../../src/engine/graph.ts';
import { Interpreter } from '../../src/engine/interpreter.ts';
import { emitKernel, TILE, WasmKernel } from '../../src/engine/wasm/index.ts';
import type { BoundExpr } from '../../src/formula/index.ts';
import { parseFormula } from '../../src/formula/parse.ts';

/** Quantities by name: a formula, a bound expression, or the number of a parameter. */
export type Book = Readonly<Record<string, string | number | BoundExpr>>;

/** @param book `construction` is 0 unless it says otherwise */
export function graphOf(book: Book, names: readonly string[] = Object.keys(book)): Graph {
  const body = (name: string): BoundExpr => {
    const q = book[name] ?? (name === 'construction' ? '0' : undefined);
    if (q === undefined) throw new Error(`no ${name}`);
    if (typeof q === 'number') return { k: 'param', index: q };
    return typeof q === 'string' ? (parseFormula(q) as BoundExpr) : q;
  };
  const resolve = (name: string): Resolved => ({ name, quantity: undefined, body: body(name), from: 'finance' });
  return buildGraph({ resolve, resolved: new Map() } satisfies Bindings, names);
}

export interface Difference {
  output: number;
  lane: number;
  interpreter: number;
  kernel: number;
}

export class SameBits {
  readonly graph: Graph;
  readonly outputs: readonly number[];
  readonly kernel: WasmKernel;
  private readonly draws: readonly boolean[];
  private readonly interpreter = new Interpreter();

  constructor(graph: Graph, outputs: readonly number[], draws: readonly boolean[]) {
    this.graph = graph;
    this.outputs = outputs;
    this.draws = draws;
    const code = structuredClone(emitKernel(graph, outputs, draws));
    this.kernel = new WasmKernel(new WebAssembly.Module(code.bytes as BufferSource), code.layout);
  }

  /** Makes these the site's numbers; of a parameter that varies by draw, any will do. */
  site(params: ArrayLike<number>): void {
    this.kernel.siteParams.set(params);
    this.kernel.prepare();
  }

  /** @param params parameter by parameter, one number a lane; those of the site must be the same in all lanes and as set before */
  differences(params: Float64Array): Difference[] {
    for (const [p, drawn] of this.draws.entries())
      if (drawn) this.kernel.drawParam(p).set(params.subarray(p * TILE, (p + 1) * TILE));
    this.kernel.runTile();
    const frame = this.interpreter.run(this.graph, params, TILE);
    const list: Difference[] = [];
    for (const [output, id] of this.outputs.entries()) {
      const got = this.kernel.output(output);
      for (let lane = 0; lane < TILE; lane++) {
        const interpreter = frame.buffer[frame.at[id]! + lane]!;
        const kernel = got[lane]!;
        if (!Object.is(interpreter, kernel)) list.push({ output, lane, interpreter, kernel });
      }
    }
    return list;
  }

  /** A new site and one tile of it. @param pick a number of parameter p */
  check(pick: (p: number) => number): Difference[] {
    const params = new Float64Array(this.draws.length * TILE);
    for (const [p, drawn] of this.draws.entries()) {
      const same = pick(p);
      for (let l = 0; l < TILE; l++) params[p * TILE + l] = drawn ? pick(p) : same;
    }
    this.site(this.draws.map((_, p) => params[p * TILE]!));
    return this.differences(params);
  }
}

/** Park–Miller, for test data. */
export function generator(seed: number): () => number {
  let s = seed;
  return () => {
    s = (s * 48271) % 2147483647;
    return s / 2147483647;
  };
}

/** Numbers at which arithmetic takes turns. */
export const SPECIAL: readonly number[] = [
  Number.NaN,
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  0.49999999999999994,
  2,
  3,
  0.1,
  1e-6,
  -1e-6,
  5e-7,
  1e-320,
  -1e-320,
  1e300,
  -1e300,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  4503599627370497,
  9007199254740991,
];

/** Ways to have each of n parameters drawn or not. */
export const mixtures = (n: number): boolean[][] =>
  Array.from({ length: 1 << n }, (_, mask) => Array.from({ length: n }, (_, p) => ((mask >> p) & 1) === 1));
