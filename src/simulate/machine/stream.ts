import type { InversePlan } from '../inverse.ts';
import type { UniformStream } from '../points.ts';

/** A parameter that varies by draw. */
export interface DrawnStream {
  readonly param: number;
  readonly dimension: number;
  readonly plan: InversePlan;
  /** Of a sampler with the sampling and the draws of the machine. */
  readonly source: UniformStream;
}

/** One whose values the caller gives. */
export interface HostStream {
  readonly param: number;
  /** Writes draws first … first + out.length − 1; those beyond the last draw are not read. */
  fill(out: Float64Array, first: number): void;
}

export type MachineStream = DrawnStream | HostStream;

export function isHost(stream: MachineStream): stream is HostStream {
  return 'fill' in stream;
}
