/** The page's line to its worker: calls that give promises. When the worker ends, all open calls fail with `DeskEnded`. */
import type { DrawnSiteView } from '../../src/desk/views.ts';
import { watchLife } from '../../src/runners/life.ts';
import type { Ask, CallName, Calls, DeskRole, Fault, Tell } from './protocol.ts';

/** A call could not be answered. */
export class DeskFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The worker is gone, with the cause as far as it is known. */
export class DeskEnded extends Error {}

export type Progress = (sites: readonly DrawnSiteView[], rows: number) => void;

interface Open {
  done: (value: never) => void;
  fail: (e: Error) => void;
  progress: Progress | undefined;
}

export class DeskClient {
  private readonly worker: Worker;
  private readonly open = new Map<number, Open>();
  private asked = 0;
  private over: DeskEnded | undefined;

  /** @param ended called once when the worker has ended by itself */
  constructor(ended: (e: DeskEnded) => void) {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const end = (cause: string): void => {
      if (this.over) return;
      this.over = new DeskEnded(cause);
      this.worker.terminate();
      for (const o of this.open.values()) o.fail(this.over);
      this.open.clear();
      ended(this.over);
    };
    const life = crypto.randomUUID();
    this.worker.onmessage = ({ data }: MessageEvent<Tell>) => {
      if (data.kind === 'alive') watchLife(life, () => end('the worker ended'));
      else this.heard(data);
    };
    this.worker.onerror = (e) => {
      e.preventDefault();
      end(e.message || 'the worker could not be loaded');
    };
    this.worker.postMessage({ role: 'desk', life } satisfies DeskRole);
  }

  /** @throws DeskFault, DeskEnded */
  call<N extends CallName>(call: N, args: Calls[N][0], progress?: Progress): Promise<Calls[N][1]> {
    if (this.over) return Promise.reject(this.over);
    const id = this.asked++;
    return new Promise((done, fail) => {
      this.open.set(id, { done, fail, progress });
      this.worker.postMessage({ id, call, args } as Ask);
    });
  }

  /** Of the page's own will. */
  close(): void {
    this.over = new DeskEnded('closed');
    this.worker.terminate();
  }

  private heard(message: Exclude<Tell, { kind: 'alive' }>): void {
    const open = this.open.get(message.id);
    if (!open) return;
    if (message.kind === 'progress') {
      open.progress?.(message.sites, message.rows);
      return;
    }
    this.open.delete(message.id);
    if (message.kind === 'done') open.done(message.value as never);
    else open.fail(new DeskFault(message.fault));
  }
}
