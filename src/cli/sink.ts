/** Where results go: standard output, or a file that appears whole or not at all. */
import { closeSync, mkdirSync, openSync, renameSync, rmdirSync, rmSync, truncateSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Context, UsageError } from './context.ts';

export interface Sink {
  write(text: string): void;
  /** Gives the consumer time; must be awaited between chunks. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface FileSink extends Sink {
  /** Hands all to the system. @returns bytes written so far */
  flush(): number;
}

/** Where a file grows that a later run may continue, and how many of its bytes count. */
export interface Growing {
  part: string;
  from: number;
}

const FLUSH = 1 << 16;

/** @param growing without it, nothing is left of a file that was not closed */
export function fileSink(file: string, context: Context, growing?: Growing): FileSink {
  const part = growing?.part ?? `${file}.part-${process.pid}`;
  let fd: number;
  let written = growing?.from ?? 0;
  const unmake = makeFolder(path.dirname(file), context, file);
  try {
    if (growing?.from) truncateSync(part, growing.from);
    fd = openSync(part, growing?.from ? 'a' : 'w');
  } catch (e) {
    throw cannotWrite(file, e, context);
  }
  const told = <T>(run: () => T): T => {
    try {
      return run();
    } catch (e) {
      throw cannotWrite(file, e, context);
    }
  };
  const clean = () => {
    rmSync(part, { force: true });
    unmake();
  };
  // What was begun last is cleared first.
  if (!growing) process.prependOnceListener('exit', clean);
  let pending: string[] = [];
  let size = 0;
  const flush = () => {
    if (pending.length > 0) {
      const bytes = Buffer.from(pending.join(''), 'utf8');
      told(() => writeAll(fd, bytes));
      written += bytes.length;
    }
    pending = [];
    size = 0;
    return written;
  };
  return {
    write: (text) => {
      pending.push(text);
      size += text.length;
      if (size > FLUSH) flush();
    },
    flush,
    drain: async () => undefined,
    close: async () => {
      flush();
      told(() => closeSync(fd));
      told(() => renameSync(part, file));
      process.removeListener('exit', clean);
    },
  };
}

/** Makes a folder and those above it. @returns how to remove those that were made, as far as they are empty */
export function makeFolder(folder: string, context: Context, shown: string = folder): () => void {
  const place = path.resolve(folder);
  let first: string | undefined;
  try {
    first = mkdirSync(place, { recursive: true });
  } catch (e) {
    throw cannotWrite(shown, e, context);
  }
  return () => {
    if (first === undefined) return;
    try {
      for (let f = place; f.length >= first.length; f = path.dirname(f)) rmdirSync(f);
    } catch {
      // Something else lies in it.
    }
  };
}

export function cannotWrite(file: string, e: unknown, context: Context): UsageError {
  const { code } = e as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new UsageError(context.texts.cli('diskFull', { file }));
  return new UsageError(context.texts.cli('cannotWrite', { file, cause: code ?? String(e) }));
}

export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

/** Raised when the reader of standard output went away: end quietly. */
export class BrokenPipe extends Error {}

/** Standard output cannot be written, e.g. because the disk is full. */
export class StdoutProblem extends Error {}

export function stdoutSink(): Sink {
  let pending = '';
  const flush = async (): Promise<void> => {
    if (pending === '') return;
    const text = pending;
    pending = '';
    await new Promise<void>((done, fail) => {
      process.stdout.write(text, (e) => (e ? fail(stdoutFault(e)) : done()));
    });
  };
  return {
    write: (text) => {
      pending += text;
    },
    drain: async () => {
      if (pending.length > FLUSH) await flush();
    },
    close: flush,
  };
}

function stdoutFault(e: NodeJS.ErrnoException): Error {
  return e.code === 'EPIPE' ? new BrokenPipe() : new StdoutProblem(e.code ?? e.message);
}
