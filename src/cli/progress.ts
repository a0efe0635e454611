/** One line on stderr while a long sheet runs: share done, rate, time left. */
import type { Context } from './context.ts';

export interface Progress {
  step(bytes: number, rows: number): void;
  end(): void;
}

const EVERY_MS = 200;

export function progressOf(total: number, context: Context): Progress {
  if (!context.progress) return { step: () => undefined, end: () => undefined };
  const start = performance.now();
  let last = 0;
  let done = 0;
  let rows = 0;
  return {
    step: (bytes, n) => {
      done += bytes;
      rows += n;
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      const seconds = (now - start) / 1000;
      const left = done > 0 ? ((total - done) / done) * seconds : 0;
      process.stderr.write(
        `\r${((100 * done) / Math.max(total, 1)).toFixed(0).padStart(3)} %  ${rows.toLocaleString('en')} rows  ${Math.round(rows / seconds).toLocaleString('en')}/s  ${left.toFixed(0)} s \u001b[K`,
      );
    },
    end: () => {
      if (last > 0) process.stderr.write('\r\u001b[K');
    },
  };
}
