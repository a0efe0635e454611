/** A run directory: the inputs as read, and a record of what was run with which versions, so that runs can be compared and repeated. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../catalog/index.ts';
import { type Context, UsageError } from './context.ts';
import { fileProblem, inputBytes } from './load.ts';
import { allOf, earlierInputs, type InputFiles, keepInputs, RECORD, RUN_FILES } from './out-files.ts';
import { cannotWrite, fileSink, makeFolder, writeAll } from './sink.ts';
import type { Spooled } from './spool.ts';

export interface RunSummary {
  command: string;
  /** Schema of the results. */
  results: string;
  catalog: Catalog;
  /** Options that decide the figures. */
  options: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

/** Names and hashes of what was read. */
export interface RunInput {
  sheet: string | null;
  sheet_sha256: string | null;
  scenario: string | null;
  scenario_sha256: string | null;
  methodologies: readonly KeptInput[];
  /** Data files, in the order in which the scenario names them. */
  data?: readonly KeptInput[];
}

interface KeptInput {
  file: string | null;
  sha256: string | null;
}

export interface RunRecord {
  readonly input: RunInput;
  /** After all results are written: puts the inputs in their place, removes results of an earlier run, writes the record. */
  finish(run: RunSummary, written: readonly (string | undefined)[]): Promise<void>;
}

interface Copy {
  /** Inside input/. */
  name: string;
  sha256: string;
  part: string;
}

/**
 * Copies the inputs before the run. They appear with the record; when the run fails nothing is left.
 * @throws UsageError when a copy would take the place of another file that is read, or of one the user changed
 */
export function keepRun(folder: string, args: InputFiles, sheet: Spooled, context: Context): RunRecord {
  const place = path.join(folder, 'input');
  const copies = new Map<string, Copy>();
  const unmake = makeFolder(place, context);
  const clean = () => {
    for (const c of copies.values()) rmSync(c.part, { force: true });
    unmake();
  };
  process.prependOnceListener('exit', clean);
  const earlier = earlierInputs(folder) ?? new Map<string, string>();
  const files = [
    { from: args.sheet, name: sheet.name, bytes: undefined },
    ...[args.scenario, ...args.methodologyFile, ...(args.dataFiles ?? [])]
      .filter((f) => f !== undefined)
      .map((f) => ({ from: f, ...inputBytes(f, context) })),
  ];
  for (const { from, name: wanted, bytes } of files) {
    if (copies.has(from)) continue;
    const taken = (n: string) => [...copies.values()].some((c) => c.name === n);
    let name = wanted;
    for (let i = 2; taken(name); i++) name = `${i}-${wanted}`;
    const to = path.join(place, name);
    keepInputs(
      to,
      allOf({ ...args, sheet: sheet.file }).filter((f) => f !== (from === args.sheet ? sheet.file : from)),
      context,
    );
    const part = `${to}.part-${process.pid}`;
    const copy = { name, part, sha256: '' };
    copies.set(from, copy);
    copy.sha256 = write(part, bytes ? [bytes] : chunksOf(sheet.file, context), context);
    // A file that neither the earlier run nor this one put there is the user's.
    if (existsSync(to)) {
      const old = hashOf(to, context);
      if (old !== copy.sha256 && old !== earlier.get(name))
        throw new UsageError(context.texts.cli('changedInput', { file: to }));
    }
  }
  const of = (file: string | undefined) => (file === undefined ? undefined : copies.get(file));
  const kept = (f: string): KeptInput => ({ file: of(f)?.name ?? null, sha256: of(f)?.sha256 ?? null });
  const input: RunInput = {
    sheet: of(args.sheet)?.name ?? null,
    sheet_sha256: of(args.sheet)?.sha256 ?? null,
    scenario: of(args.scenario)?.name ?? null,
    scenario_sha256: of(args.scenario)?.sha256 ?? null,
    methodologies: args.methodologyFile.map(kept),
    ...(args.dataFiles?.length ? { data: args.dataFiles.map(kept) } : {}),
  };
  return {
    input,
    finish: async (run, written) => {
      const results = written.filter((f) => f !== undefined);
      const record = {
        schema: 'jcm.run/1',
        command: run.command,
        results: run.results,
        engine: run.catalog.version,
        catalog: { version: run.catalog.version, hash: run.catalog.hash },
        input,
        ...run.options,
        files: results.map((f) => ({ file: path.basename(f), sha256: hashOf(f, context) })),
      };
      try {
        for (const c of copies.values()) renameSync(c.part, path.join(place, c.name));
        for (const name of RUN_FILES)
          if (!results.some((f) => path.basename(f) === name)) rmSync(path.join(folder, name), { force: true });
      } catch (e) {
        throw cannotWrite(folder, e, context);
      }
      const sink = fileSink(path.join(folder, RECORD), context);
      sink.write(`${JSON.stringify(record, null, 2)}\n`);
      await sink.close();
      process.removeListener('exit', clean);
      context.say('info', context.texts.cli('savedTo', { file: folder }));
    },
  };
}

/** @returns the SHA-256 of what was written */
function write(file: string, chunks: Iterable<Uint8Array>, context: Context): string {
  const hash = createHash('sha256');
  let fd: number | undefined;
  try {
    fd = openSync(file, 'w');
    for (const bytes of chunks) {
      hash.update(bytes);
      writeAll(fd, bytes);
    }
  } catch (e) {
    throw e instanceof UsageError ? e : cannotWrite(file, e, context);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
  return hash.digest('hex');
}

function hashOf(file: string, context: Context): string {
  const hash = createHash('sha256');
  for (const bytes of chunksOf(file, context)) hash.update(bytes);
  return hash.digest('hex');
}

const CHUNK = 1 << 18;

/** Each chunk is valid until the next is asked for. */
function* chunksOf(file: string, context: Context): Generator<Uint8Array> {
  let fd: number | undefined;
  try {
    fd = openSync(file, 'r');
    const buffer = new Uint8Array(CHUNK);
    for (let n = readSync(fd, buffer); n > 0; n = readSync(fd, buffer)) yield buffer.subarray(0, n);
  } catch (e) {
    throw new UsageError(fileProblem(file, e, context));
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
