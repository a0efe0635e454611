/** `-o` is looked at before the run: nothing that is read is overwritten, no folder of others is written into. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { jcm, scratch, sheet } from '../support/command.ts';

const top = scratch();
const THREE = sheet('three-sites.csv');
const SCENARIO = sheet('scenario.yaml');
const DRAWS = ['--draws', '8'];
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const sha256 = (...path: string[]): string =>
  createHash('sha256')
    .update(readFileSync(join(...path)))
    .digest('hex');

let folder: string;
let n = 0;
/** A copy of the sheet below the folder of this test. */
const copy = (name: string, from = THREE): string => {
  const to = join(folder, name);
  mkdirSync(join(to, '..'), { recursive: true });
  copyFileSync(from, to);
  return to;
};
beforeEach(() => {
  folder = join(top, String(++n));
  mkdirSync(folder);
});

describe('a file that is read is not overwritten', () => {
  const refused = async (args: readonly string[], ...kept: [string, string][]) => {
    const { code, out, err } = await jcm(args, { cwd: folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/cannot be written: it is ".*", which is read/);
    for (const [name, from] of kept) expect(read(folder, name)).toBe(read(from));
  };

  test.each([
    ['results', ['assess', 'x.csv', '-o', 'x.csv'], 'x.csv'],
    ['years', ['assess', 'x.years.csv', '-o', 'x.csv', '--years'], 'x.years.csv'],
    ['groups', ['assess', 'x.groups.csv', '-o', 'x.csv'], 'x.groups.csv'],
    ['findings', ['assess', 'x.findings.csv', '-o', 'x.json'], 'x.findings.csv'],
    ['simulated results', ['simulate', 'x.csv', ...DRAWS, '-o', 'x.csv'], 'x.csv'],
    ['simulated findings', ['simulate', 'x.findings.csv', ...DRAWS, '-o', 'x.csv'], 'x.findings.csv'],
    ['an explanation', ['explain', 'y.csv', '--site', 'S1', '-o', 'y.csv'], 'y.csv'],
    ['by another path', ['assess', 'x.csv', '-o', './x.csv'], 'x.csv'],
  ])('%s', async (_what, args, name) => {
    copy(name);
    await refused(args, [name, THREE]);
  });

  test('a scenario, a methodology', async () => {
    copy('x.csv', SCENARIO);
    await refused(['assess', THREE, '-s', 'x.csv', '-o', 'x.csv'], ['x.csv', SCENARIO]);
    await refused(['explain', THREE, '-m', 'x.csv', '-o', 'x.csv'], ['x.csv', SCENARIO]);
  });

  test.skipIf(process.platform === 'win32')('by another name of the same file', async () => {
    linkSync(copy('x.csv'), join(folder, 'hard.csv'));
    symlinkSync('x.csv', join(folder, 'soft.csv'));
    await refused(['assess', 'hard.csv', '-o', 'x.csv'], ['x.csv', THREE]);
    await refused(['assess', 'x.csv', '-o', 'soft.csv'], ['x.csv', THREE]);
  });

  test('in a run directory: also what would be removed', async () => {
    expect((await jcm(['assess', THREE, '-o', 'rd', '--years'], { cwd: folder })).code).toBe(0);
    for (const name of ['results.csv', 'findings.csv', 'years.csv', 'run.json']) {
      const before = read(folder, 'rd', name);
      await refused(['assess', join('rd', name), '-o', 'rd']);
      expect(read(folder, 'rd', name)).toBe(before);
    }
  });

  test('in input/: another input of that name', async () => {
    copy('s.yaml', SCENARIO);
    expect((await jcm(['assess', THREE, '-s', 's.yaml', '-o', 'rd'], { cwd: folder })).code).toBe(0);
    copy('s.yaml');
    await refused(['assess', 's.yaml', '-s', 'rd/input/s.yaml', '-o', 'rd'], ['rd/input/s.yaml', SCENARIO]);
  });

  test('in input/: a copy that was changed since', async () => {
    copy('a.csv');
    expect((await jcm(['assess', 'a.csv', '-o', 'rd'], { cwd: folder })).code).toBe(0);
    writeFileSync(join(folder, 'rd/input/a.csv'), 'mine');
    const { code, err } = await jcm(['assess', 'a.csv', '-o', 'rd'], { cwd: folder });
    expect(code).toBe(2);
    expect(err).toContain('is not what the earlier run put there');
    expect(read(folder, 'rd/input/a.csv')).toBe('mine');
    expect(readdirSync(join(folder, 'rd/input'))).toEqual(['a.csv']);
  });

  test('a sheet called run.json', async () => {
    copy('rd/run.json');
    const { code } = await jcm(['assess', 'rd/run.json', '-o', 'rd'], { cwd: folder });
    expect(code).toBe(2);
    expect(read(folder, 'rd/run.json')).toBe(read(THREE));
    expect(readdirSync(join(folder, 'rd'))).toEqual(['run.json']);
  });
});

describe('refused before the sheet is read', () => {
  // Not there: a fault of -o that is told first was found first.
  const NO_SHEET = 'no-such-sheet.csv';
  beforeEach(() => mkdirSync(join(folder, 'dd.csv')));

  test.each([
    ['assess', [NO_SHEET]],
    ['explain', [NO_SHEET]],
    ['simulate', [NO_SHEET, ...DRAWS]],
    ['template', []],
  ])('%s: a folder, an ending alone, a place below a file', async (command, args) => {
    for (const [to, message] of [
      ['dd.csv', /"dd.csv" cannot be written \(EISDIR\)/],
      ['.csv', /".csv" is an ending without a name/],
      [join('dd.csv', '.json'), /is an ending without a name/],
      [join(THREE, 'x.csv'), /cannot be written \(ENOTDIR\)/],
    ] as const) {
      const { code, out, err } = await jcm([command, ...args, '-o', to], { cwd: folder });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(message);
    }
    expect(readdirSync(folder)).toEqual(['dd.csv']);
  });

  test('a folder where the findings or years would go', async () => {
    mkdirSync(join(folder, 'x.findings.csv'));
    mkdirSync(join(folder, 'y.years.csv'));
    expect((await jcm(['assess', NO_SHEET, '-o', 'x.csv'], { cwd: folder })).err).toContain('(EISDIR)');
    expect((await jcm(['assess', NO_SHEET, '-o', 'y.csv', '--years'], { cwd: folder })).err).toContain('(EISDIR)');
    expect((await jcm(['assess', THREE, '-o', 'y.csv'], { cwd: folder })).code).toBe(0);
  });

  test.skipIf(!existsSync('/dev/null'))('a device', async () => {
    expect((await jcm(['template', '-o', '/dev/null'])).err).toContain('cannot be written');
  });

  test('a folder that holds something else', async () => {
    copy('mine/notes.txt');
    for (const command of ['assess', 'simulate']) {
      const { code, err } = await jcm([command, NO_SHEET, '-o', 'mine'], { cwd: folder });
      expect(code).toBe(2);
      expect(err).toContain('"mine" holds other files than those of a run');
    }
    expect(readdirSync(join(folder, 'mine'))).toEqual(['notes.txt']);
  });
});

describe('run directory', () => {
  const record = () => JSON.parse(read(folder, 'rd/run.json'));

  test.each([
    ['assess', ['--years'], ['results.csv', 'findings.csv', 'years.csv', 'groups.csv'], 'jcm.assess/1'],
    ['simulate', DRAWS, ['results.csv', 'findings.csv', 'groups.csv'], 'jcm.simulate/1'],
  ])('%s: the record names the files with their hashes', async (command, options, files, schema) => {
    const { code } = await jcm([command, sheet('factory-group.csv'), ...options, '-o', 'rd'], { cwd: folder });
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'rd')).sort()).toEqual([...files, 'input', 'run.json'].sort());
    expect(record()).toMatchObject({ schema: 'jcm.run/1', command, results: schema });
    expect(record().files).toEqual(files.map((file) => ({ file, sha256: sha256(folder, 'rd', file) })));
    expect(record().input.sheet_sha256).toBe(sha256(sheet('factory-group.csv')));
    expect(sha256(folder, 'rd/input/factory-group.csv')).toBe(record().input.sheet_sha256);
  });

  test('results of the earlier run that the new one does not write are removed; other files stay', async () => {
    await jcm(['assess', sheet('factory-group.csv'), '--years', '-o', 'rd'], { cwd: folder });
    writeFileSync(join(folder, 'rd/notes.txt'), 'mine');
    expect((await jcm(['assess', THREE, '--json', '-o', 'rd'], { cwd: folder })).code).toBe(0);
    expect(readdirSync(join(folder, 'rd')).sort()).toEqual([
      'findings.csv',
      'input',
      'notes.txt',
      'results.json',
      'run.json',
    ]);
  });

  test('a run that fails leaves nothing, in a new folder or in that of an earlier run', async () => {
    const bad = ['assess', sheet('unknown-column.csv'), '-s', SCENARIO, '-o', 'deep/rd'];
    expect((await jcm(bad, { cwd: folder })).code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
    await jcm(['assess', THREE, '-o', 'deep/rd'], { cwd: folder });
    const before = readdirSync(join(folder, 'deep/rd'), { recursive: true }).sort();
    expect((await jcm(bad, { cwd: folder })).code).toBe(2);
    expect(readdirSync(join(folder, 'deep/rd'), { recursive: true }).sort()).toEqual(before);
  });

  test('an empty folder is taken', async () => {
    mkdirSync(join(folder, 'rd'));
    writeFileSync(join(folder, 'rd/.DS_Store'), '');
    expect((await jcm(['assess', THREE, '-o', 'rd'], { cwd: folder })).code).toBe(0);
  });
});

test('an output named twice is one column', async () => {
  const { out } = await jcm(['assess', THREE, '--csv', '--outputs', 'npv_jpy, subsidy_jpy,npv_jpy']);
  expect(out.split('\n')[0]?.match(/npv_jpy/g)).toHaveLength(1);
});
