/** Runs a command in a process of its own and reads wall time, processor time and peak memory. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Measured {
  seconds: number;
  /** Processor time of all threads, seconds. */
  processor: number;
  /** Peak resident memory. */
  megabytes: number;
}

export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Measured {
  const report = path.join(tmpdir(), `jcm-bench-${process.pid}`);
  const start = performance.now();
  const r = spawnSync(process.execPath, ['--require', path.join(import.meta.dirname, 'peak.cjs'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env, JCM_BENCH_REPORT: report },
  });
  const seconds = (performance.now() - start) / 1000;
  if (r.status !== 0 && r.status !== 1) throw new Error(`${args.join(' ')} ended with ${r.status}`);
  const [kilobytes = 0, microseconds = 0] = readFileSync(report, 'utf8').split(' ').map(Number);
  rmSync(report);
  return { seconds, processor: microseconds / 1e6, megabytes: kilobytes / 1024 };
}

/** The middle of several runs. */
export function median(runs: readonly Measured[]): Measured {
  const mid = (f: (m: Measured) => number): number =>
    [...runs].map(f).sort((a, b) => a - b)[Math.floor(runs.length / 2)] as number;
  return {
    seconds: mid((m) => m.seconds),
    processor: mid((m) => m.processor),
    megabytes: mid((m) => m.megabytes),
  };
}
