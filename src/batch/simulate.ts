/** Many sites, many draws: jobs of a few rows go to a runner; results come back in the order of the sheet. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { type Job, JobView, LEAF, writeJob } from './job.ts';
import { JobExecutor } from './job-executor.ts';
import { JobFailed, type JobRunner } from './runner.ts';
import { type PreparedSite, type SimulateOptions, SimulatePlan } from './simulate-plan.ts';
import { readSite, type SimulatedSite } from './simulated-site.ts';

export type { SimulateOptions } from './simulate-plan.ts';
export type { SimulatedOutput, SimulatedSite } from './simulated-site.ts';

/** Numbers of a job's leaf sums at most, so that a run with many draws stays in bounded memory. */
const JOB_NUMBERS = 1 << 22;
/** Leaves of a job at most: few enough that all workers end a short sheet together. */
const JOB_LEAVES = 8;

/** Rows of a job, good ones: a multiple of the leaf that divides a block. */
function rowsPerJob(options: Pick<SimulateOptions, 'draws' | 'columns'>): number {
  const wide = options.draws * (2 + options.columns.size);
  let leaves = JOB_LEAVES;
  while (leaves > 1 && leaves * wide > JOB_NUMBERS) leaves /= 2;
  return leaves * LEAF;
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
  for await (const rows of jobsOf(source, rowsPerJob(plan.options))) {
    queue.push(begun(rows, plan, runner));
    while (queue.length > runner.ahead) yield finished(await settled(queue), plan, runner);
  }
  while (queue.length > 0) yield finished(await settled(queue), plan, runner);
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

function finished({ rows, prepared, job }: Pending, plan: SimulatePlan, runner: JobRunner): DrawnRows {
  const view = new JobView(job, plan.options.draws);
  const sites = prepared.map((p, i) => readSite(view, i, p, plan));
  runner.release(job);
  return { rows, sites, view };
}

/** Pieces with the same number of good rows, but for the last. */
async function* jobsOf(
  source: AsyncIterable<readonly (SiteRow | DroppedRow)[]>,
  size: number,
): AsyncGenerator<(SiteRow | DroppedRow)[]> {
  let rows: (SiteRow | DroppedRow)[] = [];
  let good = 0;
  for await (const piece of source) {
    for (const row of piece) {
      rows.push(row);
      if ('dropped' in row || ++good < size) continue;
      yield rows;
      rows = [];
      good = 0;
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
    this.executor.add({ ...prepared.program, summed: [] });
    this.executor.leaf(job, 0);
    return readSite(new JobView(job, this.plan.options.draws), 0, prepared, this.plan, true);
  }

  private prepared(row: SiteRow): PreparedSite {
    const [site] = this.plan.prepare([row]);
    return { ...(site as PreparedSite), keep: true };
  }
}
