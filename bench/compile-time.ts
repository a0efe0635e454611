/** Compiling one model in a process that has compiled nothing before. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';
import { middle } from './rounds.ts';

const PROCESSES = 9;

/** @returns milliseconds, median of several processes */
export async function compileTime(folder: string): Promise<number> {
  const outfile = path.join(folder, 'compile-once.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'compile-once.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
    define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) },
  });
  return middle(Array.from({ length: PROCESSES }, () => Number(execFileSync(process.execPath, [outfile]))));
}
