/** Choosing among 1,000 sites under three budgets, and promises of as many; gives the lines of RESULTS.md. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeSheet } from './make-sheet.ts';
import { type Measured, median, run } from './measure.ts';

const JCM = path.resolve(import.meta.dirname, '../dist/cli/jcm.js');
const SITES = 1000;
const REPEATS = 3;
const BUDGETS = ['subsidy_jpy <= 2e10', 'capex_jpy <= 8e10', 'count[country=TH] <= 20'];
const SHARED = ['--spreads', 'default', '--log-level', 'silent'];

export async function benchPortfolio(): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-bench-'));
  try {
    return measured((name) => path.join(folder, name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(at: (name: string) => string): string[] {
  makeSheet(at('sites.csv'), SITES);
  const lines = [
    '| what | wall time | processor time | gap | peak memory | goal |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const say = (name: string, m: Measured, gap: string, goal: string): void => {
    const times = `${m.seconds.toFixed(1)} s | ${m.processor.toFixed(1)} s`;
    lines.push(`| ${name} | ${times} | ${gap} | ${m.megabytes.toFixed(0)} MB | ${goal} |`);
  };
  const choosing = (objective: string, budgets: readonly string[]): { m: Measured; gap: string } => {
    const out = at('choice.json');
    const args = [JCM, 'portfolio', at('sites.csv'), ...SHARED, '--maximise', objective, '-o', out];
    const limits = budgets.flatMap((b) => ['--budget', b]);
    const m = median(Array.from({ length: REPEATS }, () => run([...args, ...limits])));
    const { proven, gap } = JSON.parse(readFileSync(out, 'utf8')) as { proven: boolean; gap: number };
    return { m, gap: proven ? 'proven' : `${(100 * gap).toFixed(2)} %` };
  };
  const mean = choosing('mean of reduction_tco2_horizon', BUDGETS);
  say('three budgets, mean of the tonnes, frontier and all', mean.m, mean.gap, '5 s, or the gap');
  const none = choosing('mean of reduction_tco2_horizon', []);
  say('the same without budgets, so without frontier: start, draws, ranking, totals', none.m, none.gap, '');
  const median50 = choosing('p50 of reduction_tco2_horizon', BUDGETS);
  say('three budgets, median of the tonnes', median50.m, median50.gap, '5 s, or the gap');
  const promises = run([JCM, 'promise', at('sites.csv'), ...SHARED, '-o', at('promise.csv')]);
  say('`jcm promise`, all four bases', promises, '', '');
  return lines;
}
