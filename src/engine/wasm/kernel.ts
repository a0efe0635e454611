/** A kernel at work: memory of its own, one site at a time, tile by tile. */
import { exp, log } from '../elementary.ts';
import type { KernelLayout } from './emit.ts';
import { LEAD, TILE } from './memory.ts';

export interface KernelExports {
  memory: WebAssembly.Memory;
  prepare(): void;
  tile(): void;
}

/** A kernel with a memory of its own, filled and read by address. */
export function instantiate(module: WebAssembly.Module): KernelExports {
  return new WebAssembly.Instance(module, { math: { exp, log } }).exports as unknown as KernelExports;
}

/** @throws RangeError unless it is a whole number, 0 to 60, or undefined */
export function checkConstruction(years: number): void {
  if (!Number.isNaN(years) && !(Number.isInteger(years) && years >= 0 && years <= LEAD))
    throw new RangeError(`construction takes 0 to ${LEAD} whole years, not ${years}`);
}

export class WasmKernel {
  /** Numbers of the site, one a parameter; those that vary by draw are not read. */
  readonly siteParams: Float64Array;
  private readonly layout: KernelLayout;
  private readonly exports: KernelExports;
  private readonly outputs: readonly Float64Array[];
  private readonly construction: Float64Array;

  constructor(module: WebAssembly.Module, layout: KernelLayout) {
    this.exports = instantiate(module);
    this.layout = layout;
    const { buffer } = this.exports.memory;
    this.siteParams = new Float64Array(buffer, layout.site, layout.params);
    this.outputs = layout.outputs.map((o) => new Float64Array(buffer, o.at, TILE));
    this.construction = new Float64Array(buffer, layout.construction, 1);
  }

  /** The tile of a parameter that varies by draw, to be filled before each `runTile`. */
  drawParam(p: number): Float64Array {
    const at = this.layout.draws[p] ?? -1;
    if (at < 0) throw new Error(`parameter ${p} does not vary by draw`);
    return new Float64Array(this.exports.memory.buffer, at, TILE);
  }

  /**
   * Works out what all draws of the site share; after `siteParams` has changed, before its first tile.
   * @throws RangeError if construction is not a whole number of years, 0 to 60
   */
  prepare(): void {
    this.exports.prepare();
    checkConstruction(this.construction[0]!);
    for (const [i, o] of this.layout.outputs.entries()) if (o.perSite) this.outputs[i]!.fill(this.outputs[i]![0]!);
  }

  runTile(): void {
    this.exports.tile();
  }

  /** The tile of an output; the next `runTile` or `prepare` writes over it. */
  output(i: number): Float64Array {
    return this.outputs[i]!;
  }
}
