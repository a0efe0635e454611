/** Sensitivity: indices of one site, swings of many, and a whole sheet beside a plain simulation of it; gives the lines of RESULTS.md. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BreakEvenRun } from '../src/batch/break-evens.ts';
import { SensitivityRun } from '../src/batch/sensitivity.ts';
import { run } from './measure.ts';
import { optionsOf } from './ours.ts';
import { middle } from './rounds.ts';
import { catalog, readSites, sheetLines } from './sites.ts';
import { twelveQuantities } from './twelve-quantities.ts';

const CLI = path.resolve(import.meta.dirname, '../dist/cli/jcm.js');
const ROUNDS = 5;
const BASE = 4096;
const DRAWS = 1024;
const OUTPUTS = catalog.choices.simulated;

export function benchDecide(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-bench-'));
  try {
    return measure(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string): string[] {
  const sheet = (rows: number): string => {
    const file = path.join(folder, `${rows}.csv`);
    writeFileSync(file, [...sheetLines(rows)].join(''));
    return file;
  };
  const [thousand, tenThousand] = [sheet(1_000), sheet(10_000)];
  const out = path.join(folder, 'out.csv');
  const sensitivity = ['sensitivity', '--all', '-o', out, '--log-level', 'silent'];
  const simulate = ['simulate', '-o', out, '--log-level', 'silent'];
  const both = ratios(
    () => run([CLI, ...simulate, thousand, '--draws', String(DRAWS)]).seconds,
    () => run([CLI, ...sensitivity, thousand, '--draws', String(DRAWS)]).seconds,
  );
  const line = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line('what', 'measured', 'must'),
    line('---', '---', '---'),
    line(`Sobol' indices of one site, 12 quantities, base ${BASE}, six outputs`, seconds(indices()), '0.3 s'),
    line('the same, first time in a process (program compiled)', seconds(indicesOnce()), ''),
    line(
      'tornado of 10,000 sites, sheet to CSV',
      seconds(times(() => run([CLI, ...sensitivity, tenThousand, '--indices', 'none']).seconds)),
      '5 s on two cores',
    ),
    line(`rank regression and tornado of 1,000 sites × ${DRAWS}, sheet to CSV`, seconds(both.second), ''),
    line('the same against plain simulate', `${both.ratio.toFixed(2)}×`, '3×'),
    line(`break-even of one quantity in a share of ${DRAWS} draws, one site`, seconds(breakEvens()), ''),
  ];
}

const seconds = (s: number): string => (s < 0.1 ? `${(1000 * s).toFixed(1)} ms` : `${s.toFixed(2)} s`);

function times(measured: () => number): number {
  return middle(Array.from({ length: ROUNDS }, measured));
}

/** Two measures in turn; the ratio is the median of those of the same round. */
function ratios(first: () => number, second: () => number): { second: number; ratio: number } {
  const pairs = Array.from({ length: ROUNDS }, () => [first(), second()] as const);
  return { second: middle(pairs.map((p) => p[1])), ratio: middle(pairs.map(([a, b]) => b / a)) };
}

function clock(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function indices(): number {
  const run = new SensitivityRun(optionsOf(BASE, 1, 'sobol', OUTPUTS), 'sobol');
  const rows = Array.from({ length: ROUNDS + 1 }, (_, i) => twelveQuantities(i));
  run.sites(rows.slice(0, 1));
  return middle(rows.slice(1).map((row) => clock(() => run.sites([row]))));
}

function indicesOnce(): number {
  const row = twelveQuantities(99);
  return times(() => clock(() => new SensitivityRun(optionsOf(BASE, 1, 'sobol', OUTPUTS), 'sobol').sites([row])));
}

function breakEvens(): number {
  const target = { text: 'npv_jpy = 0', output: 'npv_jpy', op: '>=', value: 0 } as const;
  const question = { target, share: 0.8, quantities: ['capex_jpy'], low: undefined, high: undefined, along: [] };
  const run = new BreakEvenRun(optionsOf(DRAWS), question);
  const rows = readSites(20);
  for (const row of rows.slice(0, 2)) run.site(row);
  return middle(rows.slice(2).map((row) => clock(() => run.site(row))));
}
