/** The bytes of a simulation of every kind of distribution, as one hash: the same on every machine and version of Node. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const FIXTURES = join(ROOT, 'fixtures');
export const GOLDEN = join(FIXTURES, 'uncertain-sites.sha256');
const COMMON = ['--csv', '--outputs', 'all', '--workers', '2', '--log-level', 'error'];
const RUNS = [
  ['--draws', '1024'],
  ['--sampling', 'random', '--draws', '1000', '--seed', '7'],
];

/** @param dist of the built program */
export function goldenHash(node: string, dist: string = join(ROOT, 'dist')): string {
  const hash = createHash('sha256');
  for (const run of RUNS) {
    const sheet = [join(FIXTURES, 'uncertain-sites.csv'), '-s', join(FIXTURES, 'uncertain-scenario.yaml')];
    const args = [join(dist, 'cli/jcm.js'), 'simulate', ...sheet, ...COMMON, ...run];
    const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (status !== 0) throw new Error(stderr);
    hash.update(stdout);
  }
  return hash.digest('hex');
}
