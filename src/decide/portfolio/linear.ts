/** Choosing by sums alone: what a solver of mixed integer programs takes and gives. The solver itself is handed in. */

/** Maximise objective · x over x of 0 and 1 with low ≤ coefficients · x ≤ high for every row. */
export interface LinearProblem {
  /** One number a candidate. */
  objective: Float64Array;
  rows: readonly LinearRow[];
}

export interface LinearRow {
  coefficients: Float64Array;
  low: number;
  high: number;
}

export interface LinearSolution {
  /** 1 = chosen; null when nothing that fits was found. */
  chosen: Uint8Array | null;
  /** No choice that fits is better; −∞ when there is none, +∞ when nothing is known. */
  bound: number;
}

/** When a solver may stop before it has proven the best. */
export interface Effort {
  /** Relative difference between the bound and the best found; 0 = until proven. */
  gap: number;
  /** Of one linear problem, at most. */
  seconds: number;
  /** Seconds left for all of it; the clock is handed in. */
  left: () => number;
}

export type Solver = (problem: LinearProblem, effort: Effort) => LinearSolution;

/** Sums may exceed a limit by this part of it: rounding of the sums themselves. */
export const ROUNDING = 1e-12;
