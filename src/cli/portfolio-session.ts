/** The sites of a sheet drawn and kept, chosen from, and the chosen ones summed draw by draw. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { AssessRun } from '../batch/assess.ts';
import type { SumFigures } from '../batch/draw-sums.ts';
import { groupId, LEVELS } from '../batch/groups.ts';
import { type Candidate, type Candidates, candidatesOf, type Excluded } from '../batch/portfolio/candidates.ts';
import { type DrawnSite, drawnSite } from '../batch/portfolio/drawn-site.ts';
import { matches, sumOf } from '../batch/portfolio/measures.ts';
import { type PointsSources, pointsOf, pointsTogether } from '../batch/portfolio/points.ts';
import { type DoTask, type Portfolio, portfolioOf, selectedOf, type Wanted } from '../batch/portfolio/portfolio.ts';
import { promiseChoices, scoresOf } from '../batch/promise/scores.ts';
import { UnitDraws } from '../batch/promise/unit-draws.ts';
import type { JobRunner } from '../batch/runner.ts';
import { simulateRows } from '../batch/simulate.ts';
import type { SimulateOptions } from '../batch/simulate-options.ts';
import { SimulatePlan } from '../batch/simulate-plan.ts';
import { SimulatedTotal } from '../batch/simulated-total.ts';
import type { PortfolioChoices } from '../catalog/index.ts';
import { type BudgetStatement, COUNT, POINTS } from '../decide/portfolio/statement.ts';
import { type Summary, summarise } from '../simulate/summary.ts';

export interface PortfolioOptions {
  /** Of the draws; columns are those of the totals wanted. */
  simulate: SimulateOptions;
  choices: PortfolioChoices;
  wanted: Wanted;
  /** Says why a site is not eligible; its groups are gathered. */
  assess: AssessRun;
  /** A run knows its programs by number, so each has a runner of its own. @param sites of the run, as far as known */
  runner: (sites?: number) => JobRunner;
  /** Said once when the draws kept take much memory. @param bytes of each site */
  heavy: (bytes: number) => void;
}

type Rows = AsyncIterable<readonly (SiteRow | DroppedRow)[]>;

/** All draws lie in memory at once: numbers that may be kept. */
const MOST = 1.5e8;

/** From so many on it is said how much memory that takes. */
const MUCH = 2.5e7;
const BYTES = 8;

/** More draws than can be kept at once. */
export class TooManyDraws extends Error {}

export class PortfolioSession {
  readonly sites: DrawnSite[] = [];
  /** Spreads met so far. */
  uncertain = 0;
  private readonly options: PortfolioOptions;
  private readonly plan: SimulatePlan;
  /** Outputs that a site is judged by. */
  private readonly needed: readonly string[];
  private readonly kept: ReadonlySet<string>;
  private readonly drawnPoints = new Map<Candidate, Float64Array>();

  constructor(options: PortfolioOptions) {
    const { choices, wanted, simulate } = options;
    this.options = options;
    const statements = [wanted.objective, ...wanted.budgets].map((s) => s.output);
    this.needed = [...new Set(statements.filter((o) => o !== COUNT && o !== POINTS))];
    const scores = statements.includes(POINTS) ? choices.points : [];
    this.kept = new Set([...this.needed, ...scores, choices.eligible, choices.cost, choices.tonnes]);
    this.plan = new SimulatePlan({ ...simulate, columns: this.kept, keepAll: true });
  }

  /** Findings of the run as a whole. */
  findings() {
    return this.plan.findings();
  }

  /** @throws SiteFailed, WorkersFailed, TooManyDraws */
  async draw(rows: Rows, each: (rows: readonly (SiteRow | DroppedRow)[]) => void): Promise<void> {
    const runner = this.options.runner();
    let told = false;
    try {
      for await (const drawn of simulateRows(rows, this.plan, runner)) {
        each(drawn.rows);
        for (const site of drawn.sites) {
          this.uncertain += site.uncertain.length;
          this.sites.push(drawnSite(site, this.kept));
        }
        if (this.numbers > MOST) throw new TooManyDraws();
        if (!told && this.numbers > MUCH) this.options.heavy(BYTES * this.kept.size * this.options.simulate.draws);
        told ||= this.numbers > MUCH;
      }
    } finally {
      await runner.close();
    }
  }

  /** Draws kept so far. */
  private get numbers(): number {
    return this.sites.length * this.kept.size * this.options.simulate.draws;
  }

  /** Budgets that speak of no site of the sheet. */
  idle(budgets: readonly BudgetStatement[]): BudgetStatement[] {
    return budgets.filter((b) => !this.sites.some((s) => matches(s, b.where)));
  }

