/** Every site of a sheet under every plan of a sweep. A plan holds for all rows, so groups are those of the plan. */
import { changedRow } from '../assessment/changed-row.ts';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { SweptPlan } from '../assessment/sweep.ts';
import { figureAt } from '../decide/figure.ts';
import type { SiteResult } from './assess.ts';
import { ChangedRows } from './changed-rows.ts';
import type { Level } from './groups.ts';
import type { SimulateOptions } from './simulate-options.ts';

export interface SweptSite {
  plan: SweptPlan;
  result: SiteResult;
  /** Outputs of the result's model: in the share of draws that was asked for, or at the middles; NaN = undefined. */
  values: readonly number[];
}

export interface SweepOptions {
  plans: readonly SweptPlan[];
  /** Share of draws that has the figure; undefined = the figure with every quantity at its middle. */
  share: number | undefined;
  lessIsBetter: (output: string) => boolean;
}

export class SweepRun {
  private readonly changed: ChangedRows;
  private readonly options: SweepOptions;

  constructor(options: SimulateOptions, sweep: SweepOptions) {
    this.changed = new ChangedRows(options);
    this.options = sweep;
  }

  /** First passes over a sheet with group columns: see `gatherGroups`. */
  gather(level: Level, rows: readonly (SiteRow | DroppedRow)[]): void {
    const { plans } = this.options;
    for (const [p, plan] of plans.entries())
      this.changed.assess.gather(
        level,
        rows.map((r) => inPlan(r, plan, p)),
      );
  }

  /** One result a plan. */
  site(row: SiteRow): SweptSite[] {
    const { plans, share, lessIsBetter } = this.options;
    const rows = plans.map((plan, p) => inPlan(row, plan, p) as SiteRow);
    const results = this.changed.middles(rows);
    const draws = share === undefined ? undefined : this.changed.draws(rows);
    return plans.map((plan, p) => {
      const result = results[p] as SiteResult;
      const values = result.model.outputs.map((o, i) => {
        const drawn = draws?.[p]?.[i];
        const middle = result.values[i] as number;
        // A code has no figure in a share of draws.
        if (!drawn || share === undefined || o.quantity.labels) return middle;
        return figureAt(drawn, share, lessIsBetter(o.column));
      });
      return { plan, result, values };
    });
  }
}

/** The row in a plan; its groups are of that plan alone. */
function inPlan(row: SiteRow | DroppedRow, plan: SweptPlan, number: number): SiteRow | DroppedRow {
  const own = (id: string): string => (id ? `${id}\u0000${number}` : '');
  const groups = { projectId: own(row.projectId), proposalId: own(row.proposalId) };
  return { ...('dropped' in row ? row : changedRow(row, plan)), ...groups };
}
