/**
 * What a long run has so far, inside its run directory: results grow there and come to their place when all is done.
 * A run that is cut off can be taken up where its last checkpoint was written, with the same bytes in the end.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { type Context, UsageError } from './context.ts';
import { PARTIAL, RECORD } from './out-files.ts';
import { cannotWrite, type FileSink, fileSink, makeFolder } from './sink.ts';

/** What decides the bytes of the results, item by item. */
export type RunKey = Readonly<Record<string, unknown>>;

interface Saved {
  key: RunKey;
  /** File name → bytes that count. */
  sizes: Record<string, number>;
  state: unknown;
}

const STATE = 'state';
/** Between two checkpoints at least. */
const EVERY_MS = 100;

export class PartialRun<State> {
  /** Of the run that is taken up. */
  readonly saved: State | undefined;
  private readonly place: string;
  private readonly key: RunKey;
  private readonly context: Context;
  private readonly sizes: Readonly<Record<string, number>>;
  private readonly sinks = new Map<string, FileSink>();
  private last = performance.now();
  private readonly unmake: () => void;
  /** Before the first checkpoint there is nothing that a later run could take up. */
  private readonly clean = (): void => {
    if (existsSync(path.join(this.place, STATE))) {
      this.context.say('warn', this.context.texts.cli('resumable', { file: path.dirname(this.place) }));
      return;
    }
    rmSync(this.place, { recursive: true, force: true });
    this.unmake();
  };

  /** @throws UsageError when the run to be taken up was another */
  constructor(folder: string, key: RunKey, resume: boolean, context: Context) {
    this.place = path.join(folder, PARTIAL);
    this.key = JSON.parse(JSON.stringify(key)) as RunKey;
    this.context = context;
    const saved = resume ? readSaved(this.place) : undefined;
    if (saved) sameRun(saved.key, this.key, context);
    else {
      if (resume) context.say('info', context.texts.cli('nothingToResume'));
      rmSync(this.place, { recursive: true, force: true });
    }
    this.unmake = makeFolder(this.place, context);
    process.prependOnceListener('exit', this.clean);
    this.saved = saved?.state as State | undefined;
    this.sizes = saved?.sizes ?? {};
  }

  /** A file of the results: it grows beside the others and is moved to its place when it is closed. */
  sink(file: string): FileSink {
    const name = path.basename(file);
    const sink = fileSink(file, this.context, { part: path.join(this.place, name), from: this.sizes[name] ?? 0 });
    this.sinks.set(name, sink);
    return sink;
  }

  /** At a point from which the run can go on; written when some time has passed since the last. */
  checkpoint(state: () => State): void {
    if (performance.now() - this.last < EVERY_MS) return;
    const sizes = Object.fromEntries([...this.sinks].map(([name, sink]) => [name, sink.flush()]));
    const saved: Saved = { key: this.key, sizes, state: state() };
    const file = path.join(this.place, STATE);
    try {
      writeFileSync(`${file}.new`, serialize(saved));
      renameSync(`${file}.new`, file);
    } catch (e) {
      throw cannotWrite(file, e, this.context);
    }
    this.last = performance.now();
  }

  /** All is written and will now be moved to its place: from here on there is nothing to take up. */
  ending(): void {
    for (const sink of this.sinks.values()) sink.flush();
    rmSync(path.join(this.place, STATE), { force: true });
  }

  /** All is in its place. */
  finish(): void {
    process.removeListener('exit', this.clean);
    rmSync(this.place, { recursive: true, force: true });
  }
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

/** Copies of inputs that a run which was cut off left behind. */
export function clearLeftovers(folder: string): void {
  const inputs = path.join(folder, 'input');
  if (!existsSync(path.join(folder, PARTIAL)) || !existsSync(inputs)) return;
  for (const name of readdirSync(inputs))
    if (/\.part-\d+$/.test(name)) rmSync(path.join(inputs, name), { force: true });
}

/** Whether a run that ended lies there, and nothing of another one. */
export function isComplete(folder: string): boolean {
  return existsSync(path.join(folder, RECORD)) && !existsSync(path.join(folder, PARTIAL));
}
