/** `check`: what is wrong with a sheet or scenario, without results. */
import { expect, test } from 'vitest';
import { assessJson, jcm, sheet } from '../support/command.ts';

test('a good sheet', async () => {
  const { code, out } = await jcm(['check', sheet('three-sites.csv')]);
  expect(code).toBe(0);
  expect(out).toContain('3 rows: 3 good, 0 with errors');
});

test('a dirty one: the same findings as assess, exit code 1', async () => {
  const { code, out, err } = await jcm(['check', sheet('dirty.csv'), '--json']);
  const it = JSON.parse(out);
  expect(code).toBe(1);
  expect(it).toMatchObject({ schema: 'jcm.check/1', rows: 20, good: 9, dropped: 11 });
  expect(it.findings).toEqual((await assessJson([sheet('dirty.csv')])).findings);
  expect(err).toContain('Did you mean solar-pv?');
});

test('warnings of the results are counted', async () => {
  const { warnings } = JSON.parse((await jcm(['check', sheet('factory-group.csv'), '--json'])).out);
  const counts: Record<string, number> = {};
  for (const s of (await assessJson([sheet('factory-group.csv')])).sites)
    for (const w of s.warnings) counts[w] = (counts[w] ?? 0) + 1;
  expect(warnings).toEqual(counts);
});

test('groups that do not fit together', async () => {
  const stdin = 'site_id,project_id,country,technology,capacity_kw\nA,P,TH,solar-pv,500\nB,P,VN,solar-pv,500\n';
  const { out, err } = await jcm(['check', '-', '--json'], { stdin });
  expect(JSON.parse(out).findings.map((f: { code: string }) => f.code)).toContain('group_mixed');
  expect(err).toContain('The rows of "P" differ in');
});

test.each(['unknown-column.csv', 'empty.csv', 'binary.csv'])('%s cannot be used', async (name) => {
  expect((await jcm(['check', sheet(name)])).code).toBe(2);
});

test('in Japanese', async () => {
  const { out, err } = await jcm(['check', sheet('dirty.csv'), '--lang', 'ja']);
  expect(out).toMatch(/20.*9.*11/);
  expect(err).toMatch(/Atlantis/);
  expect(err).not.toContain('is no known country');
});
