/** Draws made in worker threads: jobs lie in shared memory, and all workers take leaves of the oldest unfinished one. */
import { Worker } from 'node:worker_threads';
import { type Job, JobView } from '../batch/job.ts';
import { JobFailed, type JobRunner, WorkersFailed } from '../batch/runner.ts';
import type { DrawProgram, DrawSettings } from '../simulate/program.ts';
import { Claims } from './claims.ts';
import type { FromWorker, SharedJob, ToWorker } from './messages.ts';
import type { WorkerData } from './node-worker.ts';

export interface NodeRunnerOptions {
  settings: DrawSettings;
  workers: number;
  /** The file of the worker; beside the built program unless said otherwise. */
  script?: URL | undefined;
}

/** Times each worker may end at no site in succession. */
const IDLE_DEATHS = 3;

interface Open {
  job: SharedJob;
  claims: Claims;
  programs: readonly DrawProgram[];
  /** Leaves that have failed once. */
  failed: Set<number>;
  done: () => void;
  fail: (e: Error) => void;
}

interface Thread {
  worker: Worker;
  /** Programs it has. */
  known: Set<number>;
  /** It ended while nothing was asked of it; another is started with the next job. */
  dead: boolean;
}

export class NodeRunner implements JobRunner {
  readonly ahead: number;
  private readonly options: NodeRunnerOptions;
  private readonly threads: Thread[];
  private readonly open = new Map<number, Open>();
  private readonly spare: Float64Array[] = [];
  private jobs = 0;
  private closing = false;
  /** Deaths at no site since the last job that ended: a worker that cannot even start must not be started for ever. */
  private idleDeaths = 0;
  private broken: Error | undefined;

  constructor(options: NodeRunnerOptions) {
    this.options = options;
    this.ahead = options.workers + 1;
    this.threads = Array.from({ length: options.workers }, (_, w) => this.started(w));
  }

  allocate(length: number): Float64Array {
    const i = this.spare.findIndex((s) => s.length >= length && s.length <= 4 * length + 1024);
    const [known] = i >= 0 ? this.spare.splice(i, 1) : [];
    return known ?? new Float64Array(new SharedArrayBuffer(8 * Math.ceil(length * 1.25)));
  }

  release(job: Job): void {
    this.spare.push(job.input, job.output);
    while (this.spare.length > 2 * (this.ahead + 2)) this.spare.shift();
  }

  run(job: Job, programs: readonly DrawProgram[]): Promise<void> {
    const { leaves } = new JobView(job, this.options.settings.draws);
    if (leaves === 0) return Promise.resolve();
    if (this.broken) return Promise.reject(this.broken);
    for (const [w, t] of this.threads.entries()) if (t.dead) this.threads[w] = this.started(w);
    const numbers = new Int32Array(new SharedArrayBuffer(4 * Claims.numbers(leaves, this.options.workers)));
    const shared = { leaves, input: job.input, output: job.output, claims: numbers };
    const id = this.jobs++;
    return new Promise<void>((done, fail) => {
      this.open.set(id, { job: shared, claims: new Claims(numbers, leaves), programs, failed: new Set(), done, fail });
      for (const thread of this.threads) this.send(thread, id);
    });
  }

  forget(programs: readonly number[]): void {
    if (programs.length === 0) return;
    for (const t of this.threads) {
      for (const id of programs) t.known.delete(id);
      post(t, { kind: 'forget', programs });
    }
  }

  async close(): Promise<void> {
    this.closing = true;
    await Promise.all(this.threads.map((t) => t.worker.terminate()));
  }

  private started(w: number): Thread {
    const workerData: WorkerData = { settings: this.options.settings, worker: w };
    const worker = new Worker(this.options.script ?? new URL('./worker.js', import.meta.url), { workerData });
    worker.on('message', (m: FromWorker) => this.heard(m));
    // An error ends the worker too: what it held is found at its exit.
    let cause = '';
    worker.on('error', (e) => {
      cause = e instanceof Error ? e.message : String(e);
    });
    worker.on('exit', (code) => {
      if (!this.closing) this.died(w, cause || `worker ended with code ${code}`);
    });
    return { worker, known: new Set(), dead: false };
  }

  private send(thread: Thread, id: number): void {
    const open = this.open.get(id);
    if (!open) return;
    for (const program of open.programs) {
      if (thread.known.has(program.id)) continue;
      thread.known.add(program.id);
      post(thread, { kind: 'program', program });
    }
    post(thread, { kind: 'job', id, job: open.job });
  }

  private heard(message: FromWorker): void {
    const open = this.open.get(message.id);
    if (message.kind === 'failed') this.again(message.id, message.leaf, message.site, message.cause);
    else if (open) {
      this.idleDeaths = 0;
      this.open.delete(message.id);
      open.done();
    }
  }

  /** Another takes its place; what it had begun is done once more. */
  private died(w: number, cause: string): void {
    // It may have ended a job without the time to say so.
    for (const [id, o] of this.open) if (o.claims.complete) this.heard({ kind: 'done', id });
    const held = [...this.open].flatMap(([id, o]) => o.claims.heldBy(w).map((leaf) => ({ id, leaf })));
    const sites = held.map(({ id }) => this.open.get(id)?.claims.siteOf(w) ?? -1);
    if (held.length === 0 && this.idleDeaths++ > IDLE_DEATHS * this.options.workers) {
      this.failAll(new WorkersFailed(cause));
      return;
    }
    if (this.open.size === 0) {
      (this.threads[w] as Thread).dead = true;
      return;
    }
    const thread = this.started(w);
    this.threads[w] = thread;
    for (const [i, { id, leaf }] of held.entries()) this.again(id, leaf, sites[i] as number, cause);
    for (const id of this.open.keys()) this.send(thread, id);
  }

  private again(id: number, leaf: number, site: number, cause: string): void {
    const open = this.open.get(id);
    if (!open) return;
    if (open.failed.has(leaf)) {
      this.open.delete(id);
      open.fail(new JobFailed(site, cause));
      return;
    }
    open.failed.add(leaf);
    open.claims.free(leaf);
    for (const thread of this.threads) this.send(thread, id);
  }

  private failAll(e: Error): void {
    this.broken = e;
    for (const o of this.open.values()) o.fail(e);
    this.open.clear();
  }
}

function post(thread: Thread, message: ToWorker): void {
  thread.worker.postMessage(message);
}
