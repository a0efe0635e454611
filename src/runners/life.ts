/**
 * Whether a Web Worker is alive. A browser says nothing when a worker ends: so it holds a lock for as long as it lives, and
 * whoever waits for that lock gets it at its end. Where there are no locks (a page over plain http from another machine), only
 * errors are heard.
 */
const locks = (): LockManager | undefined => globalThis.navigator?.locks;

/** In the worker: holds the lock for ever. Resolves when it is held. */
export function holdLife(name: string): Promise<void> {
  const held = locks();
  if (!held) return Promise.resolve();
  return new Promise((begun) => {
    void held.request(name, () => {
      begun();
      return new Promise(() => undefined);
    });
  });
}

/** Beside the worker, once it holds its lock: calls `ended` when it is gone. */
export function watchLife(name: string, ended: () => void): void {
  void locks()?.request(name, async () => ended());
}
