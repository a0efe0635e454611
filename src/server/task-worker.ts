/** Entry of the thread that does one piece of work: it can be stopped at any moment, and takes its memory with it. */
import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { Catalog } from '../catalog/index.ts';
import { InlineRunner } from '../runners/inline.ts';
import { NodeRunner } from '../runners/node.ts';
import { Refused, runTask } from './run-task.ts';
import type { Task, Told } from './task.ts';

export interface TaskData {
  task: Task;
  catalog: Catalog;
}

/** Less work than this, in bytes of the sheet times draws, is done before threads for draws would have started. */
const SHORT = 1 << 23;
const MOST_WORKERS = 8;

const { task, catalog } = workerData as TaskData;
const tell = (told: Told): void => parentPort?.postMessage(told);

try {
  const pieces = await runTask(task, {
    catalog,
    tell,
    runner: (settings, work) =>
      work < SHORT
        ? new InlineRunner(settings)
        : new NodeRunner({ settings, workers: Math.min(MOST_WORKERS, availableParallelism()) }),
  });
  tell({ kind: 'done', pieces });
} catch (e) {
  if (e instanceof Refused) tell({ kind: 'refused', refusal: e.refusal });
  else tell({ kind: 'failed', cause: e instanceof Error ? e.message : String(e) });
}
