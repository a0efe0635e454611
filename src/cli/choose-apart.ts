/** Makes a choice in a thread of its own. */
import { Worker } from 'node:worker_threads';
import type { ChoiceOutcome, ChoiceTask } from '../decide/portfolio/task.ts';

/** @throws what the thread ended with */
export function chooseApart(task: ChoiceTask): Promise<ChoiceOutcome> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./choice-worker.js', import.meta.url), { workerData: task });
    worker.once('message', (outcome: ChoiceOutcome) => done(outcome));
    worker.once('error', fail);
    worker.once('exit', (code) => fail(new Error(`the choice ended with code ${code}`)));
  });
}
