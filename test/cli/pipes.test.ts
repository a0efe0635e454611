/** A sheet, scenario or methodology that gives its bytes once: pipes and standard input by its other names. */
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { ended, jcm, type Ran, scratch, sheet } from '../support/command.ts';

const folder = scratch();
const GROUPS = sheet('factory-group.csv');
let n = 0;

/** A named pipe that gives this file once. */
function pipe(file: string): string {
  const name = join(folder, `pipe-${++n}`);
  execFileSync('sh', ['-c', 'mkfifo "$0"', name]);
  createWriteStream(name).end(readFileSync(file));
  return name;
}

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  test.each([
    ['assess', ['--csv']],
    ['check', []],
    ['explain', ['--all', '--json']],
    ['simulate', ['--draws', '8', '--json']],
  ])('%s reads it like the file', async (command, options) => {
    expect(await jcm([command, pipe(GROUPS), ...options])).toEqual(await jcm([command, GROUPS, ...options]));
  });

  test('as sheet and scenario of a run directory', async () => {
    const to = join(folder, 'rd');
    const scenario = sheet('scenario.yaml');
    expect((await jcm(['assess', pipe(GROUPS), '-s', pipe(scenario), '-o', to])).code).toBe(0);
    const { input } = JSON.parse(readFileSync(join(to, 'run.json'), 'utf8'));
    expect(readFileSync(join(to, 'input', input.sheet))).toEqual(readFileSync(GROUPS));
    expect(readFileSync(join(to, 'input', input.scenario))).toEqual(readFileSync(scenario));
  });
});

describe.skipIf(!existsSync('/dev/stdin'))('/dev/stdin', () => {
  const shell = (line: string): Promise<Ran> =>
    ended(spawn('sh', ['-c', line, process.execPath, join(inject('dist'), 'cli/jcm.js'), GROUPS]));

  test.each([
    ['from a pipe', 'cat "$2" | "$0" "$1" assess /dev/stdin --csv'],
    ['from a file', '"$0" "$1" assess /dev/stdin --csv < "$2"'],
  ])('%s', async (_from, line) => {
    expect(await shell(line)).toEqual(await jcm(['assess', GROUPS, '--csv']));
  });
});
