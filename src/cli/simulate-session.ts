/** A simulation as it goes through the sheet: what is summed, counted and written so far, and how to go on from there. */
import type { DrawSumsState, SumFigures } from '../batch/draw-sums.ts';
import { OpenSite } from '../batch/open-site.ts';
import type { DrawnRows } from '../batch/simulate.ts';
import type { SimulatePlan } from '../batch/simulate-plan.ts';
import { type GroupsState, SimulatedGroups } from '../batch/simulated-groups.ts';
import { SimulatedTotal } from '../batch/simulated-total.ts';
import type { SimulateWriter, WriterState } from '../report/simulate-writers.ts';
import type { Context } from './context.ts';
import type { FindingsLog, LogState } from './findings-log.ts';

/** What a run needs to go on from a checkpoint: plain data. */
export interface SessionState {
  /** Rows of the sheet that are done. */
  rows: number;
  uncertain: number;
  fanSite: string | undefined;
  missing: readonly string[];
  /** Kinds of rows that opened sums. */
  opened: SimulatePlan['opened'];
  total: DrawSumsState;
  groups: GroupsState;
  log: LogState;
  writer: WriterState;
}

export interface SessionOptions {
  plan: SimulatePlan;
  log: FindingsLog;
  writer: SimulateWriter;
  /** Whether the sheet has group columns. */
  grouped: boolean;
  /** The spread of each year of one site: of this one, or of the first. */
  fan: { site: string | undefined } | undefined;
}

export class SimulateSession {
  /** Rows of the sheet that are done. */
  rows = 0;
  /** The sums so far are whole blocks: the run may pause here. */
  get whole(): boolean {
    return this.total.whole;
  }

  private uncertain = 0;
  private fanSite: string | undefined;
  /** Sites asked for and not met so far. */
  private missing: Set<string>;
  private readonly options: SessionOptions;
  private readonly total = new SimulatedTotal();
  private readonly groups: SimulatedGroups;

  constructor(options: SessionOptions) {
    const { plan, writer, fan } = options;
    this.options = options;
    this.fanSite = fan?.site;
    this.missing = new Set([...(plan.options.keep ?? []), ...(fan?.site === undefined ? [] : [fan.site])]);
    this.groups = new SimulatedGroups(plan, (g) => writer.group(g));
  }

  /** Drawn rows in the order of the sheet. */
  take(drawn: DrawnRows): void {
    const { log, writer, grouped } = this.options;
    log.rowsIn(drawn.rows);
    this.total.add(drawn.view);
    let next = 0;
    for (const row of drawn.rows) {
      const site = 'dropped' in row ? undefined : drawn.sites[next++];
      if (grouped) this.groups.add(row, site);
      if (!site) continue;
      this.uncertain += site.uncertain.length;
      this.missing.delete(site.row.siteId);
      writer.site(
        site,
        this.isFanned(site.row.siteId) ? new OpenSite(this.options.plan.options, site.row).fan() : undefined,
      );
    }
    this.rows += drawn.rows.length;
  }

  /** Figures of the total; after the last row. */
  figures(): SumFigures {
    return this.total.figures(this.options.plan);
  }

  /** What the user should know at the end. */
  say(context: Context): void {
    for (const site of this.missing) context.say('warn', context.texts.cli('siteNotMet', { site }));
    if (this.uncertain === 0) context.say('warn', context.texts.cli('noSpreads'));
  }

  get state(): SessionState {
    const { plan, log, writer } = this.options;
    const { rows, uncertain, fanSite } = this;
    const sums = { total: this.total.state, groups: this.groups.state };
    const missing = [...this.missing];
    return { rows, uncertain, fanSite, missing, opened: plan.opened, ...sums, log: log.state, writer: writer.state };
  }

  /** Takes up an earlier run; its writer was made with the earlier writer's state. */
  restore(saved: SessionState): void {
    this.rows = saved.rows;
    this.uncertain = saved.uncertain;
    this.fanSite = saved.fanSite;
    this.missing = new Set(saved.missing);
    this.options.plan.reopen(saved.opened);
    this.total.restore(saved.total);
    this.groups.restore(saved.groups);
    this.options.log.restore(saved.log);
  }

  private isFanned(siteId: string): boolean {
    if (!this.options.fan) return false;
    this.fanSite ??= siteId;
    return siteId === this.fanSite;
  }
}
