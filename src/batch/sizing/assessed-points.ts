/** Sizes of a site → rows of the sheet → assessments and draws. */
import type { Finding } from '../../assessment/findings.ts';
import type { Figures } from '../../decide/sizing/choose.ts';
import { CAPEX } from '../../decide/sizing/site-file.ts';
import type { SiteResult } from '../assess.ts';
import { drawnFigures } from './draws.ts';
import { shownOutputs } from './outputs.ts';
import { type RowTexts, sizedRow } from './row.ts';
import type { SizedPoint, SizeOptions } from './sized.ts';
import type { Candidate } from './sizer.ts';

/** @returns no points when a row is refused */
export function assessedPoints(
  { catalog, site, rows, simulators }: SizeOptions,
  candidates: readonly Candidate[],
): { points?: SizedPoint[]; findings: readonly Finding[] } {
  const { file, sizer } = site;
  const texts = candidates.map((c) => sizedRow(file, c, sizer.sized));
  if (candidates.length === 0) return { points: [], findings: [] };
  const read = rows.read(texts);
  if (!read.rows) return { findings: read.findings };
  const results = rows.assess(read.rows);
  const { at, columns, best } = file.aim;
  const aims = at === undefined ? [] : columns.map((output) => ({ statistic: at, output, best }));
  const drawn = simulators?.of(new Set(shownOutputs(catalog, file)), file.chances, aims).rows(read.rows);
  const points = candidates.map((c, i) => {
    const result = results[i] as SiteResult;
    const middles = figuresOf(result, c);
    const draws = drawn?.[i];
    const figures = { ...middles, ...drawnFigures(middles, draws, file.chances, aims) };
    return { ...c, row: texts[i] as RowTexts, result, draws, figures };
  });
  return { points, findings: points[0] ? rows.findings(points[0].result) : [] };
}

/** Outputs by column, and what the size itself says. */
function figuresOf(result: SiteResult, candidate: Candidate): Figures {
  const figures: Record<string, number | undefined> = {};
  // Not paid back within the evaluation is longer than any limit.
  for (const [i, o] of result.model.outputs.entries())
    figures[o.column] = result.reasons.get(i) === 'not_paid_back' ? Number.POSITIVE_INFINITY : result.values[i];
  const { shape, values } = result.row;
  const written = shape.params.indexOf('capex');
  figures[CAPEX] = candidate.capexJpy ?? (written < 0 ? undefined : values[written]);
  return figures;
}
