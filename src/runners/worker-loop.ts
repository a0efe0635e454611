/** What a worker does with each message; the same in Node and in the browser. No parser, no catalog comes here. */
import { JobExecutor } from '../batch/job-executor.ts';
import type { DrawSettings } from '../simulate/program.ts';
import { Claims } from './claims.ts';
import type { FromWorker, SharedJob, ToWorker } from './messages.ts';

export class WorkerLoop {
  private readonly executor: JobExecutor;
  private readonly worker: number;
  private readonly say: (message: FromWorker) => void;

  /** @param worker its number among the workers of the run, from 0 */
  constructor(settings: DrawSettings, worker: number, say: (message: FromWorker) => void) {
    this.executor = new JobExecutor(settings);
    this.worker = worker;
    this.say = say;
  }

  handle(message: ToWorker): void {
    switch (message.kind) {
      case 'program':
        this.executor.add(message.program);
        return;
      case 'forget':
        for (const id of message.programs) this.executor.forget(id);
        return;
      case 'job':
        this.job(message.id, message.job);
    }
  }

  private job(id: number, job: SharedJob): void {
    const claims = new Claims(job.claims, job.leaves);
    for (let leaf = claims.claim(this.worker); leaf >= 0; leaf = claims.claim(this.worker)) {
      try {
        this.executor.leaf(job, leaf, (site) => claims.at(this.worker, site));
      } catch (e) {
        const site = claims.siteOf(this.worker);
        this.say({ kind: 'failed', id, leaf, site, cause: (e as Error).message });
        continue;
      }
      if (claims.finish(leaf, this.worker)) this.say({ kind: 'done', id });
    }
  }
}
