/** Work in threads of its own: so many at once, each within its time; what is given up is stopped. */
import { Worker } from 'node:worker_threads';
import type { Catalog } from '../catalog/index.ts';
import type { Refusal, Task, Told } from './task.ts';
import type { TaskData } from './task-worker.ts';

export interface RunLimits {
  /** Pieces of work at once. */
  runs: number;
  /** Longest that one may take, in seconds. */
  seconds: number;
}

export type Outcome =
  | { kind: 'done'; pieces: readonly string[] }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'failed'; cause: string }
  | { kind: 'timeout' }
  /** Nobody waits for it any more. */
  | { kind: 'stopped' };

export class Runs {
  private readonly limits: RunLimits;
  private readonly catalog: Catalog;
  private readonly script: URL;
  private readonly stops = new Set<() => void>();

  constructor(catalog: Catalog, limits: RunLimits, script = new URL('./task-worker.js', import.meta.url)) {
    this.catalog = catalog;
    this.limits = limits;
    this.script = script;
  }

  /** Whether another may begin. */
  get free(): boolean {
    return this.stops.size < this.limits.runs;
  }

  run(
    task: Task,
    signal: AbortSignal,
    progress: (rows: number, of: number) => void = () => undefined,
  ): Promise<Outcome> {
    const worker = new Worker(this.script, { workerData: { task, catalog: this.catalog } satisfies TaskData });
    return new Promise((settle) => {
      let over = false;
      const end = (outcome: Outcome): void => {
        // The end of the thread comes after what it said.
        if (over) return;
        over = true;
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        // Its place is free when its thread is gone.
        void worker.terminate().then(() => {
          this.stops.delete(stop);
          settle(outcome);
        });
      };
      const stop = (): void => end({ kind: 'stopped' });
      const timer = setTimeout(() => end({ kind: 'timeout' }), this.limits.seconds * 1000);
      this.stops.add(stop);
      signal.addEventListener('abort', stop, { once: true });
      worker.on('message', (told: Told) => {
        if (told.kind === 'progress') progress(told.rows, told.of);
        else end(told);
      });
      worker.on('error', (e) => end({ kind: 'failed', cause: e instanceof Error ? e.message : String(e) }));
      worker.on('exit', () => end({ kind: 'failed', cause: 'the thread ended' }));
    });
  }

  stopAll(): void {
    for (const stop of [...this.stops]) stop();
  }
}
