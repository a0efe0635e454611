/** The CSV form of an assessment: one line a site, empty where there is no figure, with the reasons beside it. */
import type { SiteResult } from '../batch/assess.ts';
import type { Model, ModelOutput } from '../engine/model.ts';
import { csvLine, numberCell, textCell } from '../io/csv-write.ts';
import { methodologyName, outputValue } from './outputs.ts';

export interface CsvShape {
  /** Output columns in their order. */
  columns: readonly string[];
  projects: boolean;
  proposals: boolean;
  notes: readonly string[];
}

export function csvHeader(s: CsvShape): string {
  return csvLine([
    'site_id',
    'name',
    ...(s.projects ? ['project_id'] : []),
    ...(s.proposals ? ['proposal_id'] : []),
    'country',
    'technology',
    'methodology',
    ...s.columns,
    'warnings',
    'reasons',
    'unverified',
    ...s.notes,
  ]);
}

/** The parts of a line that all rows of a model share. */
interface Shared {
  at: Int32Array;
  middle: string;
  warnings: string;
  tail: string;
}

const SHARED = new WeakMap<Model, Shared>();

function sharedOf(r: SiteResult, s: CsvShape): Shared {
  const known = SHARED.get(r.model);
  if (known?.at.length === s.columns.length) return known;
  const { texts } = r.row.shape;
  const shared: Shared = {
    at: Int32Array.from(s.columns, (c) => r.model.outputs.findIndex((o) => o.column === c)),
    middle: [texts.country ?? '', texts.technology ?? '', methodologyName(r) ?? ''].map(textCell).join(','),
    warnings: r.model.warnings.join(' '),
    tail: textCell(r.model.unverifiedValues.join(' ')),
  };
  SHARED.set(r.model, shared);
  return shared;
}

/** One line, LF at the end. Codes need no quotes: they hold neither commas nor line ends. */
export function csvRow(r: SiteResult, s: CsvShape): string {
  const { at, middle, warnings, tail } = sharedOf(r, s);
  const outputs = r.model.outputs;
  let line = `${textCell(r.row.siteId)},${textCell(r.row.name)},`;
  if (s.projects) line += `${textCell(r.row.projectId)},`;
  if (s.proposals) line += `${textCell(r.row.proposalId)},`;
  line += middle;
  for (let c = 0; c < at.length; c++) {
    const i = at[c] as number;
    const v = i < 0 ? null : outputValue(outputs[i] as ModelOutput, r.values[i] as number);
    line += v === null ? ',' : typeof v === 'number' ? `,${numberCell(v)}` : `,${textCell(v)}`;
  }
  line += `,${warnings}`;
  for (let i = r.model.warnings.length; i < r.warnings.length; i++)
    line += ` ${(r.warnings[i] as { code: string }).code}`;
  line += `,${reasonsText(r)},${tail}`;
  for (const n of r.row.notes) line += `,${textCell(n)}`;
  return `${line}\n`;
}

function reasonsText(r: SiteResult): string {
  let text = '';
  for (const [i, reason] of r.reasons) text += `${text ? ' ' : ''}${r.model.outputs[i]?.column}=${reason}`;
  return text;
}
