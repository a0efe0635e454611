/** The one script of all workers: the first message says whether it keeps the desk or draws for it. */
import { type DrawRole, serveDraws, type WorkerScope } from '../../src/runners/web-start.ts';
import { serveDesk } from './desk-worker.ts';
import type { DeskRole } from './protocol.ts';

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }: MessageEvent<DeskRole | DrawRole>) => {
  if (data.role === 'draw') serveDraws(scope, data);
  else serveDesk(scope, data);
};
