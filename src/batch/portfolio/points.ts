/** Points of a candidate draw by draw: those of its proposals, and of rows that stand alone as if proposed alone. */
import type { UnitDraws } from '../promise/unit-draws.ts';
import type { Candidate } from './candidates.ts';
import type { DrawnSite } from './drawn-site.ts';
import { sumOf } from './measures.ts';

export interface PointsSources {
  /** Outputs in points. */
  scores: readonly string[];
  draws: number;
  units: UnitDraws;
}

/** A proposal is scored by the rows that can be chosen: what is not eligible earns nothing. NaN where a score is undefined. */
export function pointsOf({ sites }: Candidate, { scores, draws, units }: PointsSources): Float64Array {
  const alone = sites.filter((s) => !s.row.proposalId);
  const ids = [...new Set(sites.map((s) => s.row.proposalId).filter((id) => id !== ''))];
  const rowsOf = (id: string) => sites.filter((s) => s.row.proposalId === id).map((s) => s.row);
  const parts = [
    ...alone.flatMap((s) => scores.map((c) => s.draws.get(c) as Float64Array)),
    ...ids.flatMap((proposalId) => units.of({ rows: rowsOf(proposalId), proposalId }).scores),
  ];
  return sumOf(parts, draws);
}

const TOGETHER = 'together';

/** Points of these sites as one proposal. */
export function pointsTogether(sites: readonly DrawnSite[], { draws, units }: PointsSources): Float64Array {
  const rows = sites.map(({ row }) => ({ ...row, proposalId: TOGETHER }));
  return sumOf(units.of({ rows, proposalId: TOGETHER }).scores, draws);
}
