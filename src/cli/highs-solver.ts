/** HiGHS as the solver of linear choices. Loaded when a choice is to be made, never at start. */
import type { Highs } from 'highs';
import type { Effort, LinearProblem, LinearSolution, Solver } from '../decide/portfolio/linear.ts';

/** Rows may be passed by this part of their limit, and no more. */
const TOLERANCE = 1e-9;

export async function loadSolver(): Promise<Solver> {
  // Its types speak of the CommonJS form; what is imported is the module.
  const { default: load } = (await import('highs')) as unknown as { default: () => Promise<Highs> };
  const highs = await load();
  return (problem, effort) => solve(highs, problem, effort);
}

function solve(highs: Highs, problem: LinearProblem, effort: Effort): LinearSolution {
  const { objective } = problem;
  const n = objective.length;
  if (n === 0) return trivial(problem);
  const seconds = Math.min(effort.seconds, effort.left());
  if (!(seconds > 0)) return { chosen: null, bound: Number.POSITIVE_INFINITY };
  // Tonnes and yen differ by many powers of ten; the solver's tolerances are absolute.
  const unit = Math.max(...objective.map(Math.abs)) || 1;
  const rows = problem.rows.map(scaled);
  const { starts, indices, values } = byColumn(
    rows.map((r) => r.coefficients),
    n,
  );
  const { objectiveSense, variableType, modelStatus } = highs.constants;
  const model = highs.createModel({
    numCols: n,
    numRows: rows.length,
    sense: objectiveSense.maximize,
    colCost: objective.map((c) => c / unit),
    colLower: new Float64Array(n),
    colUpper: new Float64Array(n).fill(1),
    rowLower: Float64Array.from(rows, (r) => finite(r.low, highs)),
    rowUpper: Float64Array.from(rows, (r) => finite(r.high, highs)),
    matrix: { format: 'csc', numCols: n, numRows: rows.length, starts, indices, values },
    integrality: new Int32Array(n).fill(variableType.integer),
  });
  try {
    model.options.set({
      output_flag: false,
      mip_rel_gap: effort.gap,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: TOLERANCE,
      primal_feasibility_tolerance: TOLERANCE,
      time_limit: seconds,
    });
    model.run();
    const status = model.getModelStatus();
    // Every candidate is 0 or 1, so nothing is unbounded.
    const none = status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible;
    if (none) return { chosen: null, bound: Number.NEGATIVE_INFINITY };
    const bound = Number(model.info.get('mip_dual_bound')) * unit;
    const found = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible;
    if (!found) return { chosen: null, bound };
    return { chosen: Uint8Array.from(model.getSolution().colValue, (x) => (x > 0.5 ? 1 : 0)), bound };
  } finally {
    model.dispose();
  }
}

/** Nothing to choose from: nothing is chosen, if that fits. */
function trivial({ rows }: LinearProblem): LinearSolution {
  const fits = rows.every((r) => r.low <= 0 && r.high >= 0);
  return fits ? { chosen: new Uint8Array(0), bound: 0 } : { chosen: null, bound: Number.NEGATIVE_INFINITY };
}

/** Divided by its largest finite number, so that one tolerance fits all rows. */
function scaled({ coefficients, low, high }: LinearProblem['rows'][number]): LinearProblem['rows'][number] {
  const limit = Math.max(...[low, high].filter(Number.isFinite).map(Math.abs), 0);
  const by = limit || Math.max(...coefficients.map(Math.abs)) || 1;
  return { coefficients: coefficients.map((c) => c / by), low: low / by, high: high / by };
}

const finite = (x: number, { infinity }: Highs): number => Math.max(-infinity, Math.min(infinity, x));

function byColumn(
  rows: readonly Float64Array[],
  n: number,
): { starts: Int32Array; indices: Int32Array; values: Float64Array } {
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let j = 0; j < n; j++) {
    for (const [i, row] of rows.entries()) {
      if (row[j] === 0) continue;
      indices.push(i);
      values.push(row[j] as number);
    }
    starts.push(indices.length);
  }
  return { starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

/** A clock that runs down from now on. */
export function secondsLeft(seconds: number): () => number {
  const end = performance.now() + 1000 * seconds;
  return () => (end - performance.now()) / 1000;
}
