/** One data row of a sheet, read: its shape (shared by all rows alike) and its numbers. */
import type { Spread } from './cell/index.ts';
import type { Finding } from './findings.ts';
import type { Shape } from './site.ts';

/** A cell as the user wrote it, and the rate it was converted with. */
export interface WrittenCell {
  header: string;
  text: string;
  rate?: { currency: string; jpy: number; date: string; source: string } | undefined;
}

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
  written?: Readonly<Record<string, WrittenCell>> | undefined;
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
