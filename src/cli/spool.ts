/** Standard input and pipes give their bytes once: they are copied to a file, which can be read again. */
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, type Stats, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Context, UsageError } from './context.ts';
import { fileProblem } from './load.ts';
import { writeAll } from './sink.ts';

export interface Spooled {
  /** A regular file. */
  file: string;
  /** What it is called where it is kept. */
  name: string;
  size: number;
  /** Of a copy: removes it. */
  remove(): void;
}

const STDIN: ReadonlySet<string> = new Set(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0']);

/** @throws UsageError when it cannot be read */
export async function spooled(file: string, context: Context): Promise<Spooled> {
  if (STDIN.has(file)) return spool(file, 'stdin.csv', process.stdin, context);
  let s: Stats;
  try {
    s = statSync(file);
    if (s.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  } catch (e) {
    throw new UsageError(fileProblem(file, e, context));
  }
  if (!s.isFile()) return spool(file, 'sheet.csv', createReadStream(file), context);
  return { file, name: path.basename(file), size: s.size, remove: () => undefined };
}

/** Not read in one go, so that Ctrl-C works while nothing comes. */
async function spool(shown: string, name: string, from: AsyncIterable<unknown>, context: Context): Promise<Spooled> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const file = path.join(folder, name);
  const out = openSync(file, 'w');
  try {
    for await (const bytes of from) writeAll(out, bytes as Uint8Array);
  } catch (e) {
    throw new UsageError(fileProblem(shown, e, context));
  } finally {
    closeSync(out);
  }
  return { file, name, size: statSync(file).size, remove };
}
