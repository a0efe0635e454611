import { describe, expect, test } from 'vitest';
import type { SiteRow } from '../../assessment/row.ts';
import { candidatesOf } from './candidates.ts';
import type { DrawnSite } from './drawn-site.ts';

const NEEDED = 'tonnes';

/** A site of a project and a proposal with one draw of what is needed. */
function site(
  siteId: string,
  more: { project?: string; proposal?: string; eligible?: string; tonnes?: number } = {},
): DrawnSite {
  const { project = '', proposal = '', eligible = 'yes', tonnes = 1 } = more;
  const row = { siteId, projectId: project, proposalId: proposal } as SiteRow;
  const reasons = new Map(Number.isNaN(tonnes) ? [[NEEDED, 'no_reduction']] : []);
  const labels = new Map([['eligible', eligible]]);
  const lists = { unverified: [], warnings: [], recalledSpreads: [] };
  return { row, draws: new Map([[NEEDED, Float64Array.of(tonnes)]]), labels, reasons, ...lists };
}

function of(...sites: DrawnSite[]) {
  const { candidates, excluded } = candidatesOf(sites, {
    eligible: 'eligible',
    needed: [NEEDED],
    why: () => ['country_not_partner'],
  });
  return {
    candidates: candidates.map((c) => c.sites.map((s) => s.row.siteId).join(' ')),
    excluded: Object.fromEntries(excluded.map((e) => [e.site.row.siteId, e.reasons.join(' ')])),
  };
}

describe('who is chosen together', () => {
  test('rows of a project, rows of a proposal, and those that a row joins', () => {
    const sites = [
      site('a', { project: 'P' }),
      site('b', { proposal: 'Q' }),
      site('c'),
      site('d', { project: 'P', proposal: 'Q' }),
      site('e', { project: 'Q' }),
    ];
    expect(of(...sites).candidates).toEqual(['a b d', 'c', 'e']);
  });

  test('a project and a proposal of one name are two things', () => {
    expect(of(site('a', { project: 'X' }), site('b', { proposal: 'X' })).candidates).toEqual(['a', 'b']);
  });
});

describe('who is not chosen', () => {
  test('a site that is not eligible; its project goes on, also apart', () => {
    const sites = [
      site('a', { project: 'P' }),
      site('b', { project: 'P', proposal: 'Q', eligible: 'no' }),
      site('c', { proposal: 'Q' }),
    ];
    expect(of(...sites)).toEqual({ candidates: ['a', 'c'], excluded: { b: 'country_not_partner' } });
  });

  test('unknown counts as eligible', () => {
    expect(of(site('a', { eligible: 'unknown' })).candidates).toEqual(['a']);
  });

  test('a site without a figure, and who is chosen with it', () => {
    const sites = [site('a', { project: 'P', tonnes: Number.NaN }), site('b', { project: 'P' }), site('c')];
    expect(of(...sites)).toEqual({ candidates: ['c'], excluded: { a: 'no_reduction', b: 'chosen_together' } });
  });
});
