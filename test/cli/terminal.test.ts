/** What reaches a terminal: nothing it would obey, and never more lines than a person reads. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FindingsLog } from '../../src/cli/findings-log.ts';
import { texts } from '../../src/i18n/index.ts';
import { findingsMembers } from '../../src/report/findings-json.ts';
import { harmless } from '../../src/report/terminal.ts';
import { jcm, records, scratch } from '../support/command.ts';

const folder = scratch();
const HEADER = 'site_id,name,project_id,country,technology,capacity_kw\n';
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe('controls in ids, names and findings', () => {
  const evil = join(folder, 'evil.csv');
  const NAME = 'a\u001b[31mb\u009b2Jc\u202ed\u2067e\u200ff';
  writeFileSync(
    evil,
    `${HEADER}"S\u001b]0;x\u0007",${NAME},P\u202e${NAME},TH,solar-pv,500\n"S2\u200f",b,,Atl\u200fantis\u001b[0m,solar-pv,"5\u009b00"\nS3,"c\nd",P3,TH,solar-pv,500\n`,
  );

  test.each([
    ['assess', []],
    ['assess', ['--years']],
    ['assess', ['--lang', 'ja']],
    ['check', []],
    ['explain', ['--all']],
    ['explain', ['--site', 'no\u200fne\u001b[1m']],
    ['simulate', ['--draws', '8']],
    ['assess', ['--outputs', 'x\u001b[1m\u202e']],
  ])('%s %j', async (command, options) => {
    const { out, err } = await jcm([command, evil, ...options]);
    expect(out).not.toMatch(OBEYED);
    expect(err).not.toMatch(OBEYED);
  });

  test('they are shown as U+FFFD; line ends stay', async () => {
    expect(harmless('a\u001bb\u202e\n\tc')).toBe('a\ufffdb\ufffd\n\tc');
    expect((await jcm(['assess', evil])).out).toContain('a\ufffd[31mb\ufffd2Jc\ufffdd');
  });

  test('CSV and JSON keep them', async () => {
    expect(records((await jcm(['assess', evil, '--csv'])).out)[0]?.name).toBe(NAME);
    expect(JSON.parse((await jcm(['assess', evil, '--json'])).out).sites[0].name).toBe(NAME);
  });
});

describe('many groups and sites', () => {
  const many = join(folder, 'many.csv');
  const rows = Array.from({ length: 620 }, (_, i) => `S${i},,P${i},TH,solar-pv,500\n`);
  writeFileSync(many, HEADER + rows.join(''));

  test.each([
    ['assess', []],
    ['simulate', ['--draws', '8']],
  ])('%s: 500 of each, and how many more', async (command, options) => {
    const { out } = await jcm([command, many, ...options]);
    expect(out.match(/^ *Project P\d+/gm)).toHaveLength(500);
    expect(out.match(/^ *S\d+ /gm)).toHaveLength(500);
    expect(out).toContain('120 more sites');
    expect(out).toContain('120 more projects and proposals');
  });
});

describe('findings kept for JSON', () => {
  const log = (keep: boolean, n: number): FindingsLog => {
    const it = new FindingsLog({ texts: texts('en'), say: () => undefined, progress: false }, { keep });
    for (let i = 0; i < n; i++) it.add({ code: 'no_rows', severity: 'error', params: {} });
    return it;
  };

  test('200,000 at most, and how many are missing', () => {
    const full = log(true, 200_003);
    expect(full.list).toHaveLength(200_000);
    expect(findingsMembers(full)).toMatchObject({ findings_left_out: 3 });
    expect(Object.keys(findingsMembers(log(true, 10)))).toEqual(['findings']);
  });

  test('none without JSON', () => {
    expect(log(false, 100).list).toEqual([]);
  });
});
