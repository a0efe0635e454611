/** What is judged as one: a row that stands alone, or all rows of a proposal. */
import type { SiteRow } from '../../assessment/row.ts';

export interface Unit {
  /** In the order of the sheet; at least one. */
  rows: readonly SiteRow[];
  /** Empty: a row judged as if it were proposed alone. */
  proposalId: string;
}

export const firstOf = (unit: Unit): SiteRow => unit.rows[0] as SiteRow;
