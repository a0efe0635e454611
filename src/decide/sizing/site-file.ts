/** A site file: the keys of the sheet, and `series`, `aim`, `limits`, `range`, `cost` and what else a technology has. */
import type { Finding } from '../../assessment/findings.ts';
import { type Catalog, nearest } from '../../catalog/index.ts';
import type { Aim, Limit } from './choose.ts';
import { sizingFinding } from './findings.ts';
import { isMap, Part, type Raw } from './keys.ts';

/** Keys of the sheet with their texts, in order. */
export type Columns = readonly (readonly [header: string, text: string])[];

/** What the technology of a site adds to the file. */
export interface SiteForm {
  /** Keys beside the columns, of all technologies. */
  parts: readonly string[];
  /** Those that this one has. */
  own: readonly string[];
  /** Limits that the sizes keep by themselves, such as a roof. */
  limits: readonly string[];
}

export interface SiteFile {
  columns: Columns;
  aim: Aim & { id: string };
  limits: readonly Limit[];
  /** The parts as they were written; each technology reads its own. */
  parts: Raw;
}

const PARTS = ['series', 'aim', 'limits', 'range', 'cost'] as const;
/** Limits that the size itself says. */
export const CAPEX = 'capex_jpy';

/** @param parts see SiteForm */
export function siteColumns(raw: Raw, parts: readonly string[]): Columns {
  const others: readonly string[] = [...PARTS, ...parts];
  return Object.entries(raw)
    .filter(([key, v]) => !others.includes(key) && v !== null && v !== undefined)
    .map(([key, v]) => [key, String(v)] as const);
}

/** @returns findings; with an error among them the file cannot be used */
export function readSiteFile(raw: Raw, form: SiteForm, catalog: Catalog): { file: SiteFile; findings: Finding[] } {
  const findings: Finding[] = [];
  for (const key of form.parts)
    if (raw[key] !== undefined && !form.own.includes(key))
      findings.push(sizingFinding('size_unknown_key', 'error', { key, suggestion: nearest(key, form.own) ?? '' }));
  const file: SiteFile = {
    columns: siteColumns(raw, form.parts),
    aim: aimOf(raw.aim, catalog, findings),
    limits: limitsOf(raw.limits, form, catalog, findings),
    parts: raw,
  };
  return { file, findings };
}

/** A named aim, or an output with `best: most` or `least`. */
function aimOf(raw: unknown, catalog: Catalog, findings: Finding[]): Aim & { id: string } {
  const aims = catalog.choices.sizing?.aims ?? {};
  const [first = ''] = Object.keys(aims);
  if (isMap(raw)) {
    const part = new Part('aim', raw, ['output', 'best'], findings);
    const output = part.text('output') ?? '';
    const outputs = outputColumns(catalog);
    if (!outputs.includes(output))
      findings.push(
        sizingFinding('size_bad_value', 'error', {
          key: 'aim.output',
          value: output,
          expected: nearest(output, outputs) ?? 'jcm catalog outputs',
        }),
      );
    return { id: output, outputs: [output], best: part.text('best', ['most', 'least'] as const) ?? 'most' };
  }
  const id = raw === undefined ? first : String(raw);
  const aim = Object.hasOwn(aims, id) ? aims[id] : undefined;
  if (aim) return { id, ...aim };
  findings.push(
    sizingFinding('size_bad_value', 'error', {
      key: 'aim',
      value: id,
      expected: `${Object.keys(aims).join(', ')}, { output: irr, best: most }`,
    }),
  );
  return { id, outputs: [], best: 'most' };
}

function outputColumns(catalog: Catalog): string[] {
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  return quantities.flatMap((q) => (q.output ? ['', ...q.output.variants].map((v) => q.column + v) : []));
}

function limitsOf(raw: unknown, form: SiteForm, catalog: Catalog, findings: Finding[]): Limit[] {
  const known = catalog.choices.sizing?.limits ?? {};
  const part = new Part('limits', raw, [...form.limits, 'budget_jpy', ...Object.keys(known)], findings);
  const many = Number.POSITIVE_INFINITY;
  const limits: Limit[] = [];
  const budget = part.number('budget_jpy', 0, many);
  if (budget !== undefined) limits.push({ id: 'budget_jpy', of: CAPEX, at: 'most', value: budget });
  for (const [id, { output, at }] of Object.entries(known)) {
    const value = part.number(id, Number.NEGATIVE_INFINITY, many);
    if (value !== undefined) limits.push({ id, of: output, at, value });
  }
  return limits;
}
