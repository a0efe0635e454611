/** `template`: the sheet it writes is one that `assess` reads. */
import Papa from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AssessJson, assessJson, jcm, readRecords, sheet } from '../support/command.ts';

const header = async (...args: string[]): Promise<string[]> =>
  Papa.parse<string[]>((await jcm(['template', ...args])).out.trim()).data[0] as string[];

const THREE = sheet('three-sites.csv');

describe.each(['solar-pv', 'led-lighting', 'gas-cogeneration'])('%s', (technology) => {
  const row = readRecords(THREE).find((r) => r.technology === technology) as Record<string, string>;
  let columns: string[];
  let expected: AssessJson['sites'][number];

  beforeAll(async () => {
    columns = await header('-t', technology);
    expected = (await assessJson([THREE])).sites.find((s) => s.technology === technology) as typeof expected;
  });

  test('has a column for everything the sample gives', () => {
    const given = Object.keys(row).filter((k) => row[k] !== '');
    expect(columns).toEqual(expect.arrayContaining(given));
    expect(new Set(columns).size).toBe(columns.length);
  });

  test('filled with one row, it assesses to the same', async () => {
    const stdin = Papa.unparse([columns, columns.map((c) => row[c] ?? '')]);
    const { sites, findings } = await assessJson(['-'], { stdin });
    expect(sites[0]?.outputs).toEqual(expected.outputs);
    expect(findings.filter((f) => f.severity === 'error')).toEqual([]);
  });

  test('with Japanese headers too', async () => {
    const japanese = await header('-t', technology, '--lang', 'ja');
    expect(japanese).toHaveLength(columns.length);
    expect(japanese.join()).toMatch(/初期費用 \[円\]/);
    const stdin = Papa.unparse([japanese, columns.map((c) => row[c] ?? '')]);
    const { sites } = await assessJson(['-'], { stdin });
    expect(sites[0]?.outputs).toEqual(expected.outputs);
  });
});

test('without a technology: all of them in one sheet', async () => {
  const columns = await header();
  for (const t of ['solar-pv', 'floating-solar-pv', 'led-lighting', 'gas-cogeneration'])
    expect(columns).toEqual(expect.arrayContaining(await header('-t', t)));
  const stdin = readRecords(THREE).map((r) => columns.map((c) => r[c] ?? ''));
  const data = await assessJson(['-'], { stdin: Papa.unparse([columns, ...stdin]) });
  expect(data.sites.map((s) => s.outputs)).toEqual((await assessJson([THREE])).sites.map((s) => s.outputs));
});

test('two technologies', async () => {
  const columns = await header('-t', 'solar-pv', '-t', 'led-lighting');
  expect(columns).toEqual(expect.arrayContaining(['specific_yield_kwh_per_kw', 'lamps']));
  expect(columns).not.toContain('heat_gj');
});

test('the help goes to standard error; --bom is for Excel', async () => {
  const { out, err } = await jcm(['template', '-t', 'solar-pv', '--bom']);
  expect(out.startsWith('\ufeffsite_id,')).toBe(true);
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(err).toContain('Fill one row a site');
});

test('an unknown technology', async () => {
  const { code, out, err } = await jcm(['template', '-t', 'solr']);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/"solr" is no technology[\s\S]*solar-pv/);
});
