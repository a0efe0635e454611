/** Which candidates to choose, what that yields at each level of the budget, and how sure the ranking is. */
import { type AbatementStep, abatementCurve } from '../../decide/portfolio/abatement-curve.ts';
import type { Choice, NoChoice } from '../../decide/portfolio/choose.ts';
import { type FrontierPoint, levelsOf } from '../../decide/portfolio/frontier.ts';
import { type Limit, measured, type Problem } from '../../decide/portfolio/problem.ts';
import { inTop, ranking, type Swap, swaps } from '../../decide/portfolio/ranks.ts';
import { type BudgetStatement, COUNT, type Statement } from '../../decide/portfolio/statement.ts';
import type { ChoiceOutcome, ChoiceTask, TaskEffort } from '../../decide/portfolio/task.ts';
import { meanOf } from '../../simulate/moments.ts';
import { type Summary, summarise } from '../../simulate/summary.ts';
import type { Candidate } from './candidates.ts';
import type { DrawnSite } from './drawn-site.ts';
import { drawsOf, measureOf, type PointsOf } from './measures.ts';

export interface Wanted {
  objective: Statement;
  budgets: readonly BudgetStatement[];
  /** Size of the top whose stability is judged; without it as many candidates as are chosen. */
  top: number | undefined;
  effort: TaskEffort;
  /** For each point of the frontier. */
  frontierEffort: TaskEffort;
  /** For the choice with its proof, and once more for the frontier. */
  seconds: number;
}

/** Does the work, wherever. */
export type DoTask = (task: ChoiceTask) => Promise<ChoiceOutcome>;

export interface Portfolio {
  wanted: Wanted;
  candidates: readonly Candidate[];
  /** Null when no choice meets all budgets. */
  choice: Choice | null;
  /** Why there is none: proven, or not found. */
  reason: NoChoice | undefined;
  /** What is taken of each budget. */
  used: readonly (number | null)[];
  frontier: readonly FrontierPoint[];
  /** Which budget the frontier varies. */
  varied: BudgetStatement | undefined;
  ranks: Ranks;
}

export interface Ranks {
  /** Candidates, the largest mean of the objective first. */
  order: readonly number[];
  means: Float64Array;
  k: number;
  /** Chance that each candidate is among the first k. */
  inTop: Float64Array;
  /** Pairs near the end of the top. */
  swaps: readonly Swap[];
}

/** Points of the frontier. */
const STEPS = 10;
/** Candidates near the end of the top whose pairs are compared. */
const COMPARED = 20;

export async function portfolioOf(
  candidates: readonly Candidate[],
  wanted: Wanted,
  points: PointsOf,
  work: DoTask,
): Promise<Portfolio> {
  const { effort, frontierEffort, seconds } = wanted;
  const draws = drawsOf(wanted.objective, candidates, points);
  const problem: Problem = {
    candidates: candidates.length,
    objective: measureOf(wanted.objective, draws),
    limits: wanted.budgets.map(
      (b): Limit => ({ ...measureOf(b, drawsOf(b, candidates, points)), op: b.op, value: b.value }),
    ),
  };
  const varied = variedOf(candidates, wanted);
  const outcome = await work({ problem, varied, effort, frontierEffort, seconds });
  const choice = typeof outcome.choice === 'string' ? null : outcome.choice;
  const chosen = choice?.chosen.reduce((a, b) => a + b, 0) ?? 0;
  return {
    wanted,
    candidates,
    choice,
    reason: typeof outcome.choice === 'string' ? outcome.choice : undefined,
    used: problem.limits.map((l) => choice && measured(l, choice.chosen)),
    frontier: outcome.frontier,
    varied: wanted.budgets[varied?.which ?? -1],
    ranks: ranksOf(draws, wanted.top ?? chosen),
  };
}

/** The first budget from above, if there is anything to vary. */
function variedOf(candidates: readonly Candidate[], { budgets }: Wanted): ChoiceTask['varied'] {
  const which = budgets.findIndex((b) => b.op === '<=');
  const { value, output } = budgets[which] ?? { value: 0, output: '' };
  const levels = candidates.length > 0 ? levelsOf(value, output === COUNT, STEPS) : [];
  return levels.length > 0 ? { which, levels } : undefined;
}

function ranksOf(draws: readonly Float64Array[], k: number): Ranks {
  const means = Float64Array.from(draws, (d) => meanOf(d, 0, d.length));
  const order = ranking(means);
  const from = Math.max(0, Math.min(k - COMPARED / 2, order.length - COMPARED));
  const near = order.slice(from, from + COMPARED);
  return { order, means, k, inTop: inTop(draws, order, k), swaps: swaps(draws, near) };
}

/** Sites chosen, in the order of the sheet. */
export function selectedOf({ candidates, choice }: Portfolio): DrawnSite[] {
  const sites = candidates.flatMap((c, i) => (choice?.chosen[i] ? c.sites : []));
  return sites.sort((a, b) => a.row.line - b.row.line);
}

export interface CurveSite {
  site: DrawnSite;
  /** Cost per tonne over the draws. */
  cost: Summary;
}

/** @param columns outputs: cost per tonne, and tonnes; a site without either has no place on the curve */
export function curveOf(
  sites: readonly DrawnSite[],
  columns: { cost: string; tonnes: string },
): AbatementStep<CurveSite>[] {
  return abatementCurve(
    sites.flatMap((site) => {
      const [cost, tonnes] = [columns.cost, columns.tonnes].map(
        (c) => site.draws.get(c) && summarise(site.draws.get(c)!),
      );
      if (cost?.p50 == null || tonnes?.mean == null) return [];
      return [{ site: { site, cost }, cost: cost.p50, tonnes: tonnes.mean }];
    }),
  );
}
