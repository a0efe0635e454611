/** Entry of the thread that chooses: the solver gives nothing else a turn, and the main thread must hear Ctrl-C. */
import { parentPort, workerData } from 'node:worker_threads';
import { type ChoiceTask, doTask } from '../decide/portfolio/task.ts';
import { loadSolver, secondsLeft } from './highs-solver.ts';

const solver = await loadSolver();
parentPort?.postMessage(doTask(workerData as ChoiceTask, solver, secondsLeft));
