/** Measures of whole runs: two workers, the command around the kernel, memory. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { simulateRows } from '../src/batch/simulate.ts';
import { SimulatePlan } from '../src/batch/simulate-plan.ts';
import { NodeRunner } from '../src/runners/node.ts';
import { run } from './measure.ts';
import { optionsOf } from './ours.ts';
import { middle } from './rounds.ts';
import { readSites, sheetLines } from './sites.ts';

const DIST = path.resolve(import.meta.dirname, '../dist/cli');
const WORKER = pathToFileURL(path.join(DIST, 'worker.js'));
const ROUNDS = 5;
const BATCH = 512;

/**
 * How many times faster two workers are than one: the same rows, prepared meanwhile by the main thread, workers started and
 * warm. Median of rounds in turn.
 */
export async function twoWorkers(draws: number, outputs?: readonly string[]): Promise<number> {
  const rows = readSites(2_000);
  const options = () => optionsOf(draws, 1, 'sobol', outputs);
  const runners = [1, 2].map((workers) => new NodeRunner({ settings: options(), workers, script: WORKER }));
  const plans = [1, 2].map(() => new SimulatePlan(options()));
  const times: [number[], number[]] = [[], []];
  for (let round = -1; round < ROUNDS; round++) {
    for (const i of [0, 1] as const) {
      const source = (async function* () {
        for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
      })();
      const start = performance.now();
      for await (const _ of simulateRows(source, plans[i] as SimulatePlan, runners[i] as NodeRunner));
      if (round >= 0) times[i].push(performance.now() - start);
    }
  }
  for (const r of runners) await r.close();
  return middle(times[0].map((t, i) => t / (times[1][i] as number)));
}

/**
 * Wall time of `jcm simulate` from CSV to CSV with default outputs and two workers, over the time that two workers need for the
 * draws of rows already read: `secondsASite` on one thread, halved.
 */
export function commandOverKernel(folder: string, sites: number, draws: number, secondsASite: number): number {
  const { seconds } = simulate(folder, sites, draws);
  return seconds / ((sites * secondsASite) / 2);
}

/** Peak memory of a run with two workers, megabytes. */
export function peakMemory(folder: string, sites: number, draws: number): number {
  return simulate(folder, sites, draws).megabytes;
}

function simulate(folder: string, sites: number, draws: number): ReturnType<typeof run> {
  const sheet = path.join(folder, `${sites}.csv`);
  writeFileSync(sheet, '');
  let lines: string[] = [];
  for (const line of sheetLines(sites)) {
    lines.push(line);
    if (lines.length < 10_000) continue;
    writeFileSync(sheet, lines.join(''), { flag: 'a' });
    lines = [];
  }
  writeFileSync(sheet, lines.join(''), { flag: 'a' });
  const options = ['--draws', String(draws), '--workers', '2', '--log-level', 'silent'];
  return run([path.join(DIST, 'jcm.js'), 'simulate', sheet, '-o', path.join(folder, `${sites}.out.csv`), ...options]);
}
