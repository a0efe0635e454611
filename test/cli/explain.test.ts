/** `explain`: every figure leads back to a source of the catalog, or to a value marked recalled, user or definition. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AssessJson, assessJson, jcm, sheet } from '../support/command.ts';

interface Explained {
  name: string;
  column: string;
  value: unknown;
  unit: string;
  formula: string | null;
  substituted: string | null;
  source: string | null;
  evidence: string | null;
  from: string;
  detail: string | null;
  reason: string | null;
  spread: Record<string, unknown> | null;
  rests_on: string[];
}
interface ExplainedSite {
  site_id: string;
  quantities: Explained[];
}

const THREE = sheet('three-sites.csv');
const explain = async (...args: string[]) => JSON.parse((await jcm(['explain', ...args, '--json'])).out);

let all: ExplainedSite[];
let results: AssessJson;
let sources: Set<string>;

beforeAll(async () => {
  all = await explain(THREE, '--all');
  results = await assessJson([THREE]);
  const list: { id: string }[] = JSON.parse((await jcm(['catalog', 'sources', '--json'])).out);
  sources = new Set(list.map((s) => s.id));
});

test('--all gives an array, one entry a site', () => {
  expect(all.map((s) => s.site_id)).toEqual(['S1', 'S2', 'S3']);
});

test('the shape', () => {
  for (const q of all.flatMap((s) => s.quantities)) {
    const keys = ['name', 'value', 'unit', 'formula', 'substituted', 'source', 'evidence', 'from'];
    expect(Object.keys(q)).toEqual(expect.arrayContaining(keys));
    expect(q.from).toMatch(/^(cell|scenario|table|default|methodology|programme|technology|family|finance)$/);
    if (q.value === null) expect(q.reason, q.name).toEqual(expect.any(String));
    expect(JSON.stringify(q)).not.toMatch(/NaN|Infinity/);
  }
  expect(all[0]?.quantities.some((q) => Array.isArray(q.value) && q.value.length >= 15)).toBe(true);
});

/** What one output rests on, itself first, as the JSON links it. */
function walk(site: ExplainedSite, target: string): Map<string, Explained> {
  const byName = new Map(site.quantities.map((q) => [q.name, q]));
  const found = new Map<string, Explained>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    const q = byName.get(name);
    if (!q) throw new Error(`${name} is not explained`);
    found.set(name, q);
    for (const n of q.rests_on) visit(n);
  };
  visit(target);
  return found;
}

/** Where the ground of a quantity is missing, in words. */
function groundless(q: Explained): string | undefined {
  if (q.value === null || ['recalled', 'user', 'definition'].includes(q.evidence ?? '')) return undefined;
  if (q.source !== null && sources.has(q.source)) return undefined;
  // A name for another quantity needs no ground of its own.
  if (q.evidence === null && q.source === null && q.rests_on.length > 0) return undefined;
  return `${q.name}: evidence ${q.evidence}, source ${q.source}`;
}

test('every source named is in the catalog', () => {
  const named = all.flatMap((s) => s.quantities).map((q) => q.source);
  expect(named.filter((s) => s !== null && !sources.has(s))).toEqual([]);
});

describe('every output leads to grounds', () => {
  test.each(['S1', 'S2', 'S3'])('%s', async (id) => {
    const site = all.find((s) => s.site_id === id) as ExplainedSite;
    for (const output of Object.keys(results.sites[0]?.outputs ?? {})) {
      const value = results.sites.find((s) => s.site_id === id)?.outputs[output] ?? null;
      const first = outputOf(site, output, value);
      const found = [...walk(site, first.name).values()];
      expect(found.map(groundless).filter(Boolean), output).toEqual([]);
      // The end of each way: given, or a value of the catalog.
      for (const q of found.filter((x) => x.rests_on.length === 0 && x.value !== null))
        expect(q.evidence, q.name).not.toBeNull();
    }
  });

  test.each([
    'npv_jpy_without_subsidy',
    'reduction_tco2_horizon',
    'subsidy_jpy',
    'irr',
    'score_cost_points',
    'credits_goj_tco2',
    'eligible',
  ])('-q %s gives just what the walk gives', async (output) => {
    const sites: ExplainedSite[] = await explain(THREE, '--all', '-q', output);
    expect(sites).toHaveLength(3);
    for (const [i, s] of sites.entries()) {
      const head = s.quantities[0] as Explained;
      expect(head.value).toEqual(results.sites[i]?.outputs[output] ?? null);
      const whole = all[i] as ExplainedSite;
      expect(new Set(s.quantities.map((q) => q.name))).toEqual(new Set(walk(whole, head.name).keys()));
      expect(s.quantities.map(groundless).filter(Boolean)).toEqual([]);
    }
  });
});

