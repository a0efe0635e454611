/** What the desk tells a page or a client: plain data that can be sent, codes instead of texts. */
import type { Finding } from '../assessment/findings.ts';
import type { Evidence, Text } from '../catalog/index.ts';
import type { Band } from '../decide/bands.ts';
import type { ExplainedSpread } from '../engine/explain-spread.ts';
import type { Summary } from '../simulate/summary.ts';

/** An output as it is shown. */
export interface OutputView {
  column: string;
  label: Text;
  unit: string;
  shownAs?: 'percent' | undefined;
  /** Of a coded output. */
  labels?: Readonly<Record<string, number>> | undefined;
  /** Shown unless more is asked for. */
  short: boolean;
}

/** A number that a cell of a site gives or could give. */
export interface InputView {
  name: string;
  column: string;
  label: Text;
  /** Header of its cell, or the column that would be added. */
  header: string;
  /** Unit of that cell. */
  unit: string;
  /** Its middle in that unit; null = nothing known. */
  middle: number | null;
  /** What stands in the cell; empty = nothing. */
  text: string;
  from: string;
  evidence: Evidence | null;
  source: string | null;
  /** Between which numbers it may lie, in that unit. */
  range: readonly [number, number] | null;
  /** The catalog's default spread that fits it. */
  spread: ExplainedSpread | null;
}

/** Figures of an output over the draws of a site. */
export interface DrawnOutputView {
  column: string;
  summary: Summary | null;
  /** Of a coded output. */
  shares: Readonly<Record<string, number>> | null;
  reason: string | null;
}

export interface DrawnSiteView {
  siteId: string;
  outputs: readonly DrawnOutputView[];
  probabilities: Readonly<Record<string, number>>;
}

/** Draws of an output in bars, and how many lie at or below a number. */
export interface Distribution {
  /** Ends of the bars, one more than counts. */
  edges: Float64Array;
  counts: Float64Array;
  /** Draws in order: number and share of the draws at or below it. */
  cumulative: { readonly x: Float64Array; readonly share: Float64Array };
}

export interface SiteDrawsView extends DrawnSiteView {
  draws: number;
  /** Columns drawn, and from where. */
  uncertain: readonly { readonly name: string; readonly from: string; readonly recalled: boolean }[];
  /** Of the output that is shown; of coded outputs and those without draws there is none. */
  distribution: Distribution | null;
}

export interface SwingView {
  label: Text;
  column: string;
  /** Its ends (P10, P90) as a cell of its column has them. */
  ends: readonly [number, number];
  /** The output there; null = undefined. */
  low: number | null;
  high: number | null;
}

export interface SwingsView {
  column: string;
  base: number | null;
  bars: readonly SwingView[];
}

export interface CatalogView {
  version: string;
  hash: string;
  outputs: readonly OutputView[];
  /** Outputs of a simulation that asks for none. */
  simulated: readonly string[];
  /** Output → its bands. */
  bands: Readonly<Record<string, readonly Band[]>>;
}

export interface FindingView extends Finding {
  /** What stands in the cell it speaks of. */
  text?: string | undefined;
}

export type Figure = number | string | null;

/** A good row with its figures. */
export interface SiteView {
  line: number;
  siteId: string;
  name: string;
  country: string;
  technology: string;
  methodology: string | null;
  /** In the order of `CatalogView.outputs`; null = none. */
  figures: readonly Figure[];
  /** Position of an output → why it has no figure. */
  reasons: Readonly<Record<number, string>>;
  warnings: readonly { readonly code: string; readonly params?: Readonly<Record<string, string | number>> }[];
  /** What the figures rest on and must still be confirmed. */
  unverified: readonly string[];
}

export interface TotalView {
  sites: number;
  /** In the order of `CatalogView.outputs`. */
  figures: readonly { readonly value: Figure; readonly sites: number }[];
}

export interface SheetView {
  encoding: string;
  header: readonly string[];
  rows: number;
  dropped: number;
  sites: readonly SiteView[];
  total: TotalView;
  findings: readonly FindingView[];
  /** Whether any cell or scenario value has a spread. */
  spreads: boolean;
}

/** Nothing of the sheet can be assessed. */
export interface UnreadableView {
  unreadable: readonly FindingView[];
}
