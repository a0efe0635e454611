/** What a runner and its Web Workers say to each other. Nothing is shared: numbers are copied there and moved back. */
import type { DrawProgram, DrawSettings } from '../simulate/program.ts';

export type ToDrawer =
  | { readonly kind: 'settings'; readonly settings: DrawSettings }
  | { readonly kind: 'program'; readonly program: DrawProgram }
  | { readonly kind: 'forget'; readonly programs: readonly number[] }
  | {
      readonly kind: 'leaf';
      readonly id: number;
      readonly leaf: number;
      readonly input: Float64Array;
      /** Numbers of the job's output. */
      readonly length: number;
    };

export type FromDrawer =
  /** The parts of the output that belong to the leaf, each with its place. */
  | {
      readonly kind: 'drawn';
      readonly id: number;
      readonly leaf: number;
      readonly parts: readonly { readonly at: number; readonly numbers: Float64Array<ArrayBuffer> }[];
    }
  /** A site could not be drawn; the worker is as before. */
  | {
      readonly kind: 'failed';
      readonly id: number;
      readonly leaf: number;
      readonly site: number;
      readonly cause: string;
    };