/** The quantity behind an output. */
function outputOf(site: ExplainedSite, output: string, value: unknown): Explained {
  const hit = site.quantities.find((q) => q.column === output);
  if (!hit) throw new Error(`${output} is not explained`);
  expect(hit.value, output).toEqual(value);
  return hit;
}

test('a number of the sheet names its cell', async () => {
  const site: ExplainedSite = await explain(THREE, '--site', 'S1', '-q', 'capex_jpy');
  expect(site.quantities[0]).toMatchObject({
    from: 'cell',
    evidence: 'user',
    detail: 'line 2, "capex_jpy": 195000000',
  });
});

test('a rate that converted a cell is told', async () => {
  const stdin = 'site_id,country,technology,capacity_kw,capex [VND]\nS1,VN,solar-pv,500,9e9\n';
  const site: ExplainedSite = JSON.parse((await jcm(['explain', '-', '-q', 'capex_jpy', '--json'], { stdin })).out);
  expect(site.quantities[0]?.detail).toMatch(/"capex \[VND\]": 9e9 × 0\.00\d+ JPY\/VND \(\d{4}-\d\d-\d\d/);
});

test('a value of the scenario is told as such', async () => {
  const site: ExplainedSite = await explain(THREE, '-s', sheet('scenario.yaml'), '-q', 'npv_jpy', '--site', 'S1');
  expect(site.quantities.find((q) => q.name === 'construction')).toMatchObject({ from: 'scenario', evidence: 'user' });
});

test('a row of a project: its grant rests on the group', async () => {
  const site: ExplainedSite = await explain(sheet('factory-group.csv'), '--site', 'F1-LED', '-q', 'subsidy_jpy');
  const given = (await assessJson([sheet('factory-group.csv')])).sites.find((s) => s.site_id === 'F1-LED');
  expect(site.site_id).toBe('F1-LED');
  expect(site.quantities[0]?.value).toEqual(given?.outputs.subsidy_jpy);
  expect(site.quantities.some((q) => q.formula?.includes('group_sum'))).toBe(true);
});

describe('the text', () => {
  test('formula, numbers put in, evidence, sources', async () => {
    const { code, out } = await jcm(['explain', THREE, '--site', 'S1', '-q', 'reduction_tco2_year1']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Site: S1$/m);
    expect(out).toMatch(/= electricity × applied_factor\n {4}= [\d.]+ MWh\/year/);
    expect(out).toMatch(/line 2, "capacity_kw": 1500/);
    const cited = [...out.split('\nSources\n')[0]!.matchAll(/\[([a-z0-9-]+)\]$/gm)].map((m) => m[1]);
    for (const id of cited) expect(out.split('\nSources\n')[1]).toContain(`[${id}] `);
  });

  test('in Japanese', async () => {
    const { out } = await jcm(['explain', THREE, '--site', 'S1', '-q', 'npv_jpy', '--lang', 'ja']);
    expect(out).toMatch(/^候補サイト: S1$/m);
    expect(out).toContain('割引率');
  });

  test('without --site: the first one, said', async () => {
    const { out, err } = await jcm(['explain', THREE]);
    expect(out).toMatch(/^Site: S1$/m);
    expect(out).not.toMatch(/^Site: S2$/m);
    expect(err).toContain('The sheet has several sites; the first one (S1) is explained.');
  });
});

describe('default spreads', () => {
  const spreadOf = async (name: string, ...args: string[]) => {
    const site: ExplainedSite = await explain(THREE, '--site', 'S1', '-q', name, ...args);
    return site.quantities.find((q) => q.column === name)?.spread;
  };

  test('every quantity says which it has, or that it has none; sources are there', () => {
    for (const q of all.flatMap((s) => s.quantities)) {
      expect(q.spread === null || typeof q.spread === 'object', q.name).toBe(true);
      if (q.spread && q.spread.source !== null) expect(sources.has(q.spread.source as string)).toBe(true);
      if (q.spread) expect(q.spread).toMatchObject({ state: 'off', per: expect.stringMatching(/life|year/) });
    }
    const spread = (s: ExplainedSite) => s.quantities.filter((q) => q.spread).map((q) => q.name);
    expect(spread(all[0] as ExplainedSite)).toEqual(expect.arrayContaining(['specific_yield', 'weather', 'capex']));
  });

  test('off, on by the scenario, replaced by a spread of the scenario', async () => {
    expect(await spreadOf('electricity_price_jpy_per_kwh')).toMatchObject({
      state: 'off',
      kind: 'normal',
      sd_pct: 14,
      per: 'life',
      shared_by: 'country',
      evidence: 'recalled',
      source: 'eia-forecast-errors-ngi',
      note: expect.any(String),
    });
    const scenario = join(mkdtempSync(join(tmpdir(), 'jcm-')), 'scenario.yaml');
    writeFileSync(scenario, 'spreads: default\nweather: 1 ± 5%\n');
    expect(await spreadOf('specific_yield_kwh_per_kw', '-s', scenario)).toMatchObject({ state: 'on' });
    expect(await spreadOf('weather', '-s', scenario)).toMatchObject({ state: 'replaced' });
  });

  test('replaced by a spread of the row', async () => {
    const stdin = 'site_id,country,technology,capacity_kw,capex_jpy\nS1,VN,solar-pv,500,1e8 ± 5%\n';
    const site: ExplainedSite = JSON.parse((await jcm(['explain', '-', '-q', 'capex_jpy', '--json'], { stdin })).out);
    expect(site.quantities[0]?.spread).toMatchObject({ state: 'replaced', kind: 'triangular' });
  });

  test('in words, with the source below', async () => {
    const { out } = await jcm(['explain', THREE, '--site', 'S1', '-q', 'reduction_tco2_horizon']);
    expect(out).toMatch(
      /default spread, off: normal, standard deviation 7\.8 % · one draw for the life · of the site alone · derived: .* \[thevenard-pelland-2013\]/,
    );
    expect(out).toMatch(
      /default spread, off: normal, standard deviation 3\.9 % · one draw a year · shared by the country/,
    );
    expect(out.split('\nSources\n')[1]).toContain('[thevenard-pelland-2013] ');
    const ja = (await jcm(['explain', THREE, '--site', 'S1', '-q', 'capex_jpy', '--lang', 'ja'])).out;
    expect(ja).toContain('既定の幅（未使用）: 三角分布、-30%から+50%');
  });
});

describe('what is not there', () => {
  test.each([
    ['a site', ['--site', 'S33'], /no site "S33"\. Did you mean S3\?/],
    ['a quantity', ['-q', 'npv_jyp'], /no quantity "npv_jyp"\. Did you mean npv_jpy\?/],
  ])('%s', async (_what, args, message) => {
    const { code, out, err } = await jcm(['explain', THREE, ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a site that was left out: why, and nothing of the others', async () => {
    const { code, out, err } = await jcm(['explain', sheet('dirty.csv'), '--site', 'D05']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('"Atlantis" is no known country');
    expect(err).not.toContain('D06');
  });

  test('a good site of a dirty sheet', async () => {
    const { code, err } = await jcm(['explain', sheet('dirty.csv'), '--site', 'D01', '-q', 'reduction_tco2_year1']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});
