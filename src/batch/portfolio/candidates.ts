/** What can be chosen: a site, or the sites of a project or proposal together, since they are granted and scored together. */
import type { DrawnSite } from './drawn-site.ts';

export interface Candidate {
  /** In the order of the sheet; at least one. */
  sites: readonly DrawnSite[];
}

export interface Excluded {
  site: DrawnSite;
  /** Reason codes. */
  reasons: readonly string[];
}

export interface Candidates {
  candidates: readonly Candidate[];
  excluded: readonly Excluded[];
}

export interface CandidateRules {
  /** Coded output whose `no` keeps a site out. */
  eligible: string;
  /** Outputs that a site must have in every draw. */
  needed: readonly string[];
  /** Why a site is not eligible. */
  why: (site: DrawnSite) => readonly string[];
}

/**
 * A site that is not eligible is never chosen; the other sites of its project go on without it, as it counts for nothing there.
 * Where a site lacks a figure, all that are chosen with it are left out.
 */
export function candidatesOf(sites: readonly DrawnSite[], rules: CandidateRules): Candidates {
  const excluded: Excluded[] = [];
  const eligible = sites.filter((site) => {
    if (site.labels.get(rules.eligible) !== 'no') return true;
    excluded.push({ site, reasons: rules.why(site) });
    return false;
  });
  const candidates = together(eligible).filter((group) => {
    const lacking = group.map((site) => missing(site, rules.needed));
    if (lacking.every((reasons) => reasons.length === 0)) return true;
    for (const [i, site] of group.entries())
      excluded.push({ site, reasons: lacking[i]!.length ? lacking[i]! : ['chosen_together'] });
    return false;
  });
  return { candidates: candidates.map((group) => ({ sites: group })), excluded };
}

function missing({ draws, reasons }: DrawnSite, needed: readonly string[]): string[] {
  const lacks = (column: string): boolean => draws.get(column)?.some(Number.isNaN) ?? true;
  return [...new Set(needed.filter(lacks).map((column) => reasons.get(column) ?? 'not_finite'))];
}

/** Sites that share a project or a proposal, also by way of others; in the order of their first. */
function together(sites: readonly DrawnSite[]): DrawnSite[][] {
  const parent = sites.map((_, i) => i);
  const root = (i: number): number => (parent[i] === i ? i : root(parent[i] as number));
  const firstOf = new Map<string, number>();
  for (const [i, { row }] of sites.entries()) {
    for (const key of [row.projectId && `project ${row.projectId}`, row.proposalId && `proposal ${row.proposalId}`]) {
      if (!key) continue;
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, i);
      else {
        const [a, b] = [root(first), root(i)].sort((x, y) => x - y) as [number, number];
        parent[b] = a;
      }
    }
  }
  const groups = new Map<number, DrawnSite[]>();
  for (const [i, site] of sites.entries()) {
    const list = groups.get(root(i));
    if (list) list.push(site);
    else groups.set(root(i), [site]);
  }
  return [...groups.values()];
}
