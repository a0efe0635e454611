import type { KernelLayout } from '../../engine/wasm/index.ts';
import { checkConstruction, instantiate, type KernelExports } from '../../engine/wasm/kernel.ts';
import type { Sampling } from '../draws.ts';
import { summarise } from '../summary.ts';
import { NUMBERS, writeConstant, writeSummary } from '../summary-numbers.ts';
import { Arena } from './arena.ts';
import { writeConstants } from './exponential.ts';
import { OutputRecords } from './output-records.ts';
import { BASE, OUTPUT } from './places.ts';
import { openRuntime, type Runtime } from './runtime.ts';
import { type HostStream, isHost, type MachineStream } from './stream.ts';
import { StreamRecords } from './stream-records.ts';

const TILE = 64;

/** One kernel at work for whole sites: sampling, formulas and summaries in one call. The bits are those of the JS code. */
export class SiteMachine {
  private readonly layout: KernelLayout;
  private readonly draws: number;
  private readonly sampling: Sampling;
  private readonly kernel: KernelExports;
  private readonly runtime: Runtime;
  private readonly arena: Arena;
  private readonly base: number;
  private readonly streams: StreamRecords;
  private readonly outputs: OutputRecords;
  /** Slot → address of its sum. */
  private readonly sums = new Map<number, number>();

  /**
   * @throws RangeError when memory does not suffice for that many draws
   * @throws WebAssembly.CompileError where WebAssembly does not know vectors, or may not be made
   */
  constructor(
    kernel: { module: WebAssembly.Module; layout: KernelLayout },
    options: { draws: number; sampling: Sampling },
  ) {
    this.layout = kernel.layout;
    this.draws = options.draws;
    this.sampling = options.sampling;
    this.kernel = instantiate(kernel.module);
    this.runtime = openRuntime(this.kernel);
    this.arena = new Arena(this.kernel.memory);
    this.base = this.arena.take(BASE.size);
    this.outputs = new OutputRecords(this.arena, this.layout, this.base, this.draws);
    this.streams = new StreamRecords(this.arena, this.layout, this.base);
    this.reserve();
    writeConstants(this.arena.f64, this.base);
  }

  /**
   * All draws of one site.
   *
   * @param params middles of all parameters
   * @param streams of every parameter that the kernel lets vary by draw
   * @throws RangeError if construction is not a whole number of years, 0 to 60
   */
  run(params: Float64Array, streams: readonly MachineStream[]): void {
    this.streams.write(streams);
    const { f64 } = this.arena;
    f64.set(params, this.layout.site / 8);
    this.kernel.prepare();
    checkConstruction(f64[this.layout.construction / 8] as number);
    this.outputs.repeat();
    if (this.outputs.varying === 0) return;
    if (streams.some(isHost)) this.runWithHost(streams.filter(isHost));
    else this.runtime.run(this.base);
  }

  /** Draw by draw; NaN = undefined. A view that the next run overwrites. */
  values(output: number): Float64Array {
    return this.outputs.values(output);
  }

  /** Writes the numbers of an output's summary to out[at …]; NaN = null. See `summaryOf`. */
  summary(output: number, out: Float64Array, at: number): void {
    const record = this.recordOf(output);
    if (record < 0) writeConstant(this.outputs.siteValue(output), this.draws, out, at);
    else if (this.runtime.summarise(this.base, record) === 0) {
      writeSummary(summarise(this.values(output), this.sampling), out, at);
    } else {
      const { f64 } = this.arena;
      const from = (record + OUTPUT.numbers) / 8;
      for (let k = 0; k < NUMBERS.length; k++) out[at + k] = f64[from + k] as number;
    }
  }

  /** Mean of the draws in which an output exists; NaN where none does. */
  mean(output: number): number {
    const record = this.recordOf(output);
    return record < 0 ? this.outputs.siteValue(output) + 0 : this.runtime.meanOf(this.base, record);
  }

  /** Whether an output exists in any draw. */
  isDefined(output: number): boolean {
    const record = this.recordOf(output);
    if (record < 0) return !Number.isNaN(this.outputs.siteValue(output));
    const { f64 } = this.arena;
    const least = (record + OUTPUT.min) / 8;
    return (f64[least] as number) < Number.POSITIVE_INFINITY || (f64[least + 1] as number) < Number.POSITIVE_INFINITY;
  }

  /** Room for a sum of draws, by number. */
  sum(slot: number): Float64Array {
    const at = this.sumAt(slot) / 8;
    return this.arena.f64.subarray(at, at + this.draws);
  }

  addTo(slot: number, output: number): void {
    const { byteOffset } = this.outputs.values(output);
    this.runtime.addDraws(this.sumAt(slot), byteOffset, byteOffset + 8 * this.draws);
  }

  private sumAt(slot: number): number {
    let at = this.sums.get(slot);
    if (at === undefined) {
      at = this.arena.take(8 * TILE * Math.ceil(this.draws / TILE));
      this.sums.set(slot, at);
    }
    return at;
  }

  /** @throws RangeError if there is no such output */
  private recordOf(output: number): number {
    const record = this.outputs.records[output];
    if (record === undefined) throw new RangeError(`no output ${output}`);
    return record;
  }

  private runWithHost(hosts: readonly HostStream[]): void {
    const tiles = hosts.map(({ param }) => {
      const at = this.streams.tile(param) / 8;
      return this.arena.f64.subarray(at, at + TILE);
    });
    for (let first = 0; first < this.draws; first += TILE) {
      this.runtime.sample(this.base, first / TILE);
      for (const [i, host] of hosts.entries()) host.fill(tiles[i] as Float64Array, first);
      this.kernel.tile();
      this.runtime.store(this.base, first / TILE, this.draws - first);
    }
  }

  private reserve(): void {
    const { arena, base, draws } = this;
    const buckets = bucketsFor(draws);
    const places = {
      defined: arena.take(8 * draws + 8),
      sorted: arena.take(8 * draws),
      counts: arena.take(32 * (buckets + 1)),
      ends: arena.take(4 * (buckets + 2)),
      buckets,
      draws,
      random: this.sampling === 'random' ? 1 : 0,
      digits: 31 - Math.clz32(draws),
    };
    const { i32 } = arena;
    for (const [name, value] of Object.entries(places)) i32[(base + BASE[name as keyof typeof places]) / 4] = value;
  }
}

/** A quarter as many as draws: few numbers to a bucket, and counts that stay in the nearest cache. */
function bucketsFor(draws: number): number {
  return Math.min(4096, Math.max(16, 1 << (29 - Math.clz32(draws))));
}
