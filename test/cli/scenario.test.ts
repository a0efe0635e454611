/** Scenarios of a simulation: data files beside them, switches that do nothing elsewhere. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { assessJson, jcm, scratch, sheet } from '../support/command.ts';

const top = scratch();
const THREE = sheet('three-sites.csv');
const PRICES = 'region,cost [USD]\nnorth,600000\nsouth,700000\nwest,900000\n';
let folder: string;
let n = 0;
const put = (name: string, text: string): string => {
  const to = join(folder, name);
  mkdirSync(join(to, '..'), { recursive: true });
  writeFileSync(to, text);
  return to;
};
beforeEach(() => {
  folder = join(top, String(++n));
  mkdirSync(folder);
});

describe('empirical(file.csv, column)', () => {
  const scenario = 'overhaul_cost_jpy: empirical(data/prices.csv, cost [USD])\nfx: { USD: 150 }\noverhaul_year: 5\n';
  const simulate = (s: string, ...more: string[]) =>
    jcm(['simulate', THREE, '-s', s, '--draws', '64', ...more], { cwd: folder });

  test('the file lies beside the scenario; its bytes are kept with the run', async () => {
    const s = put('scenarios/s.yaml', scenario);
    const file = put('scenarios/data/prices.csv', PRICES);
    const run = join(folder, 'run');
    expect(await simulate(s, '-o', run)).toMatchObject({ code: 0 });
    expect(readFileSync(join(run, 'input/prices.csv'))).toEqual(readFileSync(file));
    const { input } = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
    expect(input.data).toEqual([{ file: 'prices.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    // Again into the same folder, with other numbers: its own copies are replaced.
    put('scenarios/data/prices.csv', PRICES.replace('600000', '650000'));
    expect((await simulate(s, '-o', run)).code).toBe(0);
    expect(readFileSync(join(run, 'input/prices.csv'), 'utf8')).toContain('650000');
  });

  test('is the source of the draws', async () => {
    const s = put('s.yaml', scenario);
    put('data/prices.csv', PRICES);
    const { out } = await simulate(s, '--json');
    const [site] = JSON.parse(out).sites;
    expect(site.uncertain).toContainEqual({ quantity: 'overhaul_cost', shared_by: 'site', from: 'scenario' });
  });

  test('results never take the place of a data file', async () => {
    const s = put('s.yaml', scenario);
    put('data/prices.csv', PRICES);
    const { code, err } = await simulate(s, '-o', 'data/prices.csv');
    expect(code).toBe(2);
    expect(err).toMatch(/"data\/prices\.csv" cannot be written: it is ".*", which is read/);
    expect(readFileSync(join(folder, 'data/prices.csv'), 'utf8')).toBe(PRICES);
  });

  test.each([
    ['no file', undefined, /"data\/prices\.csv" that overhaul_cost_jpy is drawn from does not exist/],
    ['no column', PRICES.replace('cost', 'costs'), /no column "cost \[USD\]".* Did you mean costs \[USD\]\?/],
    ['a word', `${PRICES}east,dear\n`, /"data\/prices\.csv", line 5: "dear" is not a number/],
    ['a workbook', 'PK\u0003\u0004', /prices\.csv: /],
  ])('%s: unreadable input, with the reason', async (_, text, message) => {
    const s = put('s.yaml', scenario);
    if (text !== undefined) put('data/prices.csv', text);
    const { code, out, err } = await simulate(s);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('in a cell it is refused, with where it belongs', async () => {
    const sites = put('sites.csv', 'site_id,country,technology,capacity_kw\nA,VN,solar-pv,"empirical(x.csv, kw)"\n');
    const { code, err } = await jcm(['assess', sites]);
    expect(code).toBe(1);
    expect(err).toMatch(/column "capacity_kw": "empirical\(x\.csv, kw\)": .*Write it into a scenario/);
  });
});

describe('switches', () => {
  const SWITCHES =
    'spreads: default\nsubsidy: redraw\ncorrelation: [[capex_jpy, opex_jpy_per_year, 0.5]]\nsweep: {}\nfx: { USD: 150 }\n';
  const said = (err: string) => err.split('\n').filter((line) => line.includes('have no effect in'));

  test('assess says once which of them do nothing', async () => {
    const s = put('s.yaml', SWITCHES);
    const { code, err } = await jcm(['assess', THREE, '-s', s]);
    expect(code).toBe(0);
    expect(said(err)).toEqual([
      'These keys of the scenario have no effect in assess: spreads, subsidy, correlation, sweep.',
    ]);
    const { findings } = await assessJson([THREE, '-s', s]);
    expect(findings.filter((f) => f.code === 'no_effect_in_command')).toHaveLength(1);
  });

  test('simulate uses all but the sweep', async () => {
    const s = put('s.yaml', SWITCHES);
    const { code, err } = await jcm(['simulate', THREE, '-s', s, '--draws', '16', '--lang', 'ja']);
    expect(code).toBe(0);
    expect(err).toContain('シナリオの次の項目は simulate では効果がありません：sweep');
  });

  test('correlations that contradict each other are refused before the run', async () => {
    const s = put('s.yaml', 'correlation: [[capex_jpy, opex_jpy_per_year, 1]]\n');
    const { code, out, err } = await jcm(['simulate', THREE, '-s', s, '--draws', '16']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('not positive definite');
  });
});
