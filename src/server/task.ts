/** One piece of work of the API, as plain data that goes to a thread of its own. */
import type { Finding } from '../assessment/findings.ts';
import type { Sampling } from '../simulate/points.ts';

interface OfSheet {
  bytes: Uint8Array;
  scenario: Readonly<Record<string, unknown>>;
}

export type Task =
  | (OfSheet & { kind: 'assess' })
  | (OfSheet & { kind: 'explain'; site: string; quantity: string | undefined; spreads: 'none' | 'default' })
  | (OfSheet & {
      kind: 'simulate';
      draws: number;
      seed: number;
      sampling: Sampling;
      spreads: 'none' | 'default';
      outputs: readonly string[];
      probabilities: readonly string[];
    });

/** What is wrong with the request; `code` names it, findings tell of the sheet. */
export interface Refusal {
  status: 404 | 422;
  code: string;
  message: string;
  findings?: readonly Finding[];
}

export type Told =
  | { kind: 'progress'; rows: number; of: number }
  /** Pieces of the JSON document. */
  | { kind: 'done'; pieces: readonly string[] }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'failed'; cause: string };
