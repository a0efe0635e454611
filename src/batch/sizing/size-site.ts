/** One site, many sizes: a year of each → rows of the sheet → assessments → the best under the limits. */
import type { Finding } from '../../assessment/findings.ts';
import type { Scenario } from '../../assessment/scenario.ts';
import type { Catalog } from '../../catalog/index.ts';
import { type Choice, choose, type Figures } from '../../decide/sizing/choose.ts';
import { sizingFinding } from '../../decide/sizing/findings.ts';
import { CAPEX, type SiteFile } from '../../decide/sizing/site-file.ts';
import type { SiteResult } from '../assess.ts';
import { drawnFigures, type Simulators, type SizedDraws } from './draws.ts';
import { endsOf } from './ends.ts';
import { shownOutputs } from './outputs.ts';
import type { SitePlan } from './read-site.ts';
import { baseRow, type RowTexts, sizedRow } from './row.ts';
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
  site?: SitePlan | undefined;
  sizing?: Sizing | undefined;
  findings: readonly Finding[];
}

/** @returns the point of the best size */
export const bestOf = (sizing: Sizing | undefined): SizedPoint | undefined =>
  sizing?.choice.best === undefined ? undefined : sizing.points[sizing.choice.best];

/** @returns no sizing when a finding is an error */
export function sizeSite(options: SizeOptions): { sizing?: Sizing; findings: readonly Finding[] } {
  const { file, sizer, plan } = options.site;
  const base = options.rows.read([baseRow(file.columns, sizer.sized)]);
  const [row] = base.rows ?? [];
  if (!row) return { findings: base.findings };
  const { catalog, scenario, inputs } = options;
  const made = sizer.candidates({ catalog, scenario, file, plan, inputs, facts: options.rows.facts(row) });
  if (!('list' in made)) return made;
  const assessed = assessedPoints(options, made.list);
  if (!assessed.points) return { findings: [...made.findings, ...assessed.findings] };
  const { points } = assessed;
  const choice = choose(
    points.map((p) => p.figures),
    file.aim,
    file.limits,
  );
  const findings = [...made.findings, ...assessed.findings];
  if (file.chances.length > 0 && !points[0]?.draws) findings.push(sizingFinding('size_no_spreads', 'warning'));
  if (choice.best === undefined) findings.push(nothingChosen(file, choice, points[0] as SizedPoint));
  const ends = endsOf(made, sizer.axes, points[choice.best ?? -1]?.size);
  return { sizing: { points, choice, ends, facts: made.facts }, findings };
}

function assessedPoints(
  { catalog, site, rows, simulators }: SizeOptions,
  candidates: readonly Candidate[],
): { points?: SizedPoint[]; findings: readonly Finding[] } {
  const { file, sizer } = site;
  const texts = candidates.map((c) => sizedRow(file.columns, c, sizer.sized));
  const read = rows.read(texts);
  if (!read.rows) return { findings: read.findings };
  const results = rows.assess(read.rows);
  const drawn = simulators?.of(new Set(shownOutputs(catalog, file)), file.chances).rows(read.rows);
  const points = candidates.map((c, i) => {
    const result = results[i] as SiteResult;
    const middles = figuresOf(result, file, c);
    const draws = drawn?.[i];
    const figures = { ...middles, ...drawnFigures(middles, draws, file.chances, file.aim.columns) };
    return { ...c, row: texts[i] as RowTexts, result, draws, figures };
  });
  return { points, findings: points[0] ? rows.findings(points[0].result) : [] };
}

/** Outputs by column, and what the size itself says. */
function figuresOf(result: SiteResult, file: SiteFile, candidate: Candidate): Figures {
  const figures: Record<string, number | undefined> = {};
  // Not paid back within the evaluation is longer than any limit.
  for (const [i, o] of result.model.outputs.entries())
    figures[o.column] = result.reasons.get(i) === 'not_paid_back' ? Number.POSITIVE_INFINITY : result.values[i];
  const written = file.columns.find(([h]) => h === CAPEX)?.[1];
  figures[CAPEX] = candidate.capexJpy ?? (written === undefined ? undefined : Number(written));
  return figures;
}

function nothingChosen({ aim }: SiteFile, choice: Choice, { result }: SizedPoint): Finding {
  const aimed = result.model.outputs.flatMap((o, i) => (aim.columns.includes(o.column) ? [result.reasons.get(i)] : []));
  const reason = aimed.find((r) => r !== undefined) ?? 'unknown';
  const limits = [...new Set(choice.broken.flat())];
  return choice.values.every(Number.isNaN)
    ? sizingFinding('size_no_aim', 'error', { outputs: aim.outputs.join(' + '), reason })
    : sizingFinding('size_nothing_allowed', 'error', { limits: limits.join(', ') });
}
