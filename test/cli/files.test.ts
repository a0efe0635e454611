/** `-o`: files that appear whole or not at all, the run directory, and readers that go away. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ended, jcm, readRecords, scratch, sheet, start } from '../support/command.ts';

const folder = scratch();
const THREE = sheet('three-sites.csv');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

describe('one file', () => {
  test('x.csv: the results, with the findings beside it', async () => {
    const to = join(folder, 'x.csv');
    const { code, out, err } = await jcm(['assess', sheet('dirty.csv'), '-o', to]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('11 of 20 rows were left out');
    expect(read(to)).toBe((await jcm(['assess', sheet('dirty.csv'), '--csv'])).out);
    const findings = readRecords(join(folder, 'x.findings.csv'));
    expect(Object.keys(findings[0] as object)).toEqual([
      'severity',
      'row',
      'site_id',
      'column',
      'code',
      'text',
      'params',
    ]);
    expect(findings.filter((f) => f.severity === 'error').length).toBe(11);
    for (const f of findings) expect(JSON.parse(f.params as string)).toEqual(expect.any(Object));
  });

  test('x.json', async () => {
    const to = join(folder, 'new', 'deep', 'x.json');
    expect((await jcm(['assess', THREE, '-o', to])).code).toBe(0);
    expect(read(to)).toBe((await jcm(['assess', THREE, '--json'])).out);
  });

  test('explain and template', async () => {
    for (const args of [
      ['explain', THREE, '--json'],
      ['template', '-t', 'solar-pv'],
    ]) {
      const to = join(folder, `${args[0]}.txt`);
      const { out } = await jcm([...args, '-o', to]);
      expect(out).toBe('');
      expect(read(to)).toBe((await jcm(args)).out);
    }
  });

  test('an old file is replaced', async () => {
    const to = join(folder, 'old.csv');
    writeFileSync(to, 'old\n'.repeat(10_000));
    await jcm(['assess', THREE, '-o', to]);
    expect(readRecords(to)).toHaveLength(3);
  });
});

describe('nothing is written, exit code 2', () => {
  beforeAll(() => void mkdirSync(join(folder, 'is-a-folder.csv')));

  test.each([
    ['below a file', () => join(THREE, 'x.csv')],
    ['where a folder is', () => join(folder, 'is-a-folder.csv')],
  ])('%s', async (_where, to) => {
    const { code, err } = await jcm(['assess', THREE, '-o', to()]);
    expect(code).toBe(2);
    expect(err).toContain('cannot be written');
    expect(readdirSync(folder).filter((f) => f.includes('.part-'))).toEqual([]);
  });

  test('over the sheet itself', async () => {
    const own = join(folder, 'own.csv');
    writeFileSync(own, read(THREE));
    const { code, err } = await jcm(['assess', own, '-o', own]);
    expect(code).toBe(2);
    expect(err).toContain('cannot be written');
    expect(read(own)).toBe(read(THREE));
  });

  test('when the sheet cannot be used', async () => {
    const to = join(folder, 'none.csv');
    expect((await jcm(['assess', sheet('unknown-column.csv'), '-o', to])).code).toBe(2);
    expect(readdirSync(folder).filter((f) => f.startsWith('none'))).toEqual([]);
  });

  test('when the sheet breaks off in the middle', async () => {
    const to = join(folder, 'half.csv');
    const broken = join(folder, 'broken-sheet.csv');
    writeFileSync(broken, `${longSheet(5_000)}"S`);
    expect((await jcm(['assess', broken, '-o', to])).code).toBe(2);
    expect(readdirSync(folder).filter((f) => f.startsWith('half'))).toEqual([]);
  });
});

describe('run directory', () => {
  const run = join(folder, 'run');
  const scenario = sheet('scenario.yaml');

  beforeAll(async () => {
    expect((await jcm(['assess', sheet('dirty.csv'), '-s', scenario, '-o', run])).code).toBe(1);
  });

  test('results, findings, the input as read, the record', () => {
    expect(readdirSync(run).sort()).toEqual(['findings.csv', 'input', 'results.csv', 'run.json']);
    expect(readdirSync(join(run, 'input')).sort()).toEqual(['dirty.csv', 'scenario.yaml']);
    expect(readFileSync(join(run, 'input/dirty.csv'))).toEqual(readFileSync(sheet('dirty.csv')));
    expect(read(run, 'input/scenario.yaml')).toBe(read(scenario));
    expect(readRecords(join(run, 'results.csv'))).toHaveLength(9);
  });

  test('the record has versions and hashes, no paths and no clock', () => {
    const record = JSON.parse(read(run, 'run.json'));
    expect(record).toMatchObject({
      schema: 'jcm.run/1',
      command: 'assess',
      engine: expect.stringMatching(/^\d+\.\d+\.\d+/),
      catalog: { version: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      input: {
        sheet: 'dirty.csv',
        sheet_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        scenario: 'scenario.yaml',
        methodologies: [],
      },
      years: false,
    });
    expect(read(run, 'run.json')).not.toMatch(/[\\/](tmp|home|fixtures|Users)|20\d\d-\d\d-\d\d|\d{2}:\d{2}/);
  });

  test('again: the same bytes', async () => {
    const again = join(folder, 'run-again');
    await jcm(['assess', sheet('dirty.csv'), '-s', scenario, '-o', again], { cwd: folder });
    for (const f of ['results.csv', 'findings.csv', 'run.json']) expect(read(again, f)).toBe(read(run, f));
  });

  test('as JSON', async () => {
    const to = join(folder, 'run-json');
    await jcm(['assess', THREE, '--json', '-o', to]);
    expect(readdirSync(to).sort()).toEqual(['findings.csv', 'input', 'results.json', 'run.json']);
    expect(read(to, 'results.json')).toBe((await jcm(['assess', THREE, '--json'])).out);
  });

  test('from standard input: the sheet is kept too', async () => {
    const to = join(folder, 'run-stdin');
    await jcm(['assess', '-', '-o', to], { stdin: read(THREE) });
    const record = JSON.parse(read(to, 'run.json'));
    expect(read(to, 'input', record.input.sheet)).toBe(read(THREE));
    expect(record.input.sheet_sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of its own input', async () => {
    const own = join(run, 'input/dirty.csv');
    expect((await jcm(['assess', own, '-s', join(run, 'input/scenario.yaml'), '-o', run])).code).toBe(1);
    expect(readFileSync(own)).toEqual(readFileSync(sheet('dirty.csv')));
  });
});

describe('a reader that goes away', () => {
  const long = join(folder, 'long.csv');
  beforeAll(() => writeFileSync(long, longSheet(40_000)));

  test.each([
    ['assess --csv', () => ['assess', long, '--csv']],
    ['assess --json', () => ['assess', long, '--json']],
    ['catalog', () => ['catalog', 'data', 'adopted_projects', '--json']],
    ['help', () => ['--help']],
  ])('%s: exit code 0, no complaint', async (_what, args) => {
    const child = start(args());
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, err } = await ended(child);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('of the messages: the results still come', async () => {
    const child = start(['assess', sheet('dirty.csv'), '--csv']);
    child.stderr?.destroy();
    const { code, out } = await ended(child);
    expect(code).toBe(1);
    expect(out.split('\n').length).toBeGreaterThan(9);
  });
});

describe.skipIf(process.platform === 'win32')('interrupted', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s leaves nothing behind', async (signal, code) => {
    const place = join(folder, signal);
    const temp = join(place, 'temp');
    mkdirSync(temp, { recursive: true });
    const child = start(['assess', '-', '-o', join(place, 'out.csv')], { env: { TMPDIR: temp } });
    const result = ended(child);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(longSheet(300_000));
    while (!readdirSync(place).some((f) => f.startsWith('out.csv.part-')) && child.exitCode === null) await wait(5);
    expect(readdirSync(temp)).toHaveLength(1);
    child.kill(signal);
    expect(await result).toEqual({ code, out: '', err: '' });
    expect(readdirSync(place)).toEqual(['temp']);
    expect(readdirSync(temp)).toEqual([]);
  });

  test('while standard input gives nothing', async () => {
    const child = start(['assess', '-'], { env: { TMPDIR: folder } });
    const result = ended(child);
    while (!readdirSync(folder).some((f) => f.startsWith('jcm-')) && child.exitCode === null) await wait(5);
    child.kill('SIGINT');
    expect((await result).code).toBe(130);
    expect(readdirSync(folder).filter((f) => f.startsWith('jcm-'))).toEqual([]);
  });
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told', () => {
  const full = openSync('/dev/full', 'w');
  const r = spawnSync(process.execPath, [join(inject('dist'), 'cli/jcm.js'), 'assess', THREE], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(r.status).toBe(2);
  expect(r.stderr).toContain('(ENOSPC)');
  expect(r.stderr).not.toMatch(/^ {4}at /m);
});

function longSheet(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => `S${i},VN,solar-pv,${500 + (i % 100)},${1e8 + i},12,6`);
  return `site_id,country,technology,capacity_kw,capex_jpy,electricity_price_jpy_per_kwh,discount_rate_pct\n${lines.join('\n')}\n`;
}
