/** Help, languages, messages, and what is said when the command is used wrongly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jcm, sheet } from '../support/command.ts';

const COMMANDS = ['assess', 'explain', 'simulate', 'check', 'template', 'catalog'];
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const THREE = sheet('three-sites.csv');

describe('help', () => {
  test.each(['', ...COMMANDS])('jcm %s --help in both languages', async (command) => {
    const args = [command, '--help'].filter(Boolean);
    const en = await jcm(args);
    expect(en).toMatchObject({ code: 0, err: '' });
    expect(en.out).toContain('--lang');
    expect(en.out).not.toMatch(JAPANESE);
    const ja = await jcm([...args, '--lang', 'ja']);
    expect(ja).toMatchObject({ code: 0, err: '' });
    const undescribed = ja.out.split('\n').filter((l) => /^ +(-\w, )?--[a-z-]+ {2,}/.test(l) && !JAPANESE.test(l));
    expect(undescribed).toEqual([]);
  });

  test('names every command', async () => {
    const { out } = await jcm(['--help']);
    for (const c of COMMANDS) expect(out).toContain(`jcm ${c}`);
  });

  test('--version', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(await jcm(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('used wrongly: exit code 2, a message, no results', () => {
  test.each([
    [[], /Name a command/],
    [['frobnicate'], /"frobnicate" is no command/],
    [['asses', THREE], /Did you mean assess\?/],
    [['assess'], /Use --help/],
    [['assess', THREE, 'another.csv'], /another\.csv/],
    [['assess', THREE, '--jsn'], /jsn/],
    [['assess', THREE, '--outputs'], /outputs/],
    [['assess', THREE, '--lang', 'fr'], /fr/],
    [['assess', THREE, '--log-level', 'loud'], /loud/],
    [['assess', THREE, '--json', '--csv'], /json.*csv/],
    [['simulate', THREE, '--json', '--csv'], /json.*csv/],
    [['assess', THREE, '--json', '-o', 'x.csv'], /--json does not fit "x.csv"/],
    [['assess', THREE, '--csv', '-o', 'x.json'], /--csv does not fit "x.json"/],
    [['simulate', THREE, '--json', '-o', 'x.csv'], /--json does not fit "x.csv"/],
    [['assess', THREE, '--bom'], /--bom is for CSV only/],
    [['assess', THREE, '--json', '--bom'], /--bom is for CSV only/],
    [['assess', THREE, '--csv', '--years'], /--years with CSV .* needs a place/],
    [['assess', THREE, '-m'], /m/],
  ])('jcm %j', async (args, message) => {
    const { code, out, err } = await jcm(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('in Japanese', async () => {
    expect((await jcm(['frobnicate', '--lang=ja'])).err).toMatch(JAPANESE);
    expect((await jcm([], { env: { LANG: 'ja_JP.UTF-8' } })).err).toMatch(JAPANESE);
  });
});

describe('language', () => {
  test('of the environment', async () => {
    const asked = await jcm(['assess', THREE, '--lang', 'ja']);
    expect(asked.out).toMatch(/候補サイト/);
    expect((await jcm(['assess', THREE], { env: { LANG: 'ja_JP.UTF-8' } })).out).toBe(asked.out);
    expect((await jcm(['assess', THREE], { env: { LANG: 'C.UTF-8', LC_ALL: 'ja_JP.UTF-8' } })).out).toBe(asked.out);
  });

  test('asked for wins; other languages are English', async () => {
    const english = await jcm(['assess', THREE]);
    expect((await jcm(['assess', THREE, '--lang', 'en'], { env: { LANG: 'ja_JP.UTF-8' } })).out).toBe(english.out);
    expect((await jcm(['assess', THREE], { env: { LANG: 'fr_FR.UTF-8' } })).out).toBe(english.out);
  });

  test('does not change the data', async () => {
    for (const form of ['--csv', '--json'])
      expect((await jcm(['assess', sheet('dirty.csv'), form, '--lang', 'ja'])).out).toBe(
        (await jcm(['assess', sheet('dirty.csv'), form])).out,
      );
  });
});

describe('--log-level', () => {
  test('silent: not a word, but the results and the exit code', async () => {
    const { code, out, err } = await jcm(['assess', sheet('dirty.csv'), '--csv', '--log-level', 'silent']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out.split('\n').length).toBeGreaterThan(9);
  });

  test('silent holds for a fault as well', async () => {
    expect(await jcm(['assess', 'none.csv', '--log-level=silent'])).toEqual({ code: 2, out: '', err: '' });
    expect(await jcm(['frobnicate', '--log-level', 'silent'])).toEqual({ code: 2, out: '', err: '' });
  });

  test('error leaves out warnings', async () => {
    const all = await jcm(['assess', sheet('dirty.csv'), '--csv']);
    const errors = await jcm(['assess', sheet('dirty.csv'), '--csv', '--log-level', 'error']);
    expect(all.err).toContain('led-lighting does not use this column');
    expect(errors.err).not.toContain('led-lighting does not use this column');
    expect(errors.err).toContain('Atlantis');
  });
});

test('no colour, whatever the environment says', async () => {
  const plain = await jcm(['assess', THREE]);
  expect(plain.out).not.toContain('\u001b');
  expect((await jcm(['assess', THREE], { env: { NO_COLOR: '1' } })).out).toBe(plain.out);
  expect((await jcm(['assess', THREE], { env: { NO_COLOR: '1', FORCE_COLOR: '1' } })).out).toBe(plain.out);
});
