/** Faults of drawing, told to the user. */
import { WorkersFailed } from '../batch/runner.ts';
import { SiteFailed } from '../batch/simulate.ts';
import { type Context, UsageError } from './context.ts';

/** @returns the error to throw: a message where the fault is one of drawing */
export function drawFault(e: unknown, { texts }: Context): unknown {
  if (e instanceof SiteFailed) return new UsageError(texts.cli('siteFailed', { site: e.siteId, cause: e.message }));
  if (e instanceof WorkersFailed) return new UsageError(texts.cli('workersFailed', { cause: e.message }));
  return e;
}
