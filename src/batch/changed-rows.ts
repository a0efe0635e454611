/** Changed rows of a sheet: their outputs at the middles, the grant worked out anew, or draw by draw. */
import type { SiteRow } from '../assessment/row.ts';
import { AssessRun, type SiteResult } from './assess.ts';
import { PreparedEvaluator } from './prepared-evaluator.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { SimulatePlan } from './simulate-plan.ts';

export class ChangedRows {
  /** Holds the group sums that the rows stand in. */
  readonly assess: AssessRun;
  private readonly plan: SimulatePlan;
  private readonly evaluator: PreparedEvaluator;

  /** @param options the outputs wanted are its columns; its group sums are not read */
  constructor(options: SimulateOptions) {
    this.assess = new AssessRun(options);
    this.plan = new SimulatePlan({ ...options, groups: this.assess.groups });
    this.evaluator = new PreparedEvaluator(options);
  }

  /** With every quantity at its middle, in the order of the rows. */
  middles(rows: readonly SiteRow[]): SiteResult[] {
    return this.assess.run(rows);
  }

  /** Draws of the model's outputs, in the order of the rows; NaN = undefined. Rows of one site have the same draws. */
  draws(rows: readonly SiteRow[]): (readonly Float64Array[])[] {
    const values = this.plan.prepare(rows).map((prepared) => {
      const site = this.evaluator.site(prepared);
      return site.model(site.draws().map((c) => c.values));
    });
    this.evaluator.forget(this.plan.forgotten());
    return values;
  }
}
