/** One data row of a sheet, read: its shape (shared by all rows alike) and its numbers. */
import type { Spread } from './cell/index.ts';
import type { Finding } from './findings.ts';
import type { Shape } from './site.ts';

export interface SiteRow {
  /** Line of the file, 1-based. */
  line: number;
  siteId: string;
  name: string;
  projectId: string;
  proposalId: string;
  shape: Shape;
  /** In the order of `shape.params`, in the units of their quantities. */
  values: readonly number[];
  /** Spreads by name, in the units of their quantities. */
  spreads?: Readonly<Record<string, Spread>> | undefined;
  /** Cells as written, by quantity name (only kept on request). */
  written?: Readonly<Record<string, { header: string; text: string }>> | undefined;
  notes: readonly string[];
  /** Warnings of this row. */
  findings: readonly Finding[];
}

export interface DroppedRow {
  line: number;
  siteId: string;
  projectId: string;
  proposalId: string;
  findings: readonly Finding[];
  dropped: true;
}