  async choose(work: DoTask): Promise<Portfolio & Pick<Candidates, 'excluded'>> {
    const { choices, wanted, assess } = this.options;
    const withPoints = [wanted.objective, ...wanted.budgets].some((s) => s.output === POINTS);
    const { candidates, excluded } = candidatesOf(this.sites, {
      eligible: choices.eligible,
      needed: this.needed,
      why: ({ row }) => assess.run([row])[0]?.failing ?? [],
    });
    if (!withPoints) return { ...(await portfolioOf(candidates, wanted, () => new Float64Array(0), work)), excluded };
    const sources = this.pointsSources();
    for (const c of candidates) {
      this.drawnPoints.set(c, pointsOf(c, sources));
      // Signals are heard between candidates.
      await new Promise((done) => setImmediate(done));
    }
    const hasPoints = (c: Candidate) => !this.drawnPoints.get(c)?.some(Number.isNaN);
    const unscored = candidates.filter((c) => !hasPoints(c)).flatMap((c) => this.whyUnscored(c));
    const points = (c: Candidate) => this.drawnPoints.get(c) as Float64Array;
    const result = await portfolioOf(candidates.filter(hasPoints), wanted, points, work);
    return { ...result, excluded: [...excluded, ...unscored] };
  }

  /** A site says what it lacks by itself; the others of its group, that one of them does. */
  private whyUnscored({ sites }: Candidate): Excluded[] {
    const { assess, choices } = this.options;
    const reasons = sites.map(({ row }) => {
      const [alone] = assess.run([{ ...row, projectId: '', proposalId: '' }]);
      const own = alone?.model.outputs.flatMap((o, i) =>
        choices.points.includes(o.column) ? (alone.reasons.get(i) ?? []) : [],
      );
      const broken = LEVELS.some((level) => assess.groups.broken(level, groupId(row, level)));
      return own?.[0] ?? (broken ? 'row_dropped' : undefined);
    });
    const rest = reasons.some((r) => r !== undefined) ? 'chosen_together' : 'not_finite';
    return sites.map((site, i) => ({ site, reasons: [reasons[i] ?? rest] }));
  }

  /** Points of the choice over the draws, where points are asked for; and those of all its sites as one proposal. */
  points(portfolio: Portfolio): { apart: Summary; together: Summary } | undefined {
    const { candidates, choice } = portfolio;
    const chosen = candidates.filter((_, i) => choice?.chosen[i]).map((c) => this.drawnPoints.get(c));
    const { draws, sampling } = this.options.simulate;
    if (chosen.length === 0 || !chosen.every((d) => d !== undefined)) return undefined;
    const together = pointsTogether(selectedOf(portfolio), this.pointsSources());
    return { apart: summarise(sumOf(chosen, draws), sampling), together: summarise(together, sampling) };
  }

  /** What each budget comes to at the middle values, as `assess` gives it: there grants are fixed. Null for points. */
  middles(portfolio: Portfolio): (number | null)[] {
    const sites = selectedOf(portfolio);
    const results = this.options.assess.run(sites.map((s) => s.row));
    return portfolio.wanted.budgets.map(({ output, where }) => {
      if (output === POINTS || !portfolio.choice) return null;
      const figures = results.map(({ model, values }, i) => {
        if (!matches(sites[i] as DrawnSite, where)) return 0;
        return output === COUNT ? 1 : (values[model.outputs.findIndex((o) => o.column === output)] ?? Number.NaN);
      });
      const sum = figures.reduce((a, b) => a + b, 0);
      return Number.isNaN(sum) ? null : sum;
    });
  }

  /** Figures of the chosen sites together: what `simulate` gives for a sheet of these rows. */
  async totals(portfolio: Portfolio): Promise<SumFigures> {
    const plan = new SimulatePlan(this.options.simulate);
    const total = new SimulatedTotal();
    const rows = selectedOf(portfolio).map((s) => s.row);
    const source = (async function* () {
      yield rows;
    })();
    const runner = this.options.runner(rows.length);
    try {
      for await (const drawn of simulateRows(source, plan, runner)) total.add(drawn.view);
    } finally {
      await runner.close();
    }
    return total.figures(plan);
  }

  private pointsSources(): PointsSources {
    const { simulate, choices } = this.options;
    const { series, years } = promiseChoices(simulate.catalog);
    const scores = scoresOf(simulate.catalog).filter((s) => choices.points.includes(s.column));
    const plan = new SimulatePlan({ ...simulate, columns: new Set(choices.points), executor: 'interpreter' });
    const units = new UnitDraws(plan, { series, years, scores: scores.map((s) => s.name) });
    return { scores: choices.points, draws: simulate.draws, units };
  }
}
