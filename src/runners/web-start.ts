/** Starts Web Workers that draw, and is what such a worker runs. */
import { holdLife, watchLife } from './life.ts';
import type { Drawer, StartDrawer } from './web.ts';
import { WebLoop } from './web-loop.ts';
import type { FromDrawer, ToDrawer } from './web-messages.ts';

/** A worker has begun by then, however slow the machine. */
const START_MS = 10_000;

/** First message to a worker that is to draw. */
export interface DrawRole {
  role: 'draw';
  life: string;
}

type Said = FromDrawer | { kind: 'alive' };

/** @param worker starts the script; it has to hand its messages to `serveDraws` */
export function drawerOf(worker: () => Worker): StartDrawer {
  return (heard, died): Drawer => {
    const w = worker();
    const life = crypto.randomUUID();
    // One that ends before it holds its lock would never be missed.
    const late = setTimeout(() => died('the worker did not start'), START_MS);
    w.onmessage = ({ data }: MessageEvent<Said>) => {
      clearTimeout(late);
      if (data.kind === 'alive') watchLife(life, () => died('the worker ended'));
      else heard(data);
    };
    w.onerror = (e) => {
      e.preventDefault();
      died(e.message || 'the worker could not be loaded');
    };
    w.onmessageerror = () => died('a message could not be read');
    w.postMessage({ role: 'draw', life } satisfies DrawRole);
    return {
      post: (message) => w.postMessage(message),
      terminate: () => {
        clearTimeout(late);
        w.terminate();
      },
    };
  };
}

/** The part of a worker's global scope that is used here. */
export interface WorkerScope {
  postMessage(message: unknown, moved?: Transferable[]): void;
  onmessage: ((e: MessageEvent) => void) | null;
}

/** What a drawing worker does after its first message. */
export function serveDraws(scope: WorkerScope, { life }: DrawRole): void {
  const loop = new WebLoop((message, moved) => scope.postMessage(message, moved));
  scope.onmessage = ({ data }: MessageEvent<ToDrawer>) => loop.handle(data);
  void holdLife(life).then(() => scope.postMessage({ kind: 'alive' } satisfies Said));
}
