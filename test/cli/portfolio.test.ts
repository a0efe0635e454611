/** `jcm portfolio` as a user runs it; small sheets whose best choice is worked out here. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ended, jcm, readRecords, records, scratch, sheet, start } from '../support/command.ts';

const folder = scratch();
const UNCERTAIN = sheet('uncertain-sites.csv');
const SPREAD = ['--spreads', 'default'];

interface Summary {
  mean: number;
  p10: number;
  p50: number;
  p90: number;
}
interface PortfolioJson {
  schema: string;
  selected: string[];
  objective: number | null;
  bound: number | null;
  gap: number | null;
  proven: boolean;
  method: string | null;
  reason: string | null;
  budgets: { budget: string; taken: string; value: number; used: number | null; at_middles: number | null }[];
  sites_with: Record<string, number>;
  totals: Record<string, Summary>;
  frontier: { limit: number; used: number; objective: number; bound: number; selected: string[] }[];
  ranking: {
    k: number;
    candidates: { rank: number; candidate: string; sites: string[]; mean: number; in_top: number }[];
    swaps: { before: string; after: string; chance: number }[];
  };
  abatement_curve: {
    site_id: string;
    selected: boolean;
    cost_jpy_per_tco2: number;
    tco2: number;
    cumulative_tco2: number;
  }[];
  excluded: { site_id: string; reasons: string[] }[];
  findings: { code: string; site_id?: string }[];
}

async function chosen(...args: string[]): Promise<PortfolioJson> {
  const { out, err } = await jcm(['portfolio', ...args, '--json', '--log-level', 'error']);
  if (!out) throw new Error(err);
  return JSON.parse(out) as PortfolioJson;
}

/** Solar plants without spread: so many MWh a year at one tonne each, for 15 years; half of the cost is asked for. */
const HEAD =
  'site_id,project_id,proposal_id,country,technology,owner_type,existing_subsidy,capacity_kw,annual_electricity_mwh,degradation_pct_per_year,reference_factor_tco2_per_mwh,capex_jpy,legal_durable_years,similar_projects,electricity_price_jpy_per_kwh,discount_rate_pct';
const site = (
  id: string,
  mwh: number | string,
  capex: number | string,
  more: { group?: string; country?: string; owner?: string } = {},
) =>
  `${id},${more.group ?? ','},${more.country ?? 'VN'},solar-pv,${more.owner ?? 'private'},none,1000,${mwh},0,1,${capex},17,0,10,5`;

