/** All that a promise is judged from, under one scenario: assessments at the middles, draws, changed plans. */
import { AssessRun, type SiteResult } from '../assess.ts';
import type { SimulateOptions } from '../simulate-options.ts';
import { SimulatePlan } from '../simulate-plan.ts';
import { ChangedPlan } from './changed-plan.ts';
import { nameOfOutput, promiseChoices, type Score, scoresOf } from './scores.ts';
import type { Unit } from './unit.ts';
import { type DrawnUnit, UnitDraws } from './unit-draws.ts';

export type ViewOptions = Omit<SimulateOptions, 'columns' | 'thresholds' | 'executor' | 'keep' | 'groups'>;

/** Of a unit at the middles. */
export interface Planned {
  results: readonly SiteResult[];
  /** Yearly average and sum over the years, summed over the rows; null when a row has none. */
  average: number | null;
  total: number | null;
  /** Why there is none. */
  reason: string | undefined;
  eligibility: Eligibility;
}

/** Of a proposal as it stands: `no` when one row is not eligible, `unknown` when that of one is not known. */
export interface Eligibility {
  label: string | undefined;
  /** Rows that are not eligible, and why. */
  not: readonly { siteId: string; because: readonly string[] }[];
}

export class PromiseView {
  /** Gathers the group sums of the sheet; to be done before anything else is asked. */
  readonly run: AssessRun;
  readonly scores: readonly Score[];
  readonly changed: ChangedPlan;
  private readonly options: ViewOptions;
  private drawn: UnitDraws | undefined;

  constructor(options: ViewOptions) {
    const { catalog, scenario } = options;
    const { average, total, eligible, scores } = promiseChoices(catalog);
    this.options = options;
    this.run = new AssessRun({ catalog, scenario, columns: new Set([average, total, eligible, ...scores]) });
    this.scores = scoresOf(catalog);
    this.changed = new ChangedPlan({ catalog, scenario, groups: this.run.groups });
  }

  planned(unit: Unit): Planned {
    const { average, total } = promiseChoices(this.options.catalog);
    const results = this.run.run(unit.rows);
    const lost = unit.proposalId ? this.run.groups.reason('proposal', '', unit.proposalId) : undefined;
    const reason = lost ?? results.map((r) => reasonIn(r, average)).find((r) => r !== undefined);
    const sum = (column: string) => (reason ? null : results.reduce((a, r) => a + valueIn(r, column), 0));
    return { results, average: sum(average), total: sum(total), reason, eligibility: this.eligibility(results) };
  }

  /** Why a unit has no figure of an output that is scored: what its proposal, or the row itself, lacks. */
  reason(unit: Unit, { results }: Planned, column: string): string | undefined {
    const own = results.map((r) => reasonIn(r, column)).filter((r) => r !== undefined);
    return own.find((r) => !unit.proposalId || r !== 'see_proposal');
  }

  private eligibility(results: readonly SiteResult[]): Eligibility {
    const { eligible } = promiseChoices(this.options.catalog);
    const labels = results.map((r) => labelIn(r, eligible));
    const not = results.filter((_, i) => labels[i] === 'no');
    return {
      label: ['no', 'unknown'].find((l) => labels.includes(l)) ?? labels[0],
      not: not.map((r) => ({ siteId: r.row.siteId, because: r.failing })),
    };
  }

  draws(unit: Unit): DrawnUnit {
    this.drawn ??= this.makeDraws();
    return this.drawn.of(unit);
  }

  private makeDraws(): UnitDraws {
    const { catalog } = this.options;
    const { series, years, average, scores } = promiseChoices(catalog);
    const options = { ...this.options, groups: this.run.groups, columns: new Set(scores), thresholds: [] };
    const plan = new SimulatePlan({ ...options, executor: 'interpreter' });
    return new UnitDraws(plan, {
      series,
      years,
      average: nameOfOutput(catalog, average),
      scores: this.scores.map((s) => s.name),
    });
  }
}

const position = (r: SiteResult, column: string): number => r.model.outputs.findIndex((o) => o.column === column);

const valueIn = (r: SiteResult, column: string): number => r.values[position(r, column)] ?? Number.NaN;

const labelIn = (r: SiteResult, column: string): string | undefined => {
  const labels = r.model.outputs[position(r, column)]?.quantity.labels ?? {};
  return Object.keys(labels).find((l) => labels[l] === valueIn(r, column));
};
const reasonIn = (r: SiteResult, column: string): string | undefined => r.reasons.get(position(r, column));
