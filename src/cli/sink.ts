/** Where results go: standard output, or a file that appears whole or not at all. */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Context, UsageError } from './context.ts';

export interface Sink {
  write(text: string): void;
  /** Gives the consumer time; must be awaited between chunks. */
  drain(): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): void;
}

const FLUSH = 1 << 16;

export function fileSink(file: string, context: Context): Sink {
  const part = `${file}.part-${process.pid}`;
  let fd: number;
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    fd = openSync(part, 'w');
  } catch (e) {
    throw new UsageError(context.texts.cli('cannotWrite', { file, cause: (e as NodeJS.ErrnoException).code ?? String(e) }));
  }
  const clean = () => rmSync(part, { force: true });
  process.once('exit', clean);
  let pending: string[] = [];
  let size = 0;
  const flush = () => {
    if (pending.length > 0) writeAll(fd, Buffer.from(pending.join(''), 'utf8'));
    pending = [];
    size = 0;
  };
  return {
    write: (text) => {
      pending.push(text);
      size += text.length;
      if (size > FLUSH) flush();
    },
    drain: async () => undefined,
    close: async () => {
      flush();
      closeSync(fd);
      renameSync(part, file);
      process.removeListener('exit', clean);
    },
    abort: clean,
  };
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/** Raised when the reader of standard output went away: end quietly. */
export class BrokenPipe extends Error {}

export function stdoutSink(): Sink {
  let broken = false;
  let pending = '';
  process.stdout.on('error', (e: NodeJS.ErrnoException) => {
    if (e.code === 'EPIPE') broken = true;
    else throw e;
  });
  const flush = async (): Promise<void> => {
    if (pending === '') return;
    const text = pending;
    pending = '';
    await new Promise<void>((done) => {
      process.stdout.write(text, () => done());
    });
    if (broken) throw new BrokenPipe();
  };
  return {
    write: (text) => {
      pending += text;
    },
    drain: async () => {
      if (pending.length > FLUSH) await flush();
    },
    close: flush,
    abort: () => undefined,
  };
}
