/**
 * What a long run has so far, inside its run directory: results grow there and come to their place when all is done.
 * A run that is cut off, at whatever moment after its first checkpoint, can be taken up with the same bytes in the end.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ClaimedFolder } from './claim-folder.ts';
import { type Context, UsageError } from './context.ts';
import { EARLIER, RECORD } from './out-files.ts';
import { cannotWrite, type FileSink, fileSink } from './sink.ts';

/** What decides the bytes of the results, item by item. */
export type RunKey = Readonly<Record<string, unknown>>;

interface Saved {
  key: RunKey;
  /** File name → bytes that count. */
  sizes: Record<string, number>;
  state: unknown;
}

const STATE = 'state';
/** Between two checkpoints at least; and so many times as long as the last one took. */
const EVERY_MS = 100;
const PAUSE = 20;

export class PartialRun<State> {
  /** Of the run that is taken up. */
  readonly saved: State | undefined;
  private readonly claim: ClaimedFolder;
  private readonly key: RunKey;
  private readonly context: Context;
  private readonly sizes: Readonly<Record<string, number>>;
  private readonly sinks = new Map<string, FileSink>();
  private next = performance.now() + EVERY_MS;

  /** @throws UsageError when the run to be taken up was another */
  constructor(claim: ClaimedFolder, key: RunKey, resume: boolean, context: Context) {
    this.claim = claim;
    this.key = JSON.parse(JSON.stringify(key)) as RunKey;
    this.context = context;
    const saved = resume ? readSaved(claim.place) : undefined;
    if (saved) {
      // Whatever becomes of this run, the work of the earlier one stays.
      this.keep();
      sameRun(saved.key, this.key, context);
    } else {
      if (resume) context.say('info', context.texts.cli('nothingToResume'));
      rmSync(path.join(claim.place, STATE), { force: true });
    }
    this.saved = saved?.state as State | undefined;
    this.sizes = saved?.sizes ?? {};
  }

  /** A file of the results: it grows beside the others and is moved to its place when it is closed. */
  sink(file: string): FileSink {
    const name = path.basename(file);
    const part = path.join(this.claim.place, name);
    const from = this.sizes[name] ?? 0;
    // The earlier run was cut off while it moved its files.
    if (from > 0 && !existsSync(part) && existsSync(file)) renameSync(file, part);
    const sink = fileSink(file, this.context, { part, from });
    this.sinks.set(name, sink);
    return sink;
  }

  /** At a point from which the run can go on; written when enough time has passed since the last. */
  checkpoint(state: () => State): void {
    if (performance.now() >= this.next) this.write(state());
  }

  /** All draws are made: what is left is to write the ends of the files and to move them, which can be done again. */
  ending(state: State): void {
    this.write(state);
    const record = path.join(this.claim.folder, RECORD);
    // An old record must not stand beside new results; its hashes still tell which inputs are ours.
    if (existsSync(record)) renameSync(record, path.join(this.claim.place, EARLIER));
  }

  /** All is in its place. */
  finish(): void {
    process.removeListener('exit', this.say);
    this.claim.release();
  }

  private write(state: State): void {
    const begun = performance.now();
    const sizes = Object.fromEntries([...this.sinks].map(([name, sink]) => [name, sink.flush()]));
    const saved: Saved = { key: this.key, sizes, state };
    const file = path.join(this.claim.place, STATE);
    try {
      writeFileSync(`${file}.new`, serialize(saved));
      renameSync(`${file}.new`, file);
    } catch (e) {
      throw cannotWrite(file, e, this.context);
    }
    this.keep();
    const now = performance.now();
    this.next = now + Math.max(EVERY_MS, PAUSE * (now - begun));
  }

  private kept = false;

  private keep(): void {
    if (this.kept) return;
    this.kept = true;
    this.claim.keep();
    process.once('exit', this.say);
  }

  private readonly say = (): void => {
    this.context.say('warn', this.context.texts.cli('resumable', { file: this.claim.folder }));
  };
}

/** Nothing when the run was cut off before its first checkpoint, or there was none. */
function readSaved(place: string): Saved | undefined {
  try {
    return deserialize(readFileSync(path.join(place, STATE))) as Saved;
  } catch {
    return undefined;
  }
}

function sameRun(saved: RunKey, now: RunKey, context: Context): void {
  const differs = Object.keys(now).filter((k) => JSON.stringify(saved[k]) !== JSON.stringify(now[k]));
  if (differs.length > 0) throw new UsageError(context.texts.cli('resumeDiffers', { what: differs.join(', ') }));
}
