/** A site file: the keys of the sheet, and `series`, `aim`, `limits`, `range`, `cost` and what else a technology has. */
import { keyOf } from '../../assessment/columns.ts';
import type { Finding } from '../../assessment/findings.ts';
import { type Catalog, nearest } from '../../catalog/index.ts';
import type { Text } from '../../catalog/text.ts';
import { type Chance, chanceLimit, parseChance, STATISTICS, type Statistic, statisticOf } from './chances.ts';
import type { Aim, Limit } from './choose.ts';
import { sizingFinding } from './findings.ts';
import { isMap, Part, type Raw } from './keys.ts';

/** Keys of the sheet with their texts, in order; `column` is the name of the quantity's column, whatever the header calls it. */
export type Columns = readonly (readonly [header: string, text: string, column: string])[];

/** What the technology of a site adds to the file. */
export interface SiteForm {
  /** Keys beside the columns, of all technologies. */
  parts: readonly string[];
  /** Those that this one has. */
  own: readonly string[];
  /** Limits that the sizes keep by themselves, such as a roof. */
  limits: readonly string[];
}

export interface SiteAim extends Aim {
  id: string;
  /** Of a named aim. */
  label?: Text | undefined;
  /** Outputs that it is made of. */
  columns: readonly string[];
  /** Taken in the draws, not at the middles. */
  at?: Statistic | undefined;
}

export interface SiteFile {
  columns: Columns;
  aim: SiteAim;
  /** Those of the draws among them. */
  limits: readonly Limit[];
  chances: readonly Chance[];
  /** Of the initial cost of every size, as a cell has it: `± 15%`. */
  costSpread?: string | undefined;
  /** The parts as they were written; each technology reads its own. */
  parts: Raw;
}

const PARTS = ['series', 'aim', 'limits', 'range', 'cost'] as const;
/** Limits that the size itself says. */
export const CAPEX = 'capex_jpy';

/**
 * Labels of identity and key columns (`技術`) become their names.
 * @param parts see SiteForm
 */
export function siteColumns(raw: Raw, parts: readonly string[]): Columns {
  const others: readonly string[] = [...PARTS, ...parts];
  return Object.entries(raw)
    .filter(([key, v]) => !others.includes(key) && v !== null && v !== undefined)
    .map(([key, v]) => {
      const name = keyOf(key) ?? key;
      return [name, String(v), name] as const;
    });
}

/** Text of a column; undefined where the file has none. */
export const cellOf = (columns: Columns, column: string): string | undefined =>
  columns.find(([, , c]) => c === column)?.[1];

/** @returns findings; with an error among them the file cannot be used */
export function readSiteFile(
  raw: Raw,
  columns: Columns,
  form: SiteForm,
  catalog: Catalog,
): { file: SiteFile; findings: Finding[] } {
  const findings: Finding[] = [];
  for (const [header] of columns)
    if (typeof raw[header] === 'object')
      findings.push(sizingFinding('size_bad_value', 'error', { key: header, value: '[…]', expected: '1200, text' }));
  for (const key of form.parts)
    if (raw[key] !== undefined && !form.own.includes(key))
      findings.push(sizingFinding('size_unknown_key', 'error', { key, suggestion: nearest(key, form.own) ?? '' }));
  const chances = chancesOf(raw.limits, catalog, findings);
  const file: SiteFile = {
    columns,
    aim: aimOf(raw.aim, catalog, findings),
    limits: [...limitsOf(raw.limits, form, catalog, findings), ...chances.map(chanceLimit)],
    chances,
    costSpread: costSpreadOf(raw.cost, findings),
    parts: { ...raw, ...(isMap(raw.cost) ? { cost: withoutSpread(raw.cost) } : {}) },
  };
  return { file, findings };
}

function costSpreadOf(raw: unknown, findings: Finding[]): string | undefined {
  const text = isMap(raw) ? raw.spread : undefined;
  if (text === undefined || text === null) return undefined;
  if (typeof text === 'string' && SPREAD.test(text)) return text.trim();
  findings.push(
    sizingFinding('size_bad_value', 'error', { key: 'cost.spread', value: JSON.stringify(text), expected: '± 15%' }),
  );
  return undefined;
}
const SPREAD = /^\s*±\s*\d+(\.\d+)?\s*%\s*$/;

function withoutSpread({ spread: _, ...cost }: Raw): Raw {
  return cost;
}

/** A named aim, or an output with `best: most` or `least`; `at: p10` takes it in the draws. */
function aimOf(raw: unknown, catalog: Catalog, findings: Finding[]): SiteAim {
  const aims = catalog.choices.sizing?.aims ?? {};
  const [first = ''] = Object.keys(aims);
  const part = isMap(raw) ? new Part('aim', raw, ['output', 'best', 'at'], findings) : undefined;
  const id = part ? (part.text('output') ?? '') : raw === undefined ? first : String(raw);
  const named = Object.hasOwn(aims, id) ? aims[id] : undefined;
  const known = outputColumns(catalog);
  if (!named && !(part && known.includes(id)))
    findings.push(
      sizingFinding('size_bad_value', 'error', {
        key: part ? 'aim.output' : 'aim',
        value: id,
        expected: part
          ? (nearest(id, known) ?? 'jcm catalog outputs')
          : `${Object.keys(aims).join(', ')}, { output: irr, best: most }`,
      }),
    );
  const best = part?.text('best', ['most', 'least'] as const) ?? named?.best ?? 'most';
  const at = part?.text('at', STATISTICS);
  const columns = named?.outputs ?? [id];
  const outputs = at === undefined ? columns : columns.map((c) => statisticOf(at, c));
  return { id: at === undefined ? id : statisticOf(at, id), label: named?.label, outputs, columns, at, best };
}

/** `limits.chances`: a text or a list of them. */
function chancesOf(raw: unknown, catalog: Catalog, findings: Finding[]): Chance[] {
  const written = isMap(raw) ? (raw.chances ?? []) : [];
  const columns = outputColumns(catalog);
  return (Array.isArray(written) ? written : [written]).flatMap((text) => {
    const chance = parseChance(String(text));
    if (chance && columns.includes(chance.threshold.output)) return [chance];
    const params = { text: String(text), suggestion: chance ? (nearest(chance.threshold.output, columns) ?? '') : '' };
    findings.push(sizingFinding('size_bad_chance', 'error', params));
    return [];
  });
}

function outputColumns(catalog: Catalog): string[] {
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  return quantities.flatMap((q) => (q.output && !q.labels ? ['', ...q.output.variants].map((v) => q.column + v) : []));
}

function limitsOf(raw: unknown, form: SiteForm, catalog: Catalog, findings: Finding[]): Limit[] {
  const known = catalog.choices.sizing?.limits ?? {};
  const part = new Part('limits', raw, [...form.limits, 'budget_jpy', 'chances', ...Object.keys(known)], findings);
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
