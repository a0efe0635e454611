/** `catalog`: what the product knows. */
import { expect, test } from 'vitest';
import { jcm } from '../support/command.ts';

const json = async (...args: string[]) => JSON.parse((await jcm(['catalog', ...args, '--json'])).out);

const TOPICS: [string, number, string[]][] = [
  ['methodologies', 27, ['id', 'version', 'country', 'technologies', 'family', 'title']],
  ['technologies', 4, ['id', 'title', 'aliases']],
  ['programmes', 4, ['programme', 'call', 'title']],
  ['countries', 36, ['iso2', 'name', 'status', 'since', 'calls', 'currency']],
  ['columns', 70, ['column', 'label', 'unit', 'default', 'technologies']],
  ['outputs', 45, ['output', 'label', 'unit', 'evidence']],
  ['spreads', 20, ['column', 'technology', 'case', 'spread', 'per', 'shared by', 'evidence', 'source', 'note']],
  ['sources', 50, ['id', 'title', 'publisher', 'year', 'licence', 'url']],
  ['data', 15, ['file', 'rows']],
];

test.each(TOPICS)('%s', async (topic, least, heads) => {
  const rows = await json(topic);
  expect(rows.length).toBeGreaterThanOrEqual(least);
  for (const r of rows) {
    expect(Object.keys(r)).toEqual(heads);
    expect(r[heads[0] as string]).not.toBe('');
  }
  const { code, out } = await jcm(['catalog', topic]);
  expect(code).toBe(0);
  expect(out).toContain(rows[0][heads[0] as string]);
});

test('the overview counts them', async () => {
  const { out } = await jcm(['catalog']);
  for (const [topic] of TOPICS) expect(out).toMatch(new RegExp(`jcm catalog ${topic} +\\(\\d+\\)`));
  expect(await json()).toMatchObject({ version: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('a methodology: formulas, factors, conditions, monitoring, with evidence and source', async () => {
  const { out } = await jcm(['catalog', 'TH_AM001']);
  expect(out).toMatch(/^TH_AM001@3\.0 {2}Installation of Solar PV System$/m);
  expect(out).toMatch(/reference_emissions = electricity × applied_factor {2}\[published jcm-th-methodology-\d+\]/);
  expect(out).toMatch(/reference_factor_grid: 0\.319 \[recalled recalled\]/);
  expect(out).toMatch(/– A solar PV system is newly installed\. \[recalled recalled\]/);
  expect((await jcm(['catalog', 'TH_AM001@3.0'])).out).toBe(out);
  expect((await jcm(['catalog', 'methodologies', 'TH_AM001'])).out).toBe(out);
  expect(await json('TH_AM001')).toMatchObject({ id: 'TH_AM001', version: '3.0', country: 'TH' });
});

test('every methodology can be shown, in both languages', async () => {
  const ids: { id: string }[] = await json('methodologies');
  for (const lang of ['en', 'ja']) {
    const { code, out } = await jcm(['catalog', (ids.at(-1) as { id: string }).id, '--lang', lang]);
    expect(code).toBe(0);
    expect(out).not.toMatch(/undefined|\[object/);
  }
});

test('a data file, by any of its names', async () => {
  const rows = await json('data', 'gwp');
  expect(rows).toEqual(await json('data', 'factors/gwp.csv'));
  expect(rows.find((r: Record<string, string>) => r.gas === 'CH4' && r.set === 'AR5')).toMatchObject({ value: '28' });
  expect((await jcm(['catalog', 'data', 'gwp.csv'])).out).toContain('AR5');
});

test('one line of a list', async () => {
  expect(await json('countries', 'TH')).toEqual([
    expect.objectContaining({ iso2: 'TH', name: 'Thailand', status: 'partner' }),
  ]);
});

test.each([
  [['TH_AM0O1'], /Did you mean TH_AM001\?/],
  [['methodologys'], /Did you mean methodologies\?/],
  [['nothing-like-it'], /There are: methodologies, /],
  [['data', 'gwpp'], /"gwpp" is not in the catalog/],
  [['methodologies', 'TH_AM0O1'], /Did you mean TH_AM001\?/],
  [['countries', 'ZZ'], /"ZZ" is not in the catalog/],
])('unknown: %j', async (args, message) => {
  const { code, out, err } = await jcm(['catalog', ...args]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(message);
});
