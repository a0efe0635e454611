/** The CSV form of an assessment: one line a site, empty where there is no figure, with the reasons beside it. */
import type { SiteResult } from '../batch/assess.ts';
import { csvLine } from '../io/csv-write.ts';
import { methodologyName, outputValue } from './outputs.ts';
import type { ModelOutput } from '../engine/model.ts';

export interface CsvShape {
  /** Output columns in their order. */
  columns: readonly string[];
  projects: boolean;
  proposals: boolean;
  notes: readonly string[];
}

export function csvHeader(s: CsvShape): string {
  return csvLine([
    'site_id', 'name', ...(s.projects ? ['project_id'] : []), ...(s.proposals ? ['proposal_id'] : []), 'country', 'technology', 'methodology',
    ...s.columns, 'warnings', 'reasons', 'unverified', ...s.notes,
  ]);
}

/** Positions of the columns in a model's outputs, found once a model. */
const POSITIONS = new WeakMap<readonly ModelOutput[], Int32Array>();

export function csvRow(r: SiteResult, s: CsvShape): string {
  const outputs = r.model.outputs;
  let at = POSITIONS.get(outputs);
  if (!at || at.length !== s.columns.length) {
    at = Int32Array.from(s.columns, (c) => outputs.findIndex((o) => o.column === c));
    POSITIONS.set(outputs, at);
  }
  const cells: (string | number | null)[] = [r.row.siteId, r.row.name];
  if (s.projects) cells.push(r.row.projectId);
  if (s.proposals) cells.push(r.row.proposalId);
  cells.push(r.row.shape.texts.country ?? '', r.row.shape.texts.technology ?? '', methodologyName(r) ?? '');
  for (const i of at) cells.push(i < 0 ? null : outputValue(outputs[i] as ModelOutput, r.values[i] as number));
  cells.push(r.warnings.map((w) => w.code).join(' '), reasonsText(r), r.model.unverified.join(' '), ...r.row.notes);
  return csvLine(cells);
}

function reasonsText(r: SiteResult): string {
  let text = '';
  for (const [i, reason] of r.reasons) text += `${text ? ' ' : ''}${r.model.outputs[i]?.column}=${reason}`;
  return text;
}
