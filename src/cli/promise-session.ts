/** Promises as the sheet goes by: each row by itself, proposals when all rows are through. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import { basesOf, restsOnBasis, underBasis } from '../batch/promise/bases.ts';
import { type Asked, judge } from '../batch/promise/judge.ts';
import type { Unit } from '../batch/promise/unit.ts';
import { PromiseView, type ViewOptions } from '../batch/promise/view.ts';
import type { Promised } from '../report/promise-json.ts';
import { gatherGroups } from './gather-groups.ts';
import type { WantedIds } from './promise-ids.ts';
import type { SheetSource } from './sheet-source.ts';

/** @param whole a proposal, not a row */
export type Emit = (promised: Promised, whole: boolean) => void;

export class PromiseSession {
  readonly view: PromiseView;
  /** Spreads met so far. */
  uncertain = 0;
  private readonly bases: readonly { basis: string; view: PromiseView }[];
  private readonly proposals = new Map<string, SiteRow[]>();
  private readonly asked: Asked;
  private readonly emit: Emit;
  private readonly only: WantedIds | undefined;

  constructor(options: ViewOptions, asked: Asked, emit: Emit, only?: WantedIds | undefined) {
    this.only = only;
    this.asked = asked;
    this.emit = emit;
    this.view = new PromiseView(options);
    const under = (scenario: ScenarioValues) => new PromiseView({ ...options, scenario });
    this.bases = basesOf(options.catalog, options.scenario).map((b) => ({ basis: b.basis, view: under(b.scenario) }));
  }

  /** Group sums under every basis: grants of projects rest on it. */
  async gather(source: SheetSource): Promise<void> {
    if (!(await gatherGroups(source, this.view.run))) return;
    for (const { view } of this.bases) await gatherGroups(source, view.run);
  }

  /** Rows that are shown, or belong to a proposal that is. */
  wanted<R extends SiteRow | DroppedRow>(rows: readonly R[]): readonly R[] {
    const { only } = this;
    return only ? rows.filter((r) => only.sites.has(r.siteId) || only.proposals.has(r.proposalId)) : rows;
  }

  /** A proposal is there even if all its rows are dropped. */
  meet(rows: readonly (SiteRow | DroppedRow)[]): void {
    for (const { proposalId } of rows)
      if (proposalId && !this.proposals.has(proposalId)) this.proposals.set(proposalId, []);
  }

  take(rows: readonly SiteRow[]): void {
    for (const row of rows) {
      if (!this.only || this.only.sites.has(row.siteId)) this.one({ rows: [row], proposalId: '' }, false);
      this.proposals.get(row.proposalId)?.push(row);
    }
  }

  end(): void {
    for (const [proposalId, rows] of this.proposals)
      if (!this.only || this.only.proposals.has(proposalId)) this.one({ rows, proposalId }, true);
  }

  private one(unit: Unit, whole: boolean): void {
    const scored = whole || unit.rows[0]?.proposalId === '';
    const judged = judge(this.view, unit, this.asked, scored);
    this.uncertain += judged.uncertain;
    const rests = scored && restsOnBasis(this.view, unit, this.asked.catalog);
    const bases = rests ? this.bases.map((b) => underBasis(b.view, unit, this.asked, b.basis, scored)) : [];
    this.emit({ judged, bases }, whole);
  }
}
