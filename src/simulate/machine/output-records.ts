import type { KernelLayout } from '../../engine/wasm/index.ts';
import type { Arena } from './arena.ts';
import { BASE, OUTPUT } from './places.ts';

const TILE = 64;

/** Places of the outputs: a record of each that varies by draw, and all draws of each. */
export class OutputRecords {
  private readonly arena: Arena;
  private readonly draws: number;
  /** Output → its record; −1 where all draws of a site are equal. */
  readonly records: readonly number[];
  private readonly valuesAt: readonly number[];
  /** Where the kernel puts those that are equal; −1 for the others. */
  private readonly siteAt: readonly number[];
  readonly varying: number;

  constructor(arena: Arena, layout: KernelLayout, base: number, draws: number) {
    this.arena = arena;
    this.draws = draws;
    const rows = layout.outputs;
    this.varying = rows.filter((o) => !o.perSite).length;
    const first = arena.take(this.varying * OUTPUT.size);
    let next = 0;
    this.records = rows.map((o) => (o.perSite ? -1 : first + OUTPUT.size * next++));
    this.valuesAt = rows.map(() => arena.take(8 * TILE * Math.ceil(draws / TILE)));
    this.siteAt = rows.map((o) => (o.perSite ? o.at : -1));
    const { i32 } = arena;
    i32[(base + BASE.outputs) / 4] = this.varying;
    i32[(base + BASE.firstOutput) / 4] = first;
    for (const [i, record] of this.records.entries()) {
      if (record < 0) continue;
      i32[(record + OUTPUT.tile) / 4] = rows[i]!.at;
      i32[(record + OUTPUT.values) / 4] = this.valuesAt[i]!;
    }
  }

  /** Repeats what all draws share, once a site is prepared. */
  repeat(): void {
    for (const [i, at] of this.siteAt.entries()) if (at >= 0) this.fill(i, this.siteValue(i));
  }

  /** The number that all draws of a site share; NaN = undefined. */
  siteValue(output: number): number {
    const v = this.arena.f64[(this.siteAt[output] as number) / 8] as number;
    return Number.isFinite(v) ? v : Number.NaN;
  }

  /** @throws RangeError if there is no such output */
  values(output: number): Float64Array {
    const place = this.valuesAt[output];
    if (place === undefined) throw new RangeError(`no output ${output}`);
    const at = place / 8;
    return this.arena.f64.subarray(at, at + this.draws);
  }

  private fill(output: number, value: number): void {
    const values = this.values(output);
    if (!Object.is(values[0], value)) values.fill(value);
  }
}
