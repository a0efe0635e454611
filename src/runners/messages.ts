/** What the caller and its workers say to each other. */
import type { DrawProgram } from '../simulate/program.ts';

export type ToWorker =
  | { readonly kind: 'program'; readonly program: DrawProgram }
  | { readonly kind: 'forget'; readonly programs: readonly number[] }
  | { readonly kind: 'job'; readonly id: number; readonly job: SharedJob };

/** All workers get every job; they share its leaves among them by `claims`. */
export interface SharedJob {
  /** Told here, since the numbers of a job that is over may be those of another already. */
  readonly leaves: number;
  readonly input: Float64Array;
  readonly output: Float64Array;
  readonly claims: Int32Array;
}

export type FromWorker =
  /** This worker ended the last of the job's leaves. */
  | { readonly kind: 'done'; readonly id: number }
  /** A site could not be drawn; the worker is as before. */
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly leaf: number;
      readonly site: number;
      readonly cause: string;
    };
