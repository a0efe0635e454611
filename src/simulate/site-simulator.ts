/** All draws of one site of a program. */
import type { Interpreter } from '../engine/interpreter.ts';
import { inverseOf } from './inverse.ts';
import { SiteMachine } from './machine/index.ts';
import type { Sampler } from './points.ts';
import type { DrawProgram, DrawSettings } from './program.ts';
import { readShape } from './shape-code.ts';
import { type Stream, simulateNodes } from './simulate-row.ts';
import { writeSummary } from './statistics.ts';
import type { StreamKey } from './stream-key.ts';

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

/** Streams of a site, with the distributions that are written from `at` on. */
function streamsOf(
  program: DrawProgram,
  shapes: Float64Array,
  from: number,
  hash: readonly [number, number],
): readonly Stream[] {
  const own: StreamKey = { kind: 'site', hash };
  let at = from;
  return program.streams.map((s): Stream => {
    const { shape, next } = readShape(shapes, at);
    at = next;
    return { param: s.param, dimension: s.dimension, key: s.key ?? own, shape };
  });
}

/** Everything in WebAssembly, in one call a site. */
class KernelSimulator implements SiteSimulator {
  private readonly program: DrawProgram;
  private readonly machine: SiteMachine;
  private readonly sampler: Sampler;

  constructor(program: DrawProgram, machine: SiteMachine, options: SimulatorOptions) {
    this.program = program;
    this.machine = machine;
    this.sampler = options.sampler;
  }

  run(params: Float64Array, shapes: Float64Array, at: number, key: readonly [number, number]): void {
    const streams = streamsOf(this.program, shapes, at, key).map((s) => ({
      param: s.param,
      dimension: s.dimension,
      plan: inverseOf(s.shape).plan,
      source: this.sampler.stream(s.key),
    }));
    this.machine.run(params, streams);
  }

  values(i: number): Float64Array {
    return this.machine.values(i);
  }

  summary(i: number, out: Float64Array, at: number): void {
    this.machine.summary(i, out, at);
  }
}

/** The interpreter: the same bits, without making code. */
class PlainSimulator implements SiteSimulator {
  private readonly program: DrawProgram;
  private readonly options: SimulatorOptions;
  private drawn: Float64Array[] = [];

  constructor(program: DrawProgram, options: SimulatorOptions) {
    this.program = program;
    this.options = options;
  }

  run(params: Float64Array, shapes: Float64Array, at: number, key: readonly [number, number]): void {
    const streams = streamsOf(this.program, shapes, at, key);
    const { sampler, interpreter, draws } = this.options;
    const { graph } = this.program;
    this.drawn = simulateNodes({ graph, params, streams, sampler, interpreter, first: 0, draws }, this.program.nodes);
  }

  values(i: number): Float64Array {
    return this.drawn[i] as Float64Array;
  }

  summary(i: number, out: Float64Array, at: number): void {
    writeSummary(this.values(i), this.options.sampling, out, at);
  }
}
