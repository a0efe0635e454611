/** `jcm promise` as a user runs it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jcm, readRecords, records, scratch, sheet } from '../support/command.ts';

const folder = scratch();
const UNCERTAIN = sheet('uncertain-sites.csv');
const SPREAD = ['--spreads', 'default'];

interface Band {
  points: number;
  above: number | null;
  up_to: number | null;
  probability: number;
}
interface UnitJson {
  site_id?: string;
  proposal_id?: string;
  planned: { reduction_tco2_average: number | null; points: number | null; reason: string | null };
  scores: Record<string, { planned: number; expected: number; bands: Band[]; undefined_share: number }>;
  promise: Record<'every_year' | 'in_total', { tco2_per_year: number; points: number; cost_in_points: number } | null>;
  shortfall: { promised_tco2_per_year: number; any_year: number } | null;
  years: { year: number; p50: number; reached: number; short: number; short_cumulative: number }[];
  distances: { score: string; lever: string; change_pct: number | null; reason: string | null }[];
  bases: { basis: string; factor_given: string[]; planned: number | null; reason: string | null }[];
}
interface PromiseJson {
  schema: string;
  confidence: number;
  sites: UnitJson[];
  proposals: UnitJson[];
  findings: { code: string; site_id?: string }[];
}

async function promised(...args: string[]): Promise<PromiseJson> {
  const { out } = await jcm(['promise', ...args, '--json', '--log-level', 'silent']);
  return JSON.parse(out) as PromiseJson;
}

const sum = (bands: readonly Band[]) => bands.reduce((a, b) => a + b.probability, 0);

describe('bands', () => {
  test('agree with counting the draws that simulate keeps', async () => {
    const wanted = 'score_cost_points,score_reduction_points';
    const args = ['simulate', UNCERTAIN, ...SPREAD, '--outputs', wanted, '--keep-draws', 'U01,U02,U08', '--json'];
    const kept = JSON.parse((await jcm([...args, '--log-level', 'silent'])).out) as {
      sites: { site_id: string; draws?: Record<string, (number | null)[]> }[];
    };
    const { sites } = await promised(UNCERTAIN, ...SPREAD);
    for (const id of ['U01', 'U02', 'U08']) {
      const site = sites.find((s) => s.site_id === id) as UnitJson;
      const draws = kept.sites.find((s) => s.site_id === id)?.draws ?? {};
      for (const [score, list] of Object.entries(draws)) {
        const { bands, undefined_share } = site.scores[score] as UnitJson['scores'][string];
        for (const b of bands) expect(b.probability).toBe(list.filter((p) => p === b.points).length / 1024);
        expect(sum(bands) + undefined_share).toBeCloseTo(1, 12);
      }
      expect(Object.keys(draws)).toHaveLength(2);
    }
  });

  test('of a proposal agree with the chances that simulate gives', async () => {
    const args = ['--probability', 'score_cost_points >= 5', '--probability', 'score_reduction_points >= 1'];
    const { out } = await jcm(['simulate', UNCERTAIN, ...SPREAD, ...args, '--json', '--log-level', 'silent']);
    const { proposals } = JSON.parse(out) as { proposals: { probabilities: Record<string, number> }[] };
    const [q] = (await promised(UNCERTAIN, ...SPREAD)).proposals as [UnitJson];
    const chance = (score: string, least: number) => sum(q.scores[score]?.bands.filter((b) => b.points >= least) ?? []);
    expect(chance('score_cost_points', 5)).toBe(proposals[0]?.probabilities['score_cost_points >= 5']);
    expect(chance('score_reduction_points', 1)).toBe(proposals[0]?.probabilities['score_reduction_points >= 1']);
  });

  test('a row of a proposal has a promise but no points of its own', async () => {
    const { sites, proposals } = await promised(UNCERTAIN, ...SPREAD);
    const row = sites.find((s) => s.site_id === 'U03') as UnitJson;
    expect(row.scores).toEqual({});
    expect(row.promise.every_year?.tco2_per_year).toBeGreaterThan(0);
    expect(row.promise.every_year?.points).toBeNull();
    expect(proposals.map((p) => p.proposal_id)).toEqual(['Q1']);
    expect(proposals[0]?.scores.score_cost_points?.expected).toBeGreaterThan(0);
  });
});

describe('promised figures', () => {
  test('--promise for all, and of one site', async () => {
    const { sites, proposals } = await promised(UNCERTAIN, ...SPREAD, '--promise', '300', '--promise', 'U02=100');
    const of = (id: string) => sites.find((s) => s.site_id === id)?.shortfall?.promised_tco2_per_year;
    expect([of('U01'), of('U02'), proposals[0]?.shortfall?.promised_tco2_per_year]).toEqual([300, 100, 300]);
    // A row of a proposal is not asked for what the proposal promises.
    expect(of('U04')).not.toBe(300);
  });

  test('--site: one site with its proposal, or one proposal; the figures are those of the whole run', async () => {
    const whole = await promised(UNCERTAIN, ...SPREAD);
    const [u02, u04, q1] = await Promise.all(
      ['U02', 'U04', 'Q1'].map((site) => promised(UNCERTAIN, ...SPREAD, '--site', site)),
    );
    const site = (id: string) => whole.sites.filter((s) => s.site_id === id);
    expect(u02).toMatchObject({ sites: site('U02'), proposals: [] });
    expect(u04).toMatchObject({ sites: site('U04'), proposals: whole.proposals });
    expect(q1).toMatchObject({ sites: [], proposals: whole.proposals });
  });

  test('more is missed more often, year by year and in the sum', async () => {
    const chances = await Promise.all(
      ['400', '450', '520'].map(
        async (t) => (await promised(UNCERTAIN, ...SPREAD, '--promise', t)).sites[0] as UnitJson,
      ),
    );
    for (const t of [0, 14]) {
      const year = chances.map((c) => c.years[t]?.short as number);
      expect(year).toEqual([...year].sort((a, b) => a - b));
      expect(year[2]).toBeGreaterThan(year[0] as number);
    }
  });

  test('--confidence: the surer, the less', async () => {
    const figures = await Promise.all(
      ['p50', '0.9', 'p99'].map(async (c) => {
        const { sites, confidence } = await promised(UNCERTAIN, ...SPREAD, '--confidence', c);
        expect(confidence).toBe(c.startsWith('p') ? Number(c.slice(1)) / 100 : Number(c));
        return sites[0]?.promise.every_year?.tco2_per_year as number;
      }),
    );
    expect(figures).toEqual([...figures].sort((a, b) => b - a));
  });

  test.each([
    [['--confidence', '1'], 'A confidence of 1 is not possible'],
    [['--confidence', '90'], 'Write a share between 0 and 1'],
    [['--confidence', 'p100'], 'e.g. 0.9 or p90'],
    [['--promise', 'U99=3'], 'The sheet has no site or proposal "U99".'],
    [['--site', 'NOPE'], 'The sheet has no site or proposal "NOPE".'],
    [['--promise', 'lots'], '"lots" is no promise'],
    [['--promise', 'U01='], '"U01=" is no promise'],
    [['--draws', '100'], '100 draws are not possible'],
  ])('%j is refused', async (args, text) => {
    const { code, err } = await jcm(['promise', UNCERTAIN, ...args]);
    expect(code).toBe(2);
    expect(err).toContain(text);
  });
});

describe('bad rows', () => {
  const file = join(folder, 'bad.csv');
  const head =
    'site_id,proposal_id,country,technology,capacity_kw,specific_yield_kwh_per_kw,capex_jpy,legal_durable_years';
  const rows = [
    'A,,TH,solar-pv,1000,1400,1e8,17',
    'B,Q,XX,solar-pv,1000,1400,1e8,17',
    'C,Q,TH,solar-pv,1000,1400,1e8,17',
  ];
  writeFileSync(file, `${[head, ...rows, 'D,,TH,solar-pv,1000,1400,,17'].join('\n')}\n`);

  test('are findings; the rest goes on; their proposal has none', async () => {
    const { sites, proposals, findings } = await promised(file);
    expect(sites.map((s) => s.site_id)).toEqual(['A', 'C', 'D']);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'unknown_country', site_id: 'B' }));
    expect(proposals[0]).toMatchObject({ proposal_id: 'Q', planned: { reason: 'row_dropped' }, scores: {} });
    // Without capex there is no cost score, but tonnes all the same.
    const d = sites[2] as UnitJson;
    expect(d.scores.score_cost_points).toMatchObject({ planned: null, expected: null, undefined_share: 1 });
    expect(d.promise.every_year?.tco2_per_year).toBeGreaterThan(0);
    expect((await jcm(['promise', file, '--log-level', 'silent'])).code).toBe(1);
  });

  test('a promise of a row that was dropped is said to be of no use', async () => {
    const { code, err } = await jcm(['promise', file, '--promise', 'B=100']);
    expect(code).toBe(1);
    expect(err).toContain('The row of "B" was dropped, so nothing is said of its promise.');
  });
});

describe('forms', () => {
  test('a table, in both languages', async () => {
    const en = await jcm(['promise', UNCERTAIN, ...SPREAD]);
    expect(en.code).toBe(0);
    expect(en.out).toContain('Chance of each number of points');
    expect(en.out).toMatch(/−\d+\.\d % Capex: 1 more for "Points for cost-effectiveness" \(148,684,185 JPY → /);
    expect(en.out).not.toMatch(/undefined|NaN|\{\{/);
    const ja = await jcm(['promise', UNCERTAIN, ...SPREAD, '--lang', 'ja']);
    expect(ja.out).toContain('点数ごとの確率');
    expect(ja.out).toContain('次の点数まで');
    expect(ja.out).not.toMatch(/undefined|NaN|\{\{/);
  });

  test('CSV: a line a site and proposal, and the years beside it', async () => {
    const file = join(folder, 'promise.csv');
    expect((await jcm(['promise', UNCERTAIN, ...SPREAD, '-o', file, '--log-level', 'silent'])).code).toBe(0);
    const lines = readRecords(file);
    expect(lines.map((l) => l.id)).toEqual(['U01', 'U02', 'U03', 'U04', 'U05', 'U06', 'U07', 'U08', 'Q1']);
    expect(lines.at(-1)).toMatchObject({ level: 'proposal', sites: '3' });
    expect(Number(lines[0]?.['P(score_cost_points = 0)']) + Number(lines[0]?.['P(score_cost_points = 1)'])).toBe(1);
    const years = readRecords(join(folder, 'promise.years.csv'));
    expect(years.filter((y) => y.id === 'U01').map((y) => y.year)).toEqual(
      Array.from({ length: 15 }, (_, t) => String(t + 1)),
    );
  });

  test('a factor that the sheet gives is marked as such', async () => {
    const { sites } = await promised(UNCERTAIN, ...SPREAD, '--site', 'U06');
    expect(sites[0]?.bases.map((b) => b.factor_given)).toEqual([['U06'], [], [], []]);
    const en = await jcm(['promise', UNCERTAIN, ...SPREAD, '--site', 'U06']);
    expect(en.out).toContain('* With a factor that the sheet or the scenario gives');
    const ja = await jcm(['promise', UNCERTAIN, ...SPREAD, '--site', 'U06', '--lang', 'ja']);
    expect(ja.out).toContain('シートまたはシナリオで与えられた係数');
    expect((await jcm(['promise', UNCERTAIN, ...SPREAD, '--site', 'U01'])).out).not.toContain('* With a factor');
  });

  test('that nothing is uncertain is said', async () => {
    const { err } = await jcm(['promise', sheet('three-sites.csv'), '--draws', '64']);
    expect(err).toContain('No cell, scenario or default gives a spread');
  });

  test('CSV to standard output has the same lines', async () => {
    const { out } = await jcm(['promise', UNCERTAIN, ...SPREAD, '--csv', '--log-level', 'silent']);
    expect(out).toBe(readFileSync(join(folder, 'promise.csv'), 'utf8'));
    expect(records(out)).toHaveLength(9);
  });

  test('a run directory with its record', async () => {
    const dir = join(folder, 'run');
    expect((await jcm(['promise', UNCERTAIN, ...SPREAD, '-o', dir, '--log-level', 'silent'])).code).toBe(0);
    const record = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8')) as { command: string; results: string };
    expect(record).toMatchObject({ command: 'promise', results: 'jcm.promise/1' });
    expect(readRecords(join(dir, 'years.csv')).length).toBe(9 * 15);
  });

  test('help names its options', async () => {
    const { out } = await jcm(['promise', '--help']);
    for (const option of ['--confidence', '--promise', '--site', '--draws', '--spreads']) expect(out).toContain(option);
  });
});