function written(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${[HEAD, ...lines].join('\n')}\n`);
  return file;
}

describe('the best choice', () => {
  // Value 15 × MWh, weight capex / 2: the greedy choice A (best rate) leaves no room for B + C.
  const file = written('knapsack.csv', [
    site('A', 700, 60e6),
    site('B', 500, 50e6),
    site('C', 500, 50e6),
    site('D', 200, 45e6, { country: 'TH' }),
  ]);

  test('fits the budget, is proven, and says what it takes', async () => {
    const r = await chosen(file, '--budget', 'capex_jpy <= 1e8');
    expect(r.selected).toEqual(['B', 'C']);
    expect(r.objective).toBeCloseTo(15 * 1000, 6);
    expect([r.bound, r.proven, r.method]).toEqual([r.objective, true, 'linear']);
    expect(r.budgets).toEqual([
      { budget: 'capex_jpy <= 1e8', taken: 'mean', op: '<=', value: 1e8, used: 1e8, at_middles: 1e8 },
    ]);
    expect(r.totals.reduction_tco2_horizon?.p50).toBeCloseTo(15_000, 6);
  });

  test('several budgets, counts by country, and at least so much', async () => {
    const budgets = (...list: string[]) => list.flatMap((b) => ['--budget', b]);
    const all = await chosen(file, ...budgets('capex_jpy <= 1e9', 'count[country=VN] <= 1'));
    expect(all.selected).toEqual(['A', 'D']);
    const thai = await chosen(file, ...budgets('capex_jpy <= 1.06e8', 'count[country=Thailand] >= 1'));
    expect(thai.selected).toEqual(['A', 'D']);
    const none = await chosen(file, ...budgets('count >= 5'));
    expect(none).toMatchObject({ selected: [], objective: null, bound: null, reason: 'infeasible', totals: {} });
  });

  test('without a budget all are chosen; there is no frontier', async () => {
    const r = await chosen(file);
    expect(r.selected).toEqual(['A', 'B', 'C', 'D']);
    expect(r.frontier).toEqual([]);
  });

  test('the frontier rises with the budget, from what fits a tenth to the choice itself', async () => {
    const r = await chosen(file, '--budget', 'capex_jpy <= 2.05e8');
    expect(r.frontier.map((p) => p.limit)).toEqual(Array.from({ length: 10 }, (_, i) => 0.205e8 * (i + 1)));
    const objectives = r.frontier.map((p) => p.objective);
    expect(objectives).toEqual([...objectives].sort((a, b) => a - b));
    // 6.15e7 buys A, 1.025e8 B and C, 1.23e8 A and B, 2.05e8 all.
    expect(objectives.map((o) => Math.round(o / 15))).toEqual([0, 0, 700, 700, 1000, 1200, 1200, 1700, 1700, 1900]);
    for (const p of r.frontier) expect(p.used).toBeLessThanOrEqual(p.limit * (1 + 1e-12));
  });

  test('the abatement curve goes from cheap to dear and adds up', async () => {
    const r = await chosen(file, '--budget', 'capex_jpy <= 1e8');
    const costs = r.abatement_curve.map((s) => s.cost_jpy_per_tco2);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(r.abatement_curve.map((s) => s.site_id)).toEqual(['A', 'B', 'C', 'D']);
    expect(r.abatement_curve.at(-1)?.cumulative_tco2).toBeCloseTo(15 * 1900, 6);
    expect(r.abatement_curve.map((s) => s.selected)).toEqual([false, true, true, false]);
  });
});

describe('who may be chosen', () => {
  const file = written('eligible.csv', [
    site('OK', 500, 50e6),
    site('GOV', 900, 10e6, { owner: 'government' }),
    site('NOCAPEX', 900, ''),
    site('BAD', 900, 10e6, { country: 'XX' }),
    site('P1', 300, 30e6, { group: 'P,' }),
    site('P2', 300, '', { group: 'P,' }),
    site('Q1', 300, 30e6, { group: ',Q' }),
    site('Q2', 100, 30e6, { group: ',Q' }),
    site('R1', 300, 30e6, { group: 'R,' }),
    site('R2', 900, 30e6, { group: 'R,', owner: 'government' }),
  ]);

  test('never who is not eligible, nor who lacks a figure; groups as a whole', async () => {
    const r = await chosen(file, '--budget', 'capex_jpy <= 1e12');
    expect(r.selected).toEqual(['OK', 'Q1', 'Q2', 'R1']);
    const why = Object.fromEntries(r.excluded.map((e) => [e.site_id, e.reasons]));
    expect(why).toEqual({
      GOV: ['owner_is_government'],
      NOCAPEX: ['missing_input:capex_jpy'],
      P1: ['chosen_together'],
      P2: ['missing_input:capex_jpy'],
      R2: ['owner_is_government'],
    });
    expect(r.findings).toContainEqual(expect.objectContaining({ code: 'unknown_country', site_id: 'BAD' }));
  });

  test('a proposal is chosen whole or not at all', async () => {
    // Q1 alone would be better than OK, but it brings Q2 with it.
    const r = await chosen(file, '--budget', 'capex_jpy <= 5e7');
    expect(r.selected).toEqual(['OK']);
    const both = await chosen(file, '--budget', 'capex_jpy <= 6e7', '--budget', 'count[country=VN] <= 2');
    expect(both.selected).toEqual(['OK']);
  });

  test('a dropped row: exit code 1', async () => {
    expect((await jcm(['portfolio', file, '--log-level', 'silent'])).code).toBe(1);
  });
});

describe('totals', () => {
  test('are those that simulate gives for the chosen rows alone, draw by draw', async () => {
    const r = await chosen(UNCERTAIN, ...SPREAD, '--budget', 'subsidy_jpy <= 2e8');
    const lines = readFileSync(UNCERTAIN, 'utf8').trim().split('\n');
    const rows = lines.filter((l, i) => i === 0 || r.selected.includes(l.split(',')[0] as string));
    const file = join(folder, 'selected.csv');
    writeFileSync(file, `${rows.join('\n')}\n`);
    const { out } = await jcm(['simulate', file, ...SPREAD, '--json', '--log-level', 'silent']);
    const { total } = JSON.parse(out) as { total: { outputs: Record<string, Summary | null> } };
    for (const name of ['reduction_tco2_horizon', 'subsidy_jpy', 'subsidy_jpy_per_tco2', 'npv_jpy'])
      expect(r.totals[name]).toEqual(total.outputs[name]);
    expect(r.budgets[0]?.used).toBeCloseTo(total.outputs.subsidy_jpy?.mean as number, 0);
  });

  test('a quantile is that of the total, not the sum of the sites', async () => {
    const p = 'p50 of reduction_tco2_horizon';
    const r = await chosen(UNCERTAIN, ...SPREAD, '--maximise', p, '--budget', 'p90 of subsidy_jpy <= 2e8');
    expect(r.method).toBe('complete');
    expect(r.objective).toBeCloseTo(r.totals.reduction_tco2_horizon?.p50 as number, 3);
    expect(r.budgets[0]?.used).toBeCloseTo(r.totals.subsidy_jpy?.p90 as number, 0);
    expect(r.totals.subsidy_jpy?.p90).toBeLessThanOrEqual(2e8);
  });

  test('points: the proposal by its own, the others as if proposed alone', async () => {
    const r = await chosen(UNCERTAIN, ...SPREAD, '--maximise', 'points', '--budget', 'count <= 4');
    const { out } = await jcm(['promise', UNCERTAIN, ...SPREAD, '--json', '--log-level', 'silent']);
    const { sites, proposals } = JSON.parse(out) as Record<
      'sites' | 'proposals',
      { site_id?: string; proposal_id?: string; expected_points: number | null }[]
    >;
    const of = (id: string) => sites.find((s) => s.site_id === id)?.expected_points ?? 0;
    // Q1 has three rows, so one more site fits: the best of the others; or four others without it.
    const alone = ['U01', 'U02', 'U06', 'U07', 'U08'].map(of).sort((a, b) => b - a);
    const with1 = (proposals[0]?.expected_points as number) + (alone[0] as number);
    const without = alone.slice(0, 4).reduce((a, b) => a + b, 0);
    expect(r.objective).toBeCloseTo(Math.max(with1, without), 9);
    expect(r.totals.points?.mean).toBeCloseTo(r.objective as number, 9);
  });
});

describe('points of groups', () => {
  const rows = [
    site('A', '900 ± 10%', '60000000 ± 10%', { group: ',Q' }),
    site('GOV', '2000 ± 10%', 20e6, { group: ',Q', owner: 'government' }),
    site('R1', 700, 6e7, { group: ',R' }),
    site('R2', 700, 6e7, { group: ',R', country: 'XX' }),
    site('T1', 700, 6e7, { group: ',T' }),
    site('T2', 700, '', { group: ',T' }),
    site('C', '700 ± 10%', 55e6),
  ];
  const file = written('points.csv', rows);
  const expected = async (lines: readonly string[], kind: 'sites' | 'proposals') => {
    const { out } = await jcm(['promise', written('points-of.csv', lines), '--json', '--log-level', 'silent']);
    const json = JSON.parse(out) as Record<typeof kind, { expected_points: number | null }[]>;
    return json[kind][0]?.expected_points as number;
  };

  test('a site that is not eligible earns none for its proposal', async () => {
    const r = await chosen(file, '--maximise', 'points', '--budget', 'count[country=VN] <= 1');
    expect(r.selected).toEqual(['A']);
    expect(r.objective).toBeCloseTo(await expected([rows[0] as string], 'proposals'), 9);
  });

  test('all chosen as one proposal, beside each by itself', async () => {
    const r = await chosen(file, '--maximise', 'points');
    expect(r.selected).toEqual(['A', 'C']);
    const one = [rows[0] as string, site('C', '700 ± 10%', 55e6, { group: ',Q' })];
    expect(r.totals.points_together?.mean).toBeCloseTo(await expected(one, 'proposals'), 9);
    expect(r.totals.points?.mean).toBeCloseTo(
      (await expected([rows[0] as string], 'proposals')) + (await expected([rows[6] as string], 'sites')),
      9,
    );
  });

  test('each says what it lacks itself, or that another of its group does', async () => {
    const r = await chosen(file, '--maximise', 'points');
    expect(Object.fromEntries(r.excluded.map((e) => [e.site_id, e.reasons]))).toEqual({
      GOV: ['owner_is_government'],
      R1: ['row_dropped'],
      T1: ['chosen_together'],
      T2: ['missing_input:capex_jpy'],
    });
  });
});

describe('ranking', () => {
  test('chances to be among the first k add up to k; pairs change places as often as counted', async () => {
    const r = await chosen(UNCERTAIN, ...SPREAD, '--top', '2');
    expect(r.ranking.k).toBe(2);
    expect(r.ranking.candidates.reduce((a, c) => a + c.in_top, 0)).toBeCloseTo(2, 12);
    const args = ['--outputs', 'reduction_tco2_horizon', '--keep-draws', 'U01,U02', '--json', '--log-level', 'silent'];
    const { out } = await jcm(['simulate', UNCERTAIN, ...SPREAD, ...args]);
    const { sites } = JSON.parse(out) as { sites: { draws?: Record<string, number[]> }[] };
    const kept = sites.flatMap((s) => (s.draws ? [s.draws.reduction_tco2_horizon as number[]] : []));
    const [a, b] = kept as [number[], number[]];
    const swap = r.ranking.swaps.find((s) => s.before === 'U01' && s.after === 'U02');
    expect(swap?.chance).toBe(a.filter((v, k) => (b[k] as number) > v).length / 1024);
  });
});

describe('a budget of the mean, and the figure at the middles', () => {
  // The grant is half of the middle cost, 30 + 27.5 million; it pays no more than half of what was spent, so its mean is lower.
  const file = written('granted.csv', [site('A', 900, '60000000 ± 10%'), site('C', 700, '55000000 ± 10%')]);

  test('both are told, and when the middles pass what the mean meets', async () => {
    const { out, err } = await jcm(['portfolio', file, '--budget', 'subsidy_jpy <= 57e6', '--json']);
    const [budget] = (JSON.parse(out) as PortfolioJson).budgets;
    expect(budget?.used).toBeLessThan(57e6);
    expect(budget).toMatchObject({ taken: 'mean', at_middles: 57.5e6 });
    expect(err).toContain('is met by the mean over the draws');
    const enough = await jcm(['portfolio', file, '--budget', 'subsidy_jpy <= 58e6', '--budget', 'p90 of npv_jpy >= 0']);
    expect(enough.err).not.toContain('is met by the mean');
    expect(enough.out).toMatch(/subsidy_jpy <= 58e6 *│ mean .*≤ 58\.0 M JPY .*57\.5 M JPY/u);
    expect(enough.out).toMatch(/p90 of npv_jpy >= 0 *│ P90 /u);
    expect((await jcm(['portfolio', '--help'])).out.replaceAll(/\s+/g, ' ')).toContain('the mean of the total unless');
  });
});

describe('groups and counts in the output', () => {
  const file = written('groups.csv', [
    site('A', 500, 50e6, { group: ',Q' }),
    site('B', 500, 50e6, { group: ',Q' }),
    site('C', 500, ''),
    site('P1', 300, 30e6, { group: 'P,' }),
    site('P2', 300, 30e6, { group: 'P,' }),
  ]);

  test('proposals and projects are named, and budgets may speak of them', async () => {
    const { out } = await jcm(['portfolio', file]);
    expect(out).toContain('Q (A +1)');
    expect(out).toContain('P (P1 +1)');
    expect(out).toContain('chosen together or not at all');
    const r = await chosen(file, '--budget', 'count[proposal_id=Q] <= 1');
    expect(r.selected).toEqual(['C', 'P1', 'P2']);
    const q = r.ranking.candidates.find((c) => c.candidate === 'Q (A +1)');
    expect(q).toMatchObject({ sites: ['A', 'B'], proposals: ['Q'], projects: [] });
    const { out: csv } = await jcm(['portfolio', file, '--csv', '--log-level', 'silent']);
    const ids = records(csv).map((l) => [l.site_id, l.project_id, l.proposal_id]);
    expect(ids).toEqual([
      ['A', '', 'Q'],
      ['B', '', 'Q'],
      ['C', '', ''],
      ['P1', 'P', ''],
      ['P2', 'P', ''],
    ]);
  });

  test('totals say of how many of the sites they are', async () => {
    const { out } = await jcm(['portfolio', file]);
    expect(out).toMatch(/Subsidy \[4\]/);
    expect(out).toMatch(/Reduction over the horizon +│/);
    expect(out).toContain('[n]: of the n sites');
    expect((await chosen(file)).sites_with).toMatchObject({ reduction_tco2_horizon: 5, subsidy_jpy: 4 });
    const csv = join(folder, 'counts.csv');
    await jcm(['portfolio', file, '-o', csv, '--log-level', 'silent']);
    const totals = readRecords(join(folder, 'counts.totals.csv'));
    expect(totals.map((t) => [t.output, t.sites_with])).toContainEqual(['subsidy_jpy', '4']);
  });

  test('a frontier of a count goes by whole sites', async () => {
    const r = await chosen(file, '--budget', 'count <= 3');
    expect(r.frontier.map((p) => p.limit)).toEqual([1, 2, 3]);
    expect((await chosen(file, '--budget', 'count <= 0')).frontier).toEqual([]);
  });

  test('no candidate is not a proof of the best; no choice shows no top', async () => {
    const none = written('nobody.csv', [site('GOV', 900, 10e6, { owner: 'government' })]);
    const { out } = await jcm(['portfolio', none, '--budget', 'count <= 2']);
    expect(out).toContain('No site can be chosen');
    expect(out).not.toContain('Proven');
    expect(out).not.toContain('Efficient frontier');
    const { out: infeasible } = await jcm(['portfolio', file, '--budget', 'count >= 30']);
    expect(infeasible).toContain('No choice meets all budgets.');
    expect(infeasible).not.toContain('Among the first 0');
    expect((await jcm(['portfolio', file, '--budget', 'count >= 30', '--json'])).err).toContain('No choice meets all');
  });

  test('no spread at all is said', async () => {
    expect((await jcm(['portfolio', file])).err).toContain('No cell, scenario or default gives a spread');
  });

  test('intervals are read with negative ends', async () => {
    const { out } = await jcm(['portfolio', UNCERTAIN, ...SPREAD, '--budget', 'count <= 3']);
    expect(out).toMatch(/-[\d,]+ \(-[\d,]+ to -?[\d,]+\)/);
  });

  test('only pairs across the end of the top are shown', async () => {
    const { out } = await jcm(['portfolio', UNCERTAIN, ...SPREAD, '--top', '1']);
    const r = await chosen(UNCERTAIN, ...SPREAD, '--top', '1');
    const first = r.ranking.candidates.slice(0, 1).map((c) => c.candidate);
    const pairs = [...out.matchAll(/– (.+) before (.+) in ([\d.]+) % of the draws/g)];
    expect(pairs.length).toBeGreaterThan(0);
    for (const [, after, before, chance] of pairs) {
      expect(first).toContain(before);
      expect(first).not.toContain(after);
      expect(Number(chance)).toBeGreaterThanOrEqual(1);
    }
  });

  test('in Japanese what is maximised has a Japanese name', async () => {
    const { out } = await jcm(['portfolio', UNCERTAIN, ...SPREAD, '--budget', 'count <= 3', '--lang', 'ja']);
    expect(out).toContain('期間排出削減量の平均');
    expect(out).not.toContain('mean of');
    const points = await jcm(['portfolio', UNCERTAIN, ...SPREAD, '--maximise', 'points', '--lang', 'ja']);
    expect(points.out).toContain('点数の平均');
    expect(points.out).not.toMatch(/\bpoints\b/);
  });
});

describe('a choice that takes long', () => {
  // Yield and price with spreads of their own; no two sites alike.
  const many = written(
    'many.csv',
    Array.from({ length: 300 }, (_, i) =>
      site(`S${i}`, `${500 + ((i * 7919) % 997)} ± 20%`, 40e6 + ((i * 104729) % 89) * 1e6),
    ),
  );
  const hard = [
    many,
    '--draws',
    '256',
    '--maximise',
    'p50 of reduction_tco2_horizon',
    '--budget',
    'p90 of npv_jpy <= 1e9',
    '--budget',
    'subsidy_jpy <= 1e9',
  ];

  test('ends at once at Ctrl-C', { timeout: 60_000 }, async () => {
    const child = start(['portfolio', ...hard, '--seconds', '300']);
    const closed = ended(child);
    await new Promise<void>((done) =>
      child.stderr?.on('data', (b: Buffer) => String(b).includes('Choosing') && done()),
    );
    await new Promise((done) => setTimeout(done, 500));
    const from = performance.now();
    child.kill('SIGINT');
    expect((await closed).code).toBe(130);
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe('bad usage', () => {
  test.each([
    [['--budget', 'subsidy_jpy'], 'is no budget'],
    [['--budget', 'subsidy_jpy < 3'], 'is no budget'],
    [['--budget', 'subsidi_jpy <= 3'], 'Did you mean subsidy_jpy?'],
    [['--budget', 'irr <= 3'], '"irr" does not add up over sites'],
    [['--budget', 'score_cost_points >= 3'], 'does not add up'],
    [['--budget', 'count[land=TH] <= 3'], 'Write one of: country, technology'],
    [['--budget', 'count[country=Tailand] <= 3'], 'Did you mean TH?'],
    [['--maximise', 'p101 of npv_jpy'], 'Write p0 to p100'],
    [['--maximise', 'everything <= 3'], 'cannot be maximised'],
    [['--top', '0'], 'A top of 0 is not possible'],
    [['--seconds', '0'], '0 seconds are not possible'],
  ])('%j', async (args, text) => {
    const { code, err } = await jcm(['portfolio', UNCERTAIN, ...args]);
    expect(code).toBe(2);
    expect(err).toContain(text);
  });

  test('a budget that speaks of no site is said', async () => {
    const { err, code } = await jcm(['portfolio', UNCERTAIN, '--budget', 'count[country=MN] <= 3']);
    expect(code).toBe(0);
    expect(err).toContain('No site matches "count[country=MN] <= 3"');
  });
});

describe('forms', () => {
  const BUDGETS = ['--budget', 'subsidy_jpy <= 2e8', '--budget', 'count[technology=太陽光発電] <= 2'];

  test('a table, in both languages', async () => {
    const en = await jcm(['portfolio', UNCERTAIN, ...SPREAD, ...BUDGETS]);
    expect(en.code).toBe(0);
    for (const text of [
      'Proven: no other choice is better (bound ',
      'Efficient frontier',
      'Marginal abatement cost curve',
    ])
      expect(en.out).toContain(text);
    const ja = await jcm(['portfolio', UNCERTAIN, ...SPREAD, ...BUDGETS, '--lang', 'ja']);
    for (const text of ['証明済み', '効率的フロンティア', '限界削減費用曲線']) expect(ja.out).toContain(text);
    for (const { out } of [en, ja]) expect(out).not.toMatch(/undefined|NaN|\{\{/);
  });

  test('CSV, and beside it the totals and the frontier', async () => {
    const file = join(folder, 'portfolio.csv');
    expect((await jcm(['portfolio', UNCERTAIN, ...SPREAD, ...BUDGETS, '-o', file, '--log-level', 'silent'])).code).toBe(
      0,
    );
    const lines = readRecords(file);
    expect(lines.map((l) => l.site_id)).toEqual(['U01', 'U02', 'U03', 'U04', 'U05', 'U06', 'U07', 'U08']);
    const r = await chosen(UNCERTAIN, ...SPREAD, ...BUDGETS);
    expect(lines.filter((l) => l.selected === 'yes').map((l) => l.site_id)).toEqual(r.selected);
    const totals = readRecords(join(folder, 'portfolio.totals.csv'));
    expect(Number(totals.find((t) => t.output === 'subsidy_jpy')?.mean)).toBeCloseTo(
      r.totals.subsidy_jpy?.mean as number,
      5,
    );
    const frontier = readRecords(join(folder, 'portfolio.frontier.csv'));
    expect(frontier.map((f) => Number(f.objective))).toEqual(r.frontier.map((f) => expect.closeTo(f.objective, 5)));
    const { out } = await jcm(['portfolio', UNCERTAIN, ...SPREAD, ...BUDGETS, '--csv', '--log-level', 'silent']);
    expect(records(out)).toEqual(lines);
  });

  test('the same for one worker and two, and again', async () => {
    const runs = await Promise.all(
      ['1', '2'].map((w) => jcm(['portfolio', UNCERTAIN, ...SPREAD, ...BUDGETS, '--json', '--workers', w])),
    );
    expect(runs[0]?.out).toBe(runs[1]?.out);
  });

  test('a run directory with its record', async () => {
    const dir = join(folder, 'run');
    expect((await jcm(['portfolio', UNCERTAIN, ...BUDGETS, '-o', dir, '--log-level', 'silent'])).code).toBe(0);
    const record = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8')) as { command: string };
    expect(record.command).toBe('portfolio');
    expect(readRecords(join(dir, 'frontier.csv'))).toHaveLength(10);
  });

  test('help names its options', async () => {
    const { out } = await jcm(['portfolio', '--help']);
    for (const option of ['--budget', '--maximise', '--top', '--seconds', '--workers']) expect(out).toContain(option);
  });
});
