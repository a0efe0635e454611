/** Draws made where the caller is: for a few sites, for tests, and where there are no workers. */
import type { Job } from '../batch/job.ts';
import { JobView } from '../batch/job.ts';
import { JobExecutor } from '../batch/job-executor.ts';
import { JobFailed, type JobRunner } from '../batch/runner.ts';
import type { DrawProgram, DrawSettings } from '../simulate/program.ts';

export class InlineRunner implements JobRunner {
  readonly ahead = 0;
  private readonly executor: JobExecutor;
  private readonly draws: number;
  private readonly known = new Set<number>();

  constructor(settings: DrawSettings) {
    this.executor = new JobExecutor(settings);
    this.draws = settings.draws;
  }

  allocate(length: number): Float64Array {
    return new Float64Array(length);
  }

  release(): void {}

  async run(job: Job, programs: readonly DrawProgram[]): Promise<void> {
    for (const p of programs) {
      if (!this.known.has(p.id)) this.executor.add(p);
      this.known.add(p.id);
    }
    let site = -1;
    try {
      const { leaves } = new JobView(job, this.draws);
      for (let leaf = 0; leaf < leaves; leaf++) {
        this.executor.leaf(job, leaf, (s) => {
          site = s;
        });
      }
    } catch (e) {
      throw new JobFailed(site, (e as Error).message);
    }
  }

  forget(programs: readonly number[]): void {
    for (const id of programs) {
      this.executor.forget(id);
      this.known.delete(id);
    }
  }

  async close(): Promise<void> {}
}
