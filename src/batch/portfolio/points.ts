/** Points of a candidate draw by draw: those of its proposals, and of rows that stand alone as if proposed alone. */
import type { SiteRow } from '../../assessment/row.ts';
import type { UnitDraws } from '../promise/unit-draws.ts';
import type { Candidate } from './candidates.ts';
import { sumOf } from './measures.ts';

export interface PointsSources {
  /** Outputs in points. */
  scores: readonly string[];
  draws: number;
  /** All good rows of a proposal, the ones that are not eligible too: it is scored as it stands in the sheet. */
  proposal: (id: string) => readonly SiteRow[];
  units: UnitDraws;
}

/** NaN in draws in which a score is undefined. */
export function pointsOf({ sites }: Candidate, { scores, draws, proposal, units }: PointsSources): Float64Array {
  const alone = sites.filter((s) => !s.row.proposalId);
  const ids = [...new Set(sites.map((s) => s.row.proposalId).filter((id) => id !== ''))];
  const parts = [
    ...alone.flatMap((s) => scores.map((c) => s.draws.get(c) as Float64Array)),
    ...ids.flatMap((proposalId) => units.of({ rows: proposal(proposalId), proposalId }).scores),
  ];
  return sumOf(parts, draws);
}
