/** A kernel at work: memory of its own, one site at a time, tile by tile. */
import type { KernelLayout } from './emit.ts';
import { LEAD, TILE } from './memory.ts';

interface Exports {
  memory: WebAssembly.Memory;
  prepare(): void;
  tile(): void;
}

export class WasmKernel {
  /** Numbers of the site, one a parameter; those that vary by draw are not read. */
  readonly siteParams: Float64Array;
  private readonly layout: KernelLayout;
  private readonly exports: Exports;
  private readonly outputs: readonly Float64Array[];
  private readonly construction: Float64Array;

  constructor(module: WebAssembly.Module, layout: KernelLayout) {
    const instance = new WebAssembly.Instance(module, { math: { exp: Math.exp, log: Math.log } });
    this.exports = instance.exports as unknown as Exports;
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
    const c = this.construction[0]!;
    if (!Number.isNaN(c) && !(Number.isInteger(c) && c >= 0 && c <= LEAD))
      throw new RangeError(`construction takes 0 to ${LEAD} whole years, not ${c}`);
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
