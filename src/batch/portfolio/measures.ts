/** What a user maximises or limits → the draws of it, candidate by candidate. */
import type { Measure } from '../../decide/portfolio/problem.ts';
import { COUNT, POINTS, type Statement } from '../../decide/portfolio/statement.ts';
import { meanOf } from '../../simulate/moments.ts';
import type { Candidate } from './candidates.ts';
import type { DrawnSite } from './drawn-site.ts';

/** Draws of the points of a candidate, all scores and proposals together. */
export type PointsOf = (candidate: Candidate) => Float64Array;

/** Draws of a statement's figure of each candidate: the sum over the sites that it speaks of. */
export function drawsOf(statement: Statement, candidates: readonly Candidate[], points: PointsOf): Float64Array[] {
  const length = candidates[0]?.sites[0]?.draws.values().next().value?.length ?? 1;
  return candidates.map((candidate) => {
    const sites = candidate.sites.filter((s) => matches(s, statement.where));
    if (statement.output === COUNT) return Float64Array.of(sites.length);
    if (statement.output === POINTS) return sites.length > 0 ? points(candidate) : new Float64Array(length);
    return sumOf(
      sites.map((s) => s.draws.get(statement.output) as Float64Array),
      length,
    );
  });
}

/** Of a mean only the means are kept: totals of it are sums of single numbers. */
export function measureOf(statement: Statement, draws: readonly Float64Array[]): Measure {
  const { taken } = statement;
  if (taken.kind === 'quantile') return { taken, draws };
  return { taken, draws: draws.map((d) => Float64Array.of(meanOf(d, 0, d.length))) };
}

/** Whether the site has all these texts, whatever their case. */
export function matches({ row }: DrawnSite, where: Statement['where']): boolean {
  const { projectId: project_id, proposalId: proposal_id } = row;
  const texts: Readonly<Record<string, string>> = { ...row.shape.texts, project_id, proposal_id };
  return Object.entries(where).every(([key, value]) => texts[key]?.toLowerCase() === value.toLowerCase());
}

export function sumOf(list: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const d of list) for (let k = 0; k < length; k++) sum[k] = (sum[k] as number) + (d[k] as number);
  return sum;
}
