/** What sizing is asked for, and what it gives. */
import type { Finding } from '../../assessment/findings.ts';
import type { Scenario } from '../../assessment/scenario.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Choice, Figures } from '../../decide/sizing/choose.ts';
import type { SiteResult } from '../assess.ts';
import type { Simulators, SizedDraws } from './draws.ts';
import type { SitePlan } from './read-site.ts';
import type { RowTexts } from './row.ts';
import type { SizedRows } from './rows.ts';
import type { Candidate, Candidates, SizingInputs } from './sizer.ts';

export interface SizeOptions {
  catalog: Catalog;
  scenario: Scenario;
  site: SitePlan;
  inputs: SizingInputs;
  rows: SizedRows;
  /** Without it sizes are judged by the middles alone. */
  simulators?: Simulators | undefined;
}

export interface SizedPoint extends Candidate {
  row: RowTexts;
  result: SiteResult;
  /** When something is uncertain. */
  draws?: SizedDraws | undefined;
  figures: Figures;
}

export interface Sizing {
  points: readonly SizedPoint[];
  choice: Choice;
  /** What ends the sizes where the best lies at an end: a key of the range, or the limit that cut it. */
  ends: readonly string[];
  /** As the sizer tells them. */
  facts: Candidates['facts'];
}

/** A site that was read, and sized as far as its findings let it. */
export interface SizedSite {
  id?: string | undefined;
  site?: SitePlan | undefined;
  sizing?: Sizing | undefined;
  findings: readonly Finding[];
}

/** Without the sizes that were not chosen: many sites fit into memory. */
export function withoutOthers(sized: SizedSite): SizedSite {
  const best = bestOf(sized.sizing);
  if (!sized.sizing || !best) return { ...sized, sizing: undefined };
  const { choice } = sized.sizing;
  return { ...sized, sizing: { ...sized.sizing, points: [best], choice: { ...choice, best: 0, next: undefined } } };
}

/** @returns the point of the best size */
export const bestOf = (sizing: Sizing | undefined): SizedPoint | undefined =>
  sizing?.choice.best === undefined ? undefined : sizing.points[sizing.choice.best];
