/** What `assess` says of input that it cannot use, or can use in part. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assessJson, jcm, records, scratch, sheet } from '../support/command.ts';

const folder = scratch();
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const ROW = 'S1,TH,solar-pv,500\n';
const HEADER = 'site_id,country,technology,capacity_kw\n';

describe('nothing is assessed, exit code 2', () => {
  test.each([
    ['a missing file', 'no-such-file.csv', /"no-such-file.csv" was not found/],
    ['a folder', sheet('.'), /cannot be read \(EISDIR\)/],
    ['a binary file', sheet('binary.csv'), /This is not a text file \(see byte \d+\)/],
    ['an empty file', sheet('empty.csv'), /The sheet is empty/],
    ['a header without rows', sheet('header-only.csv'), /headers but no rows/],
    ['an unknown column', sheet('unknown-column.csv'), /Column "capcity_kw": .* Did you mean capacity_kw\?/],
    ['a header without unit', sheet('unit-missing.csv'), /Column "capacity": .* capacity_kw/],
    ['a unit of another kind', sheet('unit-wrong.csv'), /"kWh" does not fit .* kW /],
    [
      'a workbook',
      file('book.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0)),
      /a workbook .* Save it as "CSV UTF-8"/,
    ],
    ['no country column', file('no-country.csv', 'site_id,technology\nS1,solar-pv\n'), /The column country is missing/],
    [
      'a column twice',
      file('twice.csv', `site_id,country,technology,capacity_kw,capacity [MW]\n${ROW}`),
      /means the same as "capacity_kw"/,
    ],
    [
      'a quote that never ends',
      file('quote.csv', `${HEADER}"S1,TH,solar-pv,500\n`),
      /quoted cell that begins on line 2 never ends/,
    ],
  ])('%s', async (_what, path, message) => {
    const { code, out, err } = await jcm(['assess', path]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err.split('\n').length).toBeLessThan(4);
  });

  test('a file that is not there, in Japanese', async () => {
    expect((await jcm(['assess', '無い.csv', '--lang', 'ja'])).err).toMatch(/「無い.csv」/);
  });
});

describe('standard input', () => {
  test('a sheet with groups, which is read more than once', async () => {
    const { code, out } = await jcm(['assess', '-', '--csv'], { stdin: readFileSync(sheet('factory-group.csv')) });
    expect(code).toBe(0);
    expect(out).toBe((await jcm(['assess', sheet('factory-group.csv'), '--csv'])).out);
  });

  test('options may stand before and after', async () => {
    const { code, out } = await jcm(['assess', '--csv', '-', '--outputs', 'npv_jpy'], { stdin: HEADER + ROW });
    expect(code).toBe(0);
    expect(records(out)).toHaveLength(1);
  });

  test('nothing comes', async () => {
    const { code, err } = await jcm(['assess', '-'], { stdin: '' });
    expect(code).toBe(2);
    expect(err).toContain('The sheet is empty');
  });

  test('explain and check read it too', async () => {
    const explained = await jcm(['explain', '-', '--json', '-q', 'reduction_tco2_year1'], { stdin: HEADER + ROW });
    expect(JSON.parse(explained.out).site_id).toBe('S1');
    expect((await jcm(['check', '-'], { stdin: HEADER + ROW })).out).toContain('1 good');
  });

  test('an empty name is not standard input', async () => {
    expect((await jcm(['assess', ''], { stdin: HEADER + ROW })).code).toBe(2);
  });
});

describe('dirt', () => {
  test.each(['dirty-cp932.csv', 'dirty-utf16.csv'])('%s is read like the UTF-8 one', async (name) => {
    const [it, utf8] = await Promise.all([assessJson([sheet(name)]), assessJson([sheet('dirty.csv')])]);
    expect(it.sites.map((s) => [s.site_id, s.outputs])).toEqual(utf8.sites.map((s) => [s.site_id, s.outputs]));
    expect(it.findings.map((f) => [f.code, f.row])).toEqual(utf8.findings.map((f) => [f.code, f.row]));
  });

  test('headers of a Japanese office, in CP932', async () => {
    const data = await assessJson([sheet('hanoi-cp932.csv')]);
    expect(data.sites).toHaveLength(6);
    expect(data.sites[0]?.outputs.capex_jpy).toBe(215e6);
  });

  test('mixed line ends lose no row', async () => {
    expect((await assessJson([sheet('mixed-line-ends.csv')])).sites.map((s) => s.site_id)).toEqual([
      'M1',
      'M2',
      'M3',
      'M4',
      'M5',
      'M6',
    ]);
  });

  test('TSV', async () => {
    const { out } = await jcm(['assess', file('t.tsv', (HEADER + ROW).replaceAll(',', '\t')), '--csv']);
    expect(records(out)[0]).toMatchObject({ site_id: 'S1', technology: 'solar-pv' });
  });

  test('all rows bad: none out, exit code 1, each told', async () => {
    const { code, out, err } = await jcm([
      'assess',
      file('bad.csv', `${HEADER}S1,XX,solar-pv,5\nS2,TH,solar-pv,-5\n`),
      '--csv',
    ]);
    expect(code).toBe(1);
    expect(records(out)).toEqual([]);
    expect(err).toMatch(/Line 2, site "S1"[\s\S]*Line 3, site "S2"[\s\S]*2 of 2 rows were left out/);
  });

  test('warnings never change the exit code', async () => {
    const { code, out } = await jcm(['assess', file('warn.csv', HEADER + ROW), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).sites[0].warnings.length).toBeGreaterThan(0);
  });
});

describe('scenario', () => {
  test('its values hold where a cell is blank; a cell wins', async () => {
    const path = file(
      'sites.csv',
      `site_id,country,technology,capacity_kw,capex_jpy,discount_rate_pct\nA,VN,solar-pv,1000,1e8,\nB,VN,solar-pv,1000,1e8,6\nC,VN,solar-pv,1000,1e8,3\n`,
    );
    const scenario = file('s.yaml', 'electricity_price_jpy_per_kwh: 15\ndiscount_rate_pct: 6\n');
    const data = await assessJson([path, '-s', scenario]);
    const [a, b, c] = data.sites.map((s) => s.outputs.npv_jpy);
    expect(a).toEqual(expect.any(Number));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    expect((await assessJson([path])).sites[0]?.reasons.npv_jpy).toMatch(/^missing_input:/);
  });

  test('the sample', async () => {
    expect((await jcm(['assess', sheet('published-cases.csv'), '--scenario', sheet('scenario.yaml')])).code).toBe(0);
  });

  test('an empty one changes nothing', async () => {
    const empty = await jcm(['assess', sheet('three-sites.csv'), '--csv', '-s', file('empty.yaml', '')]);
    expect(empty).toEqual(await jcm(['assess', sheet('three-sites.csv'), '--csv']));
  });

  test('given twice, the last one counts', async () => {
    const [bad, good] = [file('bad.yaml', 'nonsense: 1'), file('good.yaml', 'discount_rate_pct: 4')];
    expect((await jcm(['assess', sheet('three-sites.csv'), '-s', bad, '-s', good])).code).toBe(0);
  });

  test.each([
    ['an unknown key', 'discont_rate_pct: 6', /no key "discont_rate_pct"\. Did you mean discount_rate_pct\?/],
    ['a bad number', 'discount_rate_pct: six', /olumn "discount_rate_pct": "six" is not a number/],
    ['a number out of range', 'capacity_kw: -3', /olumn "capacity_kw": -3 is outside 0\.001 to/],
    ['a bad word', 'owner_type: wizard', /cannot be used for owner_type/],
    ['a bad switch', 'spreads: maybe', /cannot be used for spreads/],
    ['a list where a number is meant', 'capex_jpy: [1, 2]', /cannot be used for capex_jpy/],
    ['bad YAML', 'a: [1\nb: "', /x\.yaml:2:1: /],
    ['a key twice', 'capex_jpy: 1\ncapex_jpy: 2', /x\.yaml:2:1: Map keys must be unique/],
    ['text', 'just some text', /cannot be used/],
  ])('%s', async (_what, yaml, message) => {
    const { code, out, err } = await jcm(['assess', sheet('three-sites.csv'), '-s', file('x.yaml', yaml)]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).toMatch(/x\.yaml(:\d+:\d+)?: /);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('a missing one', async () => {
    const { code, err } = await jcm(['assess', sheet('three-sites.csv'), '-s', 'none.yaml']);
    expect(code).toBe(2);
    expect(err).toContain('"none.yaml" was not found');
  });

  test('YAML that grows without end is refused', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`)}]`),
    ].join('\n');
    expect((await jcm(['assess', sheet('three-sites.csv'), '-s', file('bomb.yaml', bomb)])).code).toBe(2);
  });
});

test('names of a file with blanks and Japanese', async () => {
  mkdirSync(join(folder, '候補 地'));
  const path = file('候補 地/シート 1.csv', HEADER + ROW);
  expect((await jcm(['assess', path])).code).toBe(0);
});
