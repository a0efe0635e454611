/** Speed and size of `jcm assess` beside reading and writing alone, in one run; gives the lines of RESULTS.md. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Bench } from 'tinybench';
import { makeSheet } from './make-sheet.ts';
import { type Measured, median, run } from './measure.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const JCM = path.join(ROOT, 'dist/cli/jcm.js');
const TSX = ['--import', 'tsx'];
const REPEATS = 5;

export async function benchAssess(): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-bench-'));
  const at = (name: string): string => path.join(folder, name);

  const lines: string[] = [];
  const say = (name: string, m: Measured, goal: string, base?: Measured): void => {
    const ratio = base ? `${(m.seconds / base.seconds).toFixed(2)}×` : '';
    lines.push(`| ${name} | ${m.seconds.toFixed(2)} s | ${ratio} | ${m.megabytes.toFixed(0)} MB | ${goal} |`);
  };
  const repeat = (args: readonly string[]): Measured => median(Array.from({ length: REPEATS }, () => run(args)));

  makeSheet(at('100k.csv'), 100_000);
  makeSheet(at('10.csv'), 10);
  const floor = repeat([...TSX, path.join(ROOT, 'bench/csv-floor.ts'), at('100k.csv'), at('floor.csv')]);
  say('Papa Parse in, Papa Parse out, nothing computed (100,000 rows)', floor, '', floor);
  say(
    'mathjs, one formula a row (100,000 rows)',
    repeat([...TSX, path.join(ROOT, 'bench/mathjs-peer.ts'), at('100k.csv'), at('peer.csv')]),
    '',
    floor,
  );
  const main = repeat([JCM, 'assess', at('100k.csv'), '-o', at('out.csv'), '--log-level', 'silent']);
  say(
    '`jcm assess` 100,000 sites, CSV in, CSV out, default outputs',
    main,
    'must 3 s, 300 MB; aim 1.5 s, 150 MB',
    floor,
  );
  say(
    '`jcm assess` ten sites, cold start to exit',
    repeat([JCM, 'assess', at('10.csv'), '--log-level', 'silent']),
    'must 0.5 s; aim 0.25 s',
  );

  makeSheet(at('200mb.csv'), 1_750_000);
  const size = (statSync(at('200mb.csv')).size / 1e6).toFixed(0);
  say(
    `\`jcm assess\` a sheet of ${size} MB (1,750,000 sites)`,
    run([JCM, 'assess', at('200mb.csv'), '-o', at('out.csv'), '--log-level', 'silent']),
    'must 300 MB',
  );

  const bench = new Bench({ iterations: 20 });
  const catalog = readFileSync(path.join(ROOT, 'dist/catalog.json'));
  bench.add('load the built catalog', () => {
    JSON.parse(catalog.toString('utf8'));
  });
  await bench.run();
  const load = bench.tasks[0]?.result;
  const ms = load && 'latency' in load ? load.latency.mean : Number.NaN;
  lines.push(
    `| load the built catalog (${(catalog.length / 1e3).toFixed(0)} kB) | ${ms.toFixed(1)} ms | | | must 50 ms |`,
  );

  rmSync(folder, { recursive: true, force: true });
  return ['| what | median | ratio to the floor | peak memory | goal |', '| --- | --- | --- | --- | --- |', ...lines];
}
