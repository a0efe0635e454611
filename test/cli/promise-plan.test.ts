/** What `jcm promise` says of plans: rows that end at different years, plans without reductions, sites that may not be proposed. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jcm, readRecords, records, scratch } from '../support/command.ts';

const folder = scratch();

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Grid factor of Viet Nam's methodology: 0.333 t/MWh. Row A ends in year 10. */
const ENDS = file('ends.csv', [
  'site_id,proposal_id,country,technology,power_use,capacity_kw,specific_yield_kwh_per_kw,degradation_pct_per_year,capex_jpy,legal_durable_years,similar_projects,horizon_years',
  'A,Q,VN,solar-pv,self,4000,1350,0,300000000,17,3,10',
  'B,Q,VN,solar-pv,self,1300,1350,0,100000000,17,3,15',
]);
const AVERAGE = 5300 * 1.35 * 0.333;
const TOTAL = 1.35 * 0.333 * (4000 * 10 + 1300 * 15);

test('rows that end at different years: the promise is the plan, in every form', async () => {
  const { out } = await jcm(['promise', ENDS, '--json', '--log-level', 'silent']);
  const [q] = JSON.parse(out).proposals;
  const plan = { tco2_per_year: expect.closeTo(AVERAGE, 6), share_of_plan: 1, points: 6, cost_in_points: 0 };
  expect(q.promise).toMatchObject({ every_year: plan, in_total: { ...plan, tco2: expect.closeTo(TOTAL, 5) } });
  expect(q.promise.one_figure.tco2_per_year).toBeCloseTo(1300 * 1.35 * 0.333, 6);
  expect(q.shortfall).toEqual({ promised: 'plan', promised_tco2_per_year: expect.closeTo(AVERAGE, 6), any_year: 0 });
  const csv = join(folder, 'ends-out.csv');
  await jcm(['promise', ENDS, '-o', csv, '--log-level', 'silent']);
  expect(readRecords(csv).at(-1)).toMatchObject({ id: 'Q', every_year_cost_in_points: '0', promised: 'plan' });
  const years = readRecords(join(folder, 'ends-out.years.csv')).filter((y) => y.id === 'Q');
  expect(years.map((y) => Math.floor(Number(y.promise)))).toEqual([...Array(10).fill(2382), ...Array(5).fill(584)]);
  expect(years.map((y) => y.held)).toEqual(years.map((y) => y.planned));
  const table = (await jcm(['promise', ENDS, '--log-level', 'silent'])).out;
  expect(table).toMatch(
    /Proposal Q │ +yes +│ +2,382 │ +2,382 │ +6 \(0\) │ +584\.4 │ +26,748 │ +6 \(0\) │ +the plan │ +0\.0 %/,
  );
  expect(table).toContain('its own plan, or the figure of --promise');
  const ja = (await jcm(['promise', ENDS, '--lang', 'ja', '--log-level', 'silent'])).out;
  expect(ja).toContain('その年の計画、または --promise の量');
});

test('one figure is held against every year until the last row ends', async () => {
  const { out } = await jcm(['promise', ENDS, '--promise', 'Q=600', '--json', '--log-level', 'silent']);
  const [q] = JSON.parse(out).proposals;
  expect(q.shortfall).toMatchObject({ promised: 'figure', promised_tco2_per_year: 600, any_year: 1 });
  expect(q.years.map((y: { short: number }) => y.short)).toEqual([...Array(10).fill(0), ...Array(5).fill(1)]);
  expect(
    records((await jcm(['promise', ENDS, '--promise', '600', '--csv', '--log-level', 'silent'])).out).at(-1),
  ).toMatchObject({
    promised: 'figure',
    promised_tco2_per_year: '600',
  });
});

describe('what may not be proposed', () => {
  const ROW = 'VN,solar-pv,self,4000,1350,0,300000000,17,3';
  const sheet = file('eligible.csv', [
    'site_id,proposal_id,country,technology,power_use,capacity_kw,specific_yield_kwh_per_kw,degradation_pct_per_year,capex_jpy,legal_durable_years,similar_projects,owner_type',
    `OWN,,${ROW},government`,
    `A,Q,${ROW},government`,
    `B,Q,${ROW},private`,
    `C,,${ROW},private`,
  ]);

  test('is said, with the rows and why, in every form', async () => {
    const { sites, proposals } = JSON.parse((await jcm(['promise', sheet, '--json', '--log-level', 'silent'])).out);
    const because = ['owner_is_government'];
    expect(sites.map((s: { eligible: string }) => s.eligible)).toEqual(['no', 'no', 'yes', 'yes']);
    expect(sites[0]).toMatchObject({ not_eligible: [{ site_id: 'OWN', because }] });
    expect(sites[0].warnings).toContain('owner_is_government');
    expect(proposals[0]).toMatchObject({ eligible: 'no', not_eligible: [{ site_id: 'A', because }] });
    const lines = records((await jcm(['promise', sheet, '--csv', '--log-level', 'silent'])).out);
    expect(lines.map((l) => l.eligible)).toEqual(['no', 'no', 'yes', 'yes', 'no']);
    const table = (await jcm(['promise', sheet, '--log-level', 'silent'])).out;
    expect(table).toMatch(/ OWN +│ no +│ \d: /);
    expect(table).toContain('  – OWN: The owner is the partner government itself');
    expect(table).toContain('  – Proposal Q: A\n');
    const ja = (await jcm(['promise', sheet, '--lang', 'ja', '--log-level', 'silent'])).out;
    expect(ja).toContain('このままでは提案できません');
  });
});

