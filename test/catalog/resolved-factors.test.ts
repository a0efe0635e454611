/**
 * What each partner country, technology and power source resolves to, as a snapshot: a change of a data file shows as a diff here.
 * Update with `npx vitest run -u test/catalog` after reading the diff.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { bindShape } from '../../src/assessment/assessment.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';

const QUANTITIES = [
  'reference_factor',
  'reference_factor_grid',
  'specific_yield',
  'legal_durable',
  'similar_projects',
  'rate_ceiling_table',
  'cost_effectiveness_cap',
  'excluded',
  'fuel_factor',
];

let catalog: Catalog;
beforeAll(async () => {
  catalog = await loadCatalogFromFiles();
});

function resolved(country: string, technology: string, texts: Record<string, string> = {}): string[] {
  const a = bindShape(catalog, { texts: { country, technology, ...texts }, params: [] });
  const lines = [
    `methodology ${a.composition.methodology ? `${a.composition.methodology.id}@${a.composition.methodology.version}` : a.choice.kind}`,
  ];
  for (const name of QUANTITIES) {
    if (!a.composition.entries.has(name)) continue;
    const r = a.bindings.resolve(name);
    const value =
      r.missing ?? r.text ?? (r.body.k === 'num' ? r.body.v : r.body.k === 'ref' ? `= ${r.body.name}` : r.body.k);
    lines.push(`${name} ${value} [${[r.from, r.evidence, r.source, r.detail].filter(Boolean).join(' · ')}]`);
  }
  return lines;
}

describe('resolved factors', () => {
  it('of every listed country and technology', async () => {
    const technologies = Object.values(catalog.books)
      .filter((b) => b.kind === 'technology' && !b.abstract)
      .map((b) => b.id);
    const out: string[] = [];
    for (const c of catalog.countries.filter((x) => x.status !== 'none')) {
      for (const t of technologies) out.push(`${c.iso2} ${t}`, ...resolved(c.iso2, t).map((l) => `  ${l}`));
    }
    await expect(`${out.join('\n')}\n`).toMatchFileSnapshot('resolved-factors.txt');
  });

  it('of the cases: power source, use of the power, industry, lighting, grid, call', async () => {
    const cases: [string, string, Record<string, string>][] = [
      ['TH', 'solar-pv', { power_source: 'captive-diesel' }],
      ['TH', 'solar-pv', { power_source: 'captive-gas' }],
      ['TH', 'solar-pv', { power_use: 'self', industry: 'transport-equipment' }],
      ['TH', 'solar-pv', { power_use: 'ppa', industry: 'transport-equipment' }],
      ['TH', 'solar-pv', { programme: 'jcm-model-project@2023' }],
      ['PH', 'solar-pv', { grid: 'luzon-visayas' }],
      ['PH', 'solar-pv', { grid: 'mindanao' }],
      ['ID', 'solar-pv', { grid: 'jawa-madura-bali' }],
      ['KH', 'led-lighting', { lighting_use: 'street' }],
      ['TH', 'led-lighting', { lighting_use: 'indoor' }],
      ['VN', 'led-lighting', { lighting_use: 'indoor' }],
      ['ID', 'led-lighting', { lighting_use: 'indoor' }],
      ['TH', 'gas-cogeneration', { industry: 'food' }],
    ];
    const out = cases.flatMap(([c, t, texts]) => [
      `${c} ${t} ${JSON.stringify(texts)}`,
      ...resolved(c, t, texts).map((l) => `  ${l}`),
    ]);
    await expect(`${out.join('\n')}\n`).toMatchFileSnapshot('resolved-cases.txt');
  });
});
