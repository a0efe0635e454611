/** Entry of a worker thread. */
import { parentPort, workerData } from 'node:worker_threads';
import type { DrawSettings } from '../simulate/program.ts';
import { WorkerLoop } from './worker-loop.ts';

export interface WorkerData {
  settings: DrawSettings;
  worker: number;
}

const { settings, worker } = workerData as WorkerData;
const loop = new WorkerLoop(settings, worker, (message) => parentPort?.postMessage(message));
parentPort?.on('message', (message) => loop.handle(message));