describe('more emissions than before', () => {
  // 38 to 44 W in place of 40 W: in the middle, √(38 × 44) = 40.9 W, there is nothing to gain.
  const sheet = file('negative.csv', [
    'site_id,country,technology,lighting_use,methodology,lamps,lamp_power_before_w,lamp_power_after_w,operating_hours_per_year,capex_jpy,legal_durable_years,similar_projects,reference_factor_tco2_per_mwh',
    'NEG,ID,led-lighting,indoor,generic-led,2400,40,38 to 44,4000,24000000,15,1,0.8',
  ]);

  test('no promise, and the reason', async () => {
    const [site] = JSON.parse((await jcm(['promise', sheet, '--json', '--log-level', 'silent'])).out).sites;
    expect(site.planned.reduction_tco2_average).toBeCloseTo((2400 * (40 - Math.sqrt(38 * 44)) * 4000 * 0.8) / 1e6, 6);
    expect(site.promise).toEqual({ every_year: null, one_figure: null, in_total: null, reason: 'no_reduction' });
    expect(site.shortfall).toBeNull();
    expect(records((await jcm(['promise', sheet, '--csv', '--log-level', 'silent'])).out)[0]).toMatchObject({
      promise_reason: 'no_reduction',
      every_year_tco2_per_year: '',
    });
  });

  test('the share of draws without points stands in the table: with the others it is all', async () => {
    const { out } = await jcm(['promise', sheet, '--log-level', 'silent']);
    const [, points, none] = /0: (\d+\.\d) %, none: (\d+\.\d) %/.exec(out) ?? [];
    expect(Number(points) + Number(none)).toBeCloseTo(100, 1);
    // The lamp saves nothing where it takes 40 W or more. ln 40 lies z = (ln 40 − ln √(38 × 44)) ÷ (ln(44 ÷ 38) ÷ 2 ÷ 1.645)
    // = −0.494 standard deviations from the middle, and Φ(0.494) = 0.690.
    expect(Number(none)).toBeCloseTo(69, 0);
    expect(out).toContain('Nothing can be promised of NEG');
    const ja = (await jcm(['promise', sheet, '--lang', 'ja', '--log-level', 'silent'])).out;
    expect(ja).toContain('何も約束できません');
    expect(ja).toContain('点数なし');
  });
});

describe('a proposal that lacks something', () => {
  const ROW = 'VN,solar-pv,self,4000,1350,0';
  const sheet = file('lacking.csv', [
    'site_id,proposal_id,country,technology,power_use,capacity_kw,specific_yield_kwh_per_kw,degradation_pct_per_year,capex_jpy,legal_durable_years,similar_projects',
    `A,NOCAPEX,${ROW},300000000,17,3`,
    `B,NOCAPEX,${ROW},,17,3`,
    `C,LOST,${ROW},300000000,17,3`,
    `D,LOST,XX,solar-pv,self,4000,1350,0,300000000,17,3`,
    `E,ALL,XX,solar-pv,self,4000,1350,0,300000000,17,3`,
  ]);

  test('is listed with the reason, also where all its rows are dropped', async () => {
    const { proposals } = JSON.parse((await jcm(['promise', sheet, '--json', '--log-level', 'silent'])).out);
    expect(proposals.map((p: { proposal_id: string }) => p.proposal_id)).toEqual(['NOCAPEX', 'LOST', 'ALL']);
    expect(proposals[0].scores.score_cost_points).toMatchObject({ planned: null, reason: 'missing_input:capex_jpy' });
    expect(proposals[0].scores.score_reduction_points).toMatchObject({ planned: 1, reason: null });
    const lost = { planned: { reduction_tco2_average: null, points: null, reason: 'row_dropped' } };
    expect(proposals[1]).toMatchObject({ ...lost, sites: ['C'] });
    expect(proposals[2]).toMatchObject({ ...lost, sites: [], promise: { reason: 'row_dropped' } });
    const lines = records((await jcm(['promise', sheet, '--csv', '--log-level', 'silent'])).out).slice(-3);
    expect(lines.map((l) => l.reason)).toEqual(['', 'row_dropped', 'row_dropped']);
    expect(lines[0]?.score_cost_points_reason).toBe('missing_input:capex_jpy');
  });

  test('in the table, with a section that says why', async () => {
    const { out } = await jcm(['promise', sheet, '--log-level', 'silent']);
    const [bands = '', promises = ''] = out.split('\n\n');
    for (const id of ['NOCAPEX', 'LOST', 'ALL'])
      for (const part of [bands, promises]) expect(part).toContain(`Proposal ${id} `);
    const why = out.slice(out.indexOf('Why there is no value'));
    expect(why).toMatch(/Points for cost-effectiveness.*capex_jpy.*Proposal NOCAPEX/);
    expect(why).toMatch(/\(Proposal LOST, Proposal ALL\)/);
    const ja = (await jcm(['promise', sheet, '--lang', 'ja', '--log-level', 'silent'])).out;
    expect(ja).toMatch(/\(提案 LOST, 提案 ALL\)/);
  });
});
