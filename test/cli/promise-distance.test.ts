/** The numbers that `jcm promise` prints, put back into the sheet: they gain the point, as assess counts it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jcm, scratch } from '../support/command.ts';

const folder = scratch();
const HEAD =
  'site_id,country,technology,lighting_use,methodology,power_use,capacity_kw,specific_yield_kwh_per_kw,lamps,lamp_power_before_w,lamp_power_after_w,operating_hours_per_year,capex_jpy,legal_durable_years,similar_projects,reference_factor_tco2_per_mwh'.split(
    ',',
  );
type Row = Record<string, string>;
const SUN = {
  country: 'VN',
  technology: 'solar-pv',
  power_use: 'self',
  legal_durable_years: '17',
  similar_projects: '3',
};
const LAMPS = { country: 'ID', technology: 'led-lighting', lighting_use: 'indoor', methodology: 'generic-led' };
const ROWS: Row[] = [
  { site_id: 'S1', ...SUN, capacity_kw: '815.37', specific_yield_kwh_per_kw: '1346.29', capex_jpy: '100123457' },
  { site_id: 'S2', ...SUN, capacity_kw: '2300', specific_yield_kwh_per_kw: '1300.7', capex_jpy: '201000001' },
  // A thousandth short of the band of 1,000 t.
  {
    site_id: 'S3',
    ...{ ...SUN, capacity_kw: '999.999', specific_yield_kwh_per_kw: '1000', reference_factor_tco2_per_mwh: '1' },
    capex_jpy: '87654321',
  },
  {
    site_id: 'L1',
    ...{
      ...LAMPS,
      lamps: '2401',
      lamp_power_before_w: '80',
      lamp_power_after_w: '32.3',
      operating_hours_per_year: '4000',
    },
    ...{
      capex_jpy: '96000000',
      legal_durable_years: '15',
      similar_projects: '1',
      reference_factor_tco2_per_mwh: '0.8',
    },
  },
];
const COLUMNS: Record<string, string> = {
  Capex: 'capex_jpy',
  'Yield or hours of use': 'specific_yield_kwh_per_kw',
  'Size, cost with it': 'capacity_kw',
};
const SCORES = { 'cost-effectiveness': 'score_cost_points', reductions: 'score_reduction_points' };

function sheetOf(name: string, rows: readonly Row[]): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    `${[HEAD, ...rows.map((r) => HEAD.map((h) => r[h] ?? ''))].map((l) => l.join(',')).join('\n')}\n`,
  );
  return path;
}

async function pointsOf(sheet: string): Promise<Map<string, Record<string, number>>> {
  const { out } = await jcm(['assess', sheet, '--json', '--log-level', 'silent']);
  const { sites } = JSON.parse(out) as { sites: { site_id: string; outputs: Record<string, number> }[] };
  return new Map(sites.map((s) => [s.site_id, s.outputs]));
}

test('every printed number gains the point', async () => {
  const { out } = await jcm(['promise', sheetOf('plain.csv', ROWS), '--log-level', 'silent']);
  const before = await pointsOf(sheetOf('plain.csv', ROWS));
  let site = '';
  const changed: Row[] = [];
  const gains: { id: string; of: string; score: string; points: number }[] = [];
  for (const line of out.split('\n')) {
    site = /^ {2}([SL]\d)$/.exec(line)?.[1] ?? site;
    const hit = /– \S+ % (.+): (\d) more for "Points for (.+)" \(.* → ([\d,.]+)( \S+)?\)$/.exec(line);
    const [, lever = '', points, score = '', needed = '', unit] = hit ?? [];
    const row = ROWS.find((r) => r.site_id === site);
    let column = COLUMNS[lever];
    if (!hit || !row || !column) continue;
    if (row.technology === 'led-lighting' && lever !== 'Capex')
      column = lever.startsWith('Size') ? 'lamps' : 'operating_hours_per_year';
    if (column === 'lamps') expect([unit, needed]).toEqual([undefined, expect.stringMatching(/^[\d,]+$/)]);
    const id = `N${changed.length}`;
    changed.push({ ...row, site_id: id, [column]: needed.replaceAll(',', '') });
    gains.push({ id, of: site, score: SCORES[score as keyof typeof SCORES], points: Number(points) });
  }
  expect(gains.length).toBeGreaterThan(8);
  expect(new Set(gains.map((g) => g.of))).toEqual(new Set(['S1', 'S2', 'S3', 'L1']));
  const after = await pointsOf(sheetOf('changed.csv', changed));
  for (const { id, of, score, points } of gains)
    expect([of, id, after.get(id)?.[score]]).toEqual([of, id, (before.get(of)?.[score] ?? 0) + points]);
});
