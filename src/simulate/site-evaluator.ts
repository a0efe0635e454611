/**
 * A site's equations at points that are handed in, by the kernel or the interpreter that also makes the draws of `simulate`:
 * the same bits for the same numbers.
 */
import type { Interpreter } from '../engine/interpreter.ts';
import { TILE, WasmKernel } from '../engine/wasm/index.ts';
import type { DrawProgram } from './program.ts';

/** The numbers of one parameter, point by point, in the unit of its quantity. */
export interface Column {
  param: number;
  values: Float64Array;
}

export interface SiteEvaluator {
  /**
   * @param params middles of all parameters
   * @param columns of parameters that vary; one that the program draws and that has no column stays at its middle
   * @returns values of the program's nodes, point by point; NaN = undefined
   */
  run(params: Float64Array, columns: readonly Column[], count: number): Float64Array[];
}

export function evaluatorOf(program: DrawProgram, interpreter: Interpreter): SiteEvaluator {
  return program.kernel ? new KernelEvaluator(program, program.kernel) : new PlainEvaluator(program, interpreter);
}

class KernelEvaluator implements SiteEvaluator {
  private readonly program: DrawProgram;
  private readonly kernel: WasmKernel;
  /** Parameters that vary, each with its place in the kernel. */
  private readonly tiles: readonly { param: number; tile: Float64Array }[];

  constructor(program: DrawProgram, { module, layout }: NonNullable<DrawProgram['kernel']>) {
    this.program = program;
    this.kernel = new WasmKernel(module, layout);
    this.tiles = program.streams.map(({ param }) => ({ param, tile: this.kernel.drawParam(param) }));
  }

  run(params: Float64Array, columns: readonly Column[], count: number): Float64Array[] {
    const { kernel, program } = this;
    kernel.siteParams.set(params);
    kernel.prepare();
    const from = this.tiles.map((t) => columns.find((c) => c.param === t.param)?.values);
    for (const [i, { param, tile }] of this.tiles.entries()) if (!from[i]) tile.fill(params[param] as number);
    const values = program.nodes.map(() => new Float64Array(count));
    for (let first = 0; first < count; first += TILE) {
      const lanes = Math.min(TILE, count - first);
      for (const [i, { tile }] of this.tiles.entries()) {
        const column = from[i];
        if (column) tile.set(column.subarray(first, first + lanes));
      }
      kernel.runTile();
      for (const [i, v] of values.entries()) v.set(kernel.output(i).subarray(0, lanes), first);
    }
    return values.map(defined);
  }
}

/** Points evaluated together. */
const LANES = 256;

class PlainEvaluator implements SiteEvaluator {
  private readonly program: DrawProgram;
  private readonly interpreter: Interpreter;

  constructor(program: DrawProgram, interpreter: Interpreter) {
    this.program = program;
    this.interpreter = interpreter;
  }

  run(params: Float64Array, columns: readonly Column[], count: number): Float64Array[] {
    const { graph, nodes } = this.program;
    const values = nodes.map(() => new Float64Array(count));
    for (let first = 0; first < count; first += LANES) {
      const lanes = Math.min(LANES, count - first);
      const tile = new Float64Array(params.length * lanes);
      for (let p = 0; p < params.length; p++) tile.fill(params[p] as number, p * lanes, (p + 1) * lanes);
      for (const c of columns) tile.set(c.values.subarray(first, first + lanes), c.param * lanes);
      const { buffer, at } = this.interpreter.run(graph, tile, lanes);
      for (const [i, node] of nodes.entries()) {
        const from = at[node] as number;
        (values[i] as Float64Array).set(buffer.subarray(from, from + lanes), first);
      }
    }
    return values.map(defined);
  }
}

function defined(values: Float64Array): Float64Array {
  for (let k = 0; k < values.length; k++) if (!Number.isFinite(values[k])) values[k] = Number.NaN;
  return values;
}
