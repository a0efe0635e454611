/** Where draws are made: beside the caller, or in workers. All runners give the same bits. */
import type { DrawProgram } from '../simulate/program.ts';
import type { Job } from './job.ts';

export interface JobRunner {
  /** Jobs that should be begun before the first is waited for. */
  readonly ahead: number;
  /** Zeros, or whatever an earlier job left. */
  allocate(length: number): Float64Array;
  /** Nobody reads its numbers any more: they may be written over. */
  release(job: Job): void;
  /**
   * Fills the output of a job.
   * @param programs those of its sites
   * @throws JobFailed when a site fails twice
   * @throws WorkersFailed when no worker can be kept alive
   */
  run(job: Job, programs: readonly DrawProgram[]): Promise<void>;
  /** No later job uses these programs. */
  forget(programs: readonly number[]): void;
  close(): Promise<void>;
}

export class JobFailed extends Error {
  /** Number of the site within its job. */
  readonly site: number;
  constructor(site: number, cause: string) {
    super(cause);
    this.name = 'JobFailed';
    this.site = site;
  }
}

/** No worker can be kept alive; no site is to blame. */
export class WorkersFailed extends Error {
  constructor(cause: string) {
    super(cause);
    this.name = 'WorkersFailed';
  }
}
