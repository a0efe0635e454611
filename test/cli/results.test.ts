/** What `assess` gives: the three forms, and that they agree. */
import { beforeAll, describe, expect, test } from 'vitest';
import { REASONS } from '../../src/assessment/reasons.ts';
import { roundForSheet } from '../../src/io/csv-write.ts';
import { type AssessJson, assessJson, jcm, type Ran, readRecords, records, sheet } from '../support/command.ts';

const SHEETS = ['three-sites.csv', 'factory-group.csv', 'published-cases.csv', 'dirty.csv'];
const isReason = (r = ''): boolean =>
  /^missing_input:[a-z0-9_]+$/.test(r) || (REASONS as readonly string[]).includes(r);

describe.each(SHEETS)('%s', (name) => {
  let json: Ran;
  let csv: Ran;
  let data: AssessJson;

  beforeAll(async () => {
    json = await jcm(['assess', sheet(name), '--json']);
    csv = await jcm(['assess', sheet(name), '--csv', '--outputs', 'all']);
    data = JSON.parse(json.out);
  });

  test('exit code 1 only when rows were left out', () => {
    const dropped = new Set(data.findings.filter((f) => f.severity === 'error').map((f) => f.row)).size;
    expect([json.code, csv.code]).toEqual(dropped > 0 ? [1, 1] : [0, 0]);
    if (dropped > 0) expect(json.err).toContain(`${dropped} of ${data.sites.length + dropped} rows were left out`);
  });

  test('the shape of the JSON', () => {
    expect(Object.keys(data)).toEqual([
      'schema',
      'engine',
      'catalog',
      'sites',
      'projects',
      'proposals',
      'total',
      'findings',
    ]);
    expect(data.schema).toBe('jcm.assess/1');
    expect(data.catalog.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const s of data.sites) {
      expect(s).toMatchObject({
        site_id: expect.any(String),
        technology: expect.any(String),
        methodology: expect.any(String),
        programme: expect.stringMatching(/^jcm-model-project@\d{4}$/),
        outputs: expect.any(Object),
        reasons: expect.any(Object),
        unverified: expect.any(Array),
        warnings: expect.any(Array),
      });
      expect(s.warnings.every((w) => /^[a-z0-9_]+$/.test(w))).toBe(true);
      expect(s.unverified.every((u) => /^[a-z0-9_]+$/.test(u))).toBe(true);
    }
    for (const f of data.findings) {
      expect(f).toMatchObject({
        code: expect.any(String),
        severity: expect.stringMatching(/^(error|warning|note)$/),
        params: expect.any(Object),
      });
    }
  });

  test('every output is a number, a word, or null with a reason', () => {
    for (const s of [...data.sites, ...data.projects, ...data.proposals, data.total]) {
      for (const [output, v] of Object.entries(s.outputs)) {
        if (v === null) expect(s.reasons[output], output).toSatisfy(isReason);
        else expect(typeof v === 'string' || Number.isFinite(v), output).toBe(true);
        expect(v).not.toBe('');
      }
      for (const output of Object.keys(s.reasons)) expect(Object.keys(s.outputs)).toContain(output);
    }
    expect(json.out + csv.out).not.toMatch(/\bNaN\b|Infinity|undefined/);
  });

  test('the same bytes every time', async () => {
    expect((await jcm(['assess', sheet(name), '--json'])).out).toBe(json.out);
    expect((await jcm(['assess', sheet(name), '--csv', '--outputs', 'all'])).out).toBe(csv.out);
  });

  test('the CSV says what the JSON says', () => {
    const rows = records(csv.out);
    expect(rows.map((r) => r.site_id)).toEqual(data.sites.map((s) => s.site_id));
    for (const [i, s] of data.sites.entries()) {
      const row = rows[i] as Record<string, string>;
      for (const [output, v] of Object.entries(s.outputs)) {
        expect(row[output], `${s.site_id} ${output}`).toBe(
          v === null ? '' : typeof v === 'number' ? String(roundForSheet(v)) : v,
        );
      }
      expect(row.methodology).toBe(s.methodology);
      expect(row.warnings?.split(' ').filter(Boolean)).toEqual(s.warnings);
      const reasons = Object.fromEntries(
        (row.reasons ?? '')
          .split(' ')
          .filter(Boolean)
          .map((r) => r.split('=')),
      );
      expect(reasons).toEqual(s.reasons);
    }
  });

  test('rows in are rows out and rows left out', async () => {
    const inside = readRecords(sheet(name)).filter((r) => Object.values(r).some((c) => String(c).trim() !== ''));
    const check = JSON.parse((await jcm(['check', sheet(name), '--json'])).out);
    expect(check.rows).toBe(inside.length);
    expect(check.good).toBe(data.sites.length);
    expect(check.good + check.dropped).toBe(check.rows);
  });

  test('notes come back with their row', () => {
    // Of two rows of one id the first is kept.
    const inside = new Map(
      readRecords(sheet(name))
        .reverse()
        .map((r) => [r.site_id?.trim(), r]),
    );
    for (const row of records(csv.out)) {
      const notes = Object.keys(row).filter((k) => k.startsWith('note'));
      expect(notes.length).toBeGreaterThan(0);
      for (const n of notes) expect(row[n]?.replace(/^'/, '')).toBe(inside.get(row.site_id)?.[n]);
    }
  });

  test('the table names every site', async () => {
    const { code, out } = await jcm(['assess', sheet(name)]);
    expect(code).toBe(json.code);
    for (const s of data.sites) expect(out).toContain(s.site_id);
    expect(out).toContain('Total');
    expect(out).not.toMatch(/\bNaN\b|Infinity|undefined/);
  });
});

test('a cell that a spreadsheet would run is made harmless', async () => {
  const { out } = await jcm(['assess', sheet('dirty.csv'), '--csv']);
  const texts = records(out)
    .flatMap((r) => Object.values(r))
    .filter((c) => !/^-?[\d.]+(e[+-]?\d+)?$/.test(c));
  expect(texts.filter((c) => /^[=+\-@\t\r\n＝＋－＠]/.test(c))).toEqual([]);
  expect(texts.filter((c) => c.startsWith("'=") || c.startsWith("'-")).length).toBeGreaterThan(1);
});

test('groups and the total', async () => {
  const data = await assessJson([sheet('factory-group.csv')]);
  expect(data.projects.map((g) => [g.project_id, g.sites])).toEqual([
    ['F1', 3],
    ['F2', 2],
  ]);
  expect(data.proposals.map((g) => [g.proposal_id, g.sites])).toEqual([['C3P-1', 5]]);
  const capex = (ids: string[]) =>
    data.sites
      .filter((s) => ids.includes(s.site_id.slice(0, 2)))
      .reduce((a, s) => a + (s.outputs.capex_jpy as number), 0);
  expect(data.projects.map((g) => g.outputs.capex_jpy)).toEqual([capex(['F1']), capex(['F2'])]);
  expect(data.total.outputs.capex_jpy).toBe(capex(['F1', 'F2']));
});

describe('--outputs', () => {
  test('those named, in the order of the catalog', async () => {
    const { out } = await jcm([
      'assess',
      sheet('three-sites.csv'),
      '--csv',
      '--outputs',
      'npv_jpy, reduction_tco2_horizon',
    ]);
    const columns = Object.keys(records(out)[0] as object);
    expect(columns.filter((c) => /npv|reduction/.test(c)).sort()).toEqual(['npv_jpy', 'reduction_tco2_horizon']);
    expect(columns).not.toContain('irr');
  });

  test('the same numbers as among all', async () => {
    const few = await assessJson([sheet('three-sites.csv'), '--outputs', 'npv_jpy,score_cost_points']);
    const all = await assessJson([sheet('three-sites.csv')]);
    for (const [i, s] of few.sites.entries()) {
      expect(Object.keys(s.outputs).sort()).toEqual(['npv_jpy', 'score_cost_points']);
      expect(all.sites[i]?.outputs).toMatchObject(s.outputs);
    }
  });

  test('all of them', async () => {
    const known = (JSON.parse((await jcm(['catalog', 'outputs', '--json'])).out) as { output: string }[]).map(
      (o) => o.output,
    );
    const { out } = await jcm(['assess', sheet('three-sites.csv'), '--csv', '--outputs', 'all']);
    expect(Object.keys(records(out)[0] as object)).toEqual(expect.arrayContaining(known));
    const data = await assessJson([sheet('three-sites.csv')]);
    for (const s of data.sites) expect(Object.keys(s.outputs).sort()).toEqual([...known].sort());
  });

  test('a wrong name is told, with the right one', async () => {
    const { code, out, err } = await jcm(['assess', sheet('three-sites.csv'), '--outputs', 'reduction_tco2_horizn']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Did you mean reduction_tco2_horizon?');
  });
});

describe('--years', () => {
  test('a list a quantity in the JSON', async () => {
    const data = await assessJson([sheet('three-sites.csv'), '--years']);
    const years = data.sites[0]?.years ?? {};
    const series = Object.values(years);
    expect(series.length).toBeGreaterThan(5);
    // Yearly figures have 15 places, money at year ends one more for the first payment.
    expect(new Set(series.map((s) => s.length))).toEqual(new Set([15, 16]));
    for (const v of series.flat()) expect(v === null || Number.isFinite(v)).toBe(true);
    const reductions = Object.entries(years).find(([k]) => /^reduction_tco2/.test(k))?.[1] as number[];
    expect(reductions.reduce((a, b) => a + b, 0)).toBeCloseTo(
      data.sites[0]?.outputs.reduction_tco2_horizon as number,
      6,
    );
  });

  test('a table of each site below', async () => {
    const { out } = await jcm(['assess', sheet('three-sites.csv'), '--years']);
    expect(out.match(/^ Year /gm)).toHaveLength(3);
    expect(out).toMatch(/^ {3}15 │/m);
  });
});

test('results go to standard output, messages to standard error', async () => {
  const { out, err } = await jcm(['assess', sheet('dirty.csv'), '--csv']);
  expect(out.startsWith('site_id,')).toBe(true);
  expect(out).not.toContain('Atlantis');
  expect(err).toContain('Line 9, site "D05", column "country": "Atlantis" is no known country.');
});

test('--bom', async () => {
  expect((await jcm(['assess', sheet('three-sites.csv'), '--csv', '--bom'])).out.startsWith('\ufeffsite_id')).toBe(
    true,
  );
});
