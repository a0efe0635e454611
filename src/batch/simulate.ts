/** Many sites, many draws: jobs of a few rows go to a runner; results come back in the order of the sheet. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { type Job, JobView, LEAF, writeJob } from './job.ts';
import { JobExecutor } from './job-executor.ts';
import { JobFailed, type JobRunner } from './runner.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { type PreparedSite, SimulatePlan } from './simulate-plan.ts';
import { readSite, type SimulatedSite } from './simulated-site.ts';

export type { SimulateOptions } from './simulate-options.ts';
export type { SimulatedOutput, SimulatedSite } from './simulated-site.ts';

/** Numbers that all jobs on their way may take, as far as a job of one leaf allows. */
const NUMBERS = 1 << 24;
/** Leaves of a job at most: few enough that all workers end a short sheet together. */
const JOB_LEAVES = 8;

/** Dropped rows in succession that a job may hold: it ends there, and with it the leaf. */
const DROPPED = 4096;

/** Good rows of a job: whole leaves. How many there are changes no result. */
function rowsPerJob({ draws, columns, groups, keep, keepAll }: SimulateOptions, ahead: number): number {
  const sums = 2 + columns.size;
  // Rows of groups give their draws, not only their sums.
  const kept = groups.any || keep?.size || keepAll ? LEAF * sums : 0;
  const leaf = draws * (sums + kept);
  const leaves = Math.floor(NUMBERS / (leaf * (ahead + 1)));
  return Math.max(1, Math.min(JOB_LEAVES, leaves)) * LEAF;
}

export interface DrawnRows {
  /** All rows in order, dropped ones too. */
  rows: readonly (SiteRow | DroppedRow)[];
  /** Of the good rows, in order. */
  sites: readonly SimulatedSite[];
  view: JobView;
}

/** A site failed in two executors. */
export class SiteFailed extends Error {
  readonly siteId: string;
  constructor(siteId: string, cause: string) {
    super(cause);
    this.name = 'SiteFailed';
    this.siteId = siteId;
  }
}

/** A job that is on its way. */
interface Pending {
  rows: readonly (SiteRow | DroppedRow)[];
  prepared: readonly PreparedSite[];
  job: Job;
  done: Promise<void>;
}

/**
 * @param source rows in the order of the sheet, in pieces of any length
 * @throws SiteFailed when a site cannot be drawn
 */
export async function* simulateRows(
  source: AsyncIterable<readonly (SiteRow | DroppedRow)[]>,
  plan: SimulatePlan,
  runner: JobRunner,
): AsyncGenerator<DrawnRows> {
  const queue: Pending[] = [];
  for await (const rows of jobsOf(source, rowsPerJob(plan.options, runner.ahead))) {
    queue.push(begun(rows, plan, runner));
    while (queue.length > runner.ahead) yield* drawn(queue, plan, runner);
  }
  while (queue.length > 0) yield* drawn(queue, plan, runner);
}

/** The oldest job; its memory is free again when the caller asks for the next. */
async function* drawn(queue: Pending[], plan: SimulatePlan, runner: JobRunner): AsyncGenerator<DrawnRows> {
  const { rows, prepared, job } = await settled(queue);
  const view = new JobView(job, plan.options.draws);
  yield { rows, sites: prepared.map((p, i) => readSite(view, i, p, plan)), view };
  runner.release(job);
}

async function settled(queue: Pending[]): Promise<Pending> {
  const pending = queue.shift() as Pending;
  try {
    await pending.done;
  } catch (e) {
    if (e instanceof JobFailed) throw new SiteFailed(pending.prepared[e.site]?.row.siteId ?? '', e.message);
    throw e;
  }
  return pending;
}

function begun(rows: readonly (SiteRow | DroppedRow)[], plan: SimulatePlan, runner: JobRunner): Pending {
  const prepared = plan.prepare(rows.filter((r): r is SiteRow => !('dropped' in r)));
  const job = writeJob(prepared, plan.slots.count, plan.options.draws, (n) => runner.allocate(n));
  const programs = [...new Set(prepared.map((p) => p.program))];
  const done = runner.run(job, programs);
  // Awaited in its turn; a failure before that must not end the process.
  done.catch(() => undefined);
  runner.forget(plan.forgotten());
  return { rows, prepared, job, done };
}

/**
 * Pieces with the same number of good rows, but for the last, and for those that a long run of dropped rows cuts short. Where
 * leaves begin is settled by the sheet alone, whatever the size.
 */
async function* jobsOf(
  source: AsyncIterable<readonly (SiteRow | DroppedRow)[]>,
  size: number,
): AsyncGenerator<(SiteRow | DroppedRow)[]> {
  let rows: (SiteRow | DroppedRow)[] = [];
  let good = 0;
  let dropped = 0;
  for await (const piece of source) {
    for (const row of piece) {
      rows.push(row);
      if ('dropped' in row) dropped++;
      else {
        dropped = 0;
        good++;
      }
      if (good < size && dropped < DROPPED) continue;
      yield rows;
      rows = [];
      good = 0;
      dropped = 0;
    }
  }
  if (rows.length > 0) yield rows;
}

/** One site at a time, in place, with all its draws kept: for looking into a site, and for tests. */
export class SimulateRun {
  readonly plan: SimulatePlan;
  private readonly executor: JobExecutor;

  constructor(options: SimulateOptions) {
    this.plan = new SimulatePlan(options);
    this.executor = new JobExecutor(options);
  }

  site(row: SiteRow): SimulatedSite {
    const prepared = this.prepared(row);
    const job = writeJob([prepared], 0, this.plan.options.draws, (n) => new Float64Array(n));
    for (const id of this.plan.forgotten()) this.executor.forget(id);
    this.executor.add({ ...prepared.program, summed: [] });
    this.executor.leaf(job, 0);
    return readSite(new JobView(job, this.plan.options.draws), 0, prepared, this.plan, true);
  }

  private prepared(row: SiteRow): PreparedSite {
    const [site] = this.plan.prepare([row]);
    return { ...(site as PreparedSite), keep: true };
  }
}
