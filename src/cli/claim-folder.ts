/** A run directory in use: one run at a time, and what an earlier one left half-done is cleared. */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type Context, UsageError } from './context.ts';
import { PARTIAL, RECORD } from './out-files.ts';
import { cannotWrite, makeFolder } from './sink.ts';

export interface ClaimedFolder {
  folder: string;
  /** Where the run grows. */
  place: string;
  /** Keeps what is in place at the exit of the process, for a later run; else it is removed. */
  keep(): void;
  /** The run is complete: the folder is free, and nothing of the growing is left. */
  release(): void;
}

const LOCK = 'lock';

/** @throws UsageError when another run is at work there, or nothing can be written */
export function claimFolder(folder: string, context: Context): ClaimedFolder {
  const place = path.join(folder, PARTIAL);
  const unmake = makeFolder(place, context, folder);
  const lock = path.join(place, LOCK);
  take(lock, folder, context);
  clearParts(folder);
  let keeping = false;
  const clean = (): void => {
    rmSync(lock, { force: true });
    if (keeping) return;
    rmSync(place, { recursive: true, force: true });
    unmake();
  };
  process.prependOnceListener('exit', clean);
  return {
    folder,
    place,
    keep: () => {
      keeping = true;
    },
    release: () => {
      process.removeListener('exit', clean);
      rmSync(place, { recursive: true, force: true });
    },
  };
}

/** Whether a run that ended lies there, and nothing of another one. */
export function isComplete(folder: string): boolean {
  return existsSync(path.join(folder, RECORD)) && !existsSync(path.join(folder, PARTIAL));
}

/** The lock holds the number of the process; one whose process is gone is taken over. */
function take(lock: string, folder: string, context: Context): void {
  for (const again of [true, false]) {
    try {
      const fd = openSync(lock, 'wx');
      writeSync(fd, String(process.pid));
      closeSync(fd);
      return;
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(folder, e, context);
      if (!again || isAlive(lock)) throw new UsageError(context.texts.cli('folderInUse', { file: folder }));
      rmSync(lock, { force: true });
    }
  }
}

function isAlive(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // A lock without its number is just being written.
    if (!Number.isInteger(pid) || pid <= 0) return true;
    if (pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Files that a run was writing when it was killed. */
function clearParts(folder: string): void {
  for (const at of [folder, path.join(folder, 'input')]) {
    if (!existsSync(at)) continue;
    for (const name of readdirSync(at)) if (/\.part-\d+$/.test(name)) rmSync(path.join(at, name), { force: true });
  }
}
