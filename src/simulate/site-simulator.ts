/** All draws of one site of a program. */
import type { Interpreter } from '../engine/interpreter.ts';
import { planOf } from './inverse.ts';
import { joinedStreams } from './joined-streams.ts';
import { type MachineStream, SiteMachine } from './machine/index.ts';
import type { Sampler } from './points.ts';
import type { DrawProgram, DrawSettings } from './program.ts';
import { streamsOf } from './program-streams.ts';
import { simulateNodes } from './simulate-row.ts';
import { meanOfDefined } from './statistics.ts';
import { summarise } from './summary.ts';
import { writeSummary } from './summary-numbers.ts';

export interface SiteSimulator {
  /**
   * @param params middles of all parameters
   * @param shapes numbers in which, from `at` on, the distributions of the program's streams are written one after another
   * @param key 64-bit key of the site's own draws
   */
  run(params: Float64Array, shapes: Float64Array, at: number, key: readonly [number, number]): void;
  /** Draws of node i of the program, NaN = undefined; the next run may write over them. */
  values(i: number): Float64Array;
  /** Writes the summary of node i (see statistics.ts). */
  summary(i: number, out: Float64Array, at: number): void;
  /** Mean of node i over the draws in which it exists; NaN where none is. */
  mean(i: number): number;
  /** Whether node i exists in any draw. */
  isDefined(i: number): boolean;
  /** Sums draw by draw, kept here between `giveSum` and `takeSum`. */
  giveSum(slot: number, from: Float64Array): void;
  addTo(slot: number, i: number): void;
  takeSum(slot: number, to: Float64Array): void;
}

export interface SimulatorOptions extends DrawSettings {
  sampler: Sampler;
  interpreter: Interpreter;
}

export function simulatorOf(program: DrawProgram, options: SimulatorOptions): SiteSimulator {
  return program.kernel
    ? new KernelSimulator(program, new SiteMachine(program.kernel, options), options)
    : new PlainSimulator(program, options);
}

/** Everything in WebAssembly, in one call a site; only what is correlated is drawn here. */
class KernelSimulator implements SiteSimulator {
  private readonly program: DrawProgram;
  private readonly machine: SiteMachine;
  private readonly options: SimulatorOptions;

  constructor(program: DrawProgram, machine: SiteMachine, options: SimulatorOptions) {
    this.program = program;
    this.machine = machine;
    this.options = options;
  }

  run(params: Float64Array, shapes: Float64Array, at: number, key: readonly [number, number]): void {
    const streams = streamsOf(this.program, shapes, at, key);
    const { sampler, draws } = this.options;
    const joined = joinedStreams(streams, this.program.correlation, sampler, draws);
    this.machine.run(
      params,
      streams.map(
        (s): MachineStream =>
          joined.get(s.param) ?? {
            param: s.param,
            dimension: s.dimension,
            plan: planOf(s.shape),
            source: sampler.stream(s.key),
          },
      ),
    );
  }

  values(i: number): Float64Array {
    return this.machine.values(i);
  }

  summary(i: number, out: Float64Array, at: number): void {
    this.machine.summary(i, out, at);
  }

  mean(i: number): number {
    return this.machine.mean(i);
  }

  isDefined(i: number): boolean {
    return this.machine.isDefined(i);
  }

  giveSum(slot: number, from: Float64Array): void {
    this.machine.sum(slot).set(from);
  }

  addTo(slot: number, i: number): void {
    this.machine.addTo(slot, i);
  }

  takeSum(slot: number, to: Float64Array): void {
    to.set(this.machine.sum(slot));
  }
}

/** The interpreter: the same bits, without making code. */
class PlainSimulator implements SiteSimulator {
  private readonly program: DrawProgram;
  private readonly options: SimulatorOptions;
  private drawn: Float64Array[] = [];
  private readonly sums = new Map<number, Float64Array>();

  constructor(program: DrawProgram, options: SimulatorOptions) {
    this.program = program;
    this.options = options;
  }

  run(params: Float64Array, shapes: Float64Array, at: number, key: readonly [number, number]): void {
    const streams = streamsOf(this.program, shapes, at, key);
    const { sampler, interpreter, draws } = this.options;
    const { graph, nodes, correlation } = this.program;
    this.drawn = simulateNodes({ graph, params, streams, correlation, sampler, interpreter, first: 0, draws }, nodes);
  }

  values(i: number): Float64Array {
    return this.drawn[i] as Float64Array;
  }

  summary(i: number, out: Float64Array, at: number): void {
    writeSummary(summarise(this.values(i), this.options.sampling), out, at);
  }

  mean(i: number): number {
    return meanOfDefined(this.values(i));
  }

  isDefined(i: number): boolean {
    return this.values(i).some((v) => !Number.isNaN(v));
  }

  giveSum(slot: number, from: Float64Array): void {
    this.sums.set(slot, from.slice());
  }

  addTo(slot: number, i: number): void {
    const sum = this.sums.get(slot) as Float64Array;
    const part = this.values(i);
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (part[k] as number);
  }

  takeSum(slot: number, to: Float64Array): void {
    to.set(this.sums.get(slot) as Float64Array);
  }
}
