/** The texts of a row and which numbers it fills → shape, with the faults that all such rows share. Cached by the caller. */
import { type Catalog, nearest, type Quantity } from '../catalog/index.ts';
import { chooseCall, chooseMethodology } from './choose.ts';
import type { InputColumns } from './columns.ts';
import { type Finding, finding } from './findings.ts';
import type { SheetColumn } from './header.ts';
import type { ScenarioValues, Shape } from './site.ts';
import type { Vocabulary } from './texts.ts';

export type NumberColumn = Extract<SheetColumn, { kind: 'number' }>;
export type TextColumn = Extract<SheetColumn, { kind: 'text' }>;

export interface ShapeEntry {
  shape: Shape;
  /** Columns of the parameters, in order. */
  columns: readonly NumberColumn[];
  /** Their quantities. */
  quantities: readonly Quantity[];
  /** Errors drop the row; the rest are its warnings. */
  findings: readonly Finding[];
  dropped: boolean;
}

export interface ShapeContext {
  catalog: Catalog;
  inputs: InputColumns;
  words: Vocabulary;
  scenario: ScenarioValues;
}

/** @param cells text cells in the order of `texts`; @param filled number columns with something in the cell */
export function readShape(
  texts: readonly TextColumn[],
  cells: readonly string[],
  filled: readonly NumberColumn[],
  context: ShapeContext,
): ShapeEntry {
  const findings: Finding[] = [];
  const out: Record<string, string> = {};
  const raw = new Map(
    texts.map((c, i) => [c.name, { text: (cells[i] ?? '').normalize('NFKC').trim(), column: c.header }]),
  );
  const keys = ['country', 'technology'] as const;
  for (const key of keys) {
    const cell = raw.get(key);
    const text = cell?.text || context.scenario.texts[key] || '';
    if (!text) {
      findings.push(finding(`missing_${key}`, 'error', {}, { column: cell?.column }));
      continue;
    }
    const t = context.words[key](text);
    if ('ok' in t) out[key] = t.ok;
    else
      findings.push(
        finding(
          `unknown_${key}`,
          'error',
          { value: text, suggestion: t.suggestion, known: t.known },
          { column: cell?.column },
        ),
      );
  }
  const used = context.inputs.ofTechnology.get(out.technology ?? '');
  for (const [name, { text, column }] of raw) {
    if (text === '' || (keys as readonly string[]).includes(name)) continue;
    readText(name, text, column, out, used, context, findings);
  }
  const params = used ? numbers(filled, used, findings, out.technology as string) : [];
  const usable = params.filter((c) => !Number.isNaN(c.scale));
  const errors = findings.some((f) => f.severity === 'error');
  if (!errors) checkChoices(out, context, findings);
  if (out.grid && out.country && !checkGrid(out.grid, out.country, raw.get('grid')?.column, context, findings))
    delete out.grid;
  return {
    shape: { texts: out, params: usable.map((c) => c.name), lost: lostOf(params) },
    columns: usable,
    quantities: usable.map((c) => used?.get(c.name) as Quantity),
    findings,
    dropped: findings.some((f) => f.severity === 'error'),
  };
}

/** Money in a currency without a rate. */
function lostOf(params: readonly NumberColumn[]): Record<string, string> {
  return Object.fromEntries(params.filter((c) => Number.isNaN(c.scale)).map((c) => [c.name, 'no_rate']));
}

function readText(
  name: string,
  text: string,
  column: string,
  out: Record<string, string>,
  used: ReadonlyMap<string, Quantity> | undefined,
  context: ShapeContext,
  findings: Finding[],
): void {
  if (name === 'grid') {
    out.grid = context.words.grid(text);
    return;
  }
  if (name === 'methodology' || name === 'programme') {
    out[name] = text;
    return;
  }
  const q = used?.get(name);
  if (!used) return;
  if (!q) {
    findings.push(finding('unused_cell', 'warning', { technology: out.technology ?? '' }, { column }));
    return;
  }
  const t = context.words.value(q, text);
  if ('ok' in t) out[name] = t.ok;
  else
    findings.push(
      finding('unknown_value', 'error', { value: text, suggestion: t.suggestion, known: t.known }, { column }),
    );
}

function numbers(
  filled: readonly NumberColumn[],
  used: ReadonlyMap<string, Quantity>,
  findings: Finding[],
  technology: string,
): NumberColumn[] {
  const params: NumberColumn[] = [];
  for (const c of filled) {
    const q = used.get(c.name);
    if (!q) findings.push(finding('unused_cell', 'warning', { technology }, { column: c.header }));
    else if (q.unused && q.unused !== 'quiet')
      findings.push(finding('battery_not_modelled', 'warning', {}, { column: c.header }));
    else {
      if (Number.isNaN(c.scale))
        findings.push(finding('no_rate', 'warning', { currency: c.currency ?? '' }, { column: c.header }));
      params.push(c);
    }
  }
  return params;
}

function checkChoices(out: Record<string, string>, context: ShapeContext, findings: Finding[]): void {
  const texts: Record<string, string> = { ...context.scenario.texts, ...out };
  if (texts.methodology) {
    const choice = chooseMethodology(context.catalog, texts, {});
    if (choice.kind === 'unknown') {
      findings.push(
        finding(
          'unknown_methodology',
          'error',
          { value: choice.id, suggestion: nearest(choice.id, choice.known) ?? '' },
          { column: 'methodology' },
        ),
      );
    }
    if (choice.kind === 'unknown_version') {
      findings.push(
        finding(
          'unknown_methodology_version',
          'error',
          { value: choice.id, known: choice.known.join(', ') },
          { column: 'methodology' },
        ),
      );
    }
    if (choice.kind === 'wrong_technology') {
      findings.push(
        finding(
          'methodology_of_another_technology',
          'error',
          { methodology: choice.methodology.id, technology: texts.technology ?? '' },
          { column: 'methodology' },
        ),
      );
    }
  }
  if (!chooseCall(context.catalog, texts.programme)) {
    const known = context.catalog.calls.map((c) => `${c.programme}@${c.call}`).join(', ');
    findings.push(
      finding('unknown_programme', 'error', { value: texts.programme ?? '', known }, { column: 'programme' }),
    );
  }
}

/** Grids of a country that tables or methodologies know; another name falls back to national figures, which is said. */
function checkGrid(
  grid: string,
  country: string,
  column: string | undefined,
  context: ShapeContext,
  findings: Finding[],
): boolean {
  const known = new Set<string>();
  for (const table of Object.values(context.catalog.tables)) {
    const at = (name: string) => table.keys.findIndex(([, key]) => key === name);
    if (at('grid') < 0 || at('country') < 0) continue;
    for (const r of table.rows) if (r.keys[at('country')] === country) known.add(r.keys[at('grid')] as string);
  }
  for (const m of Object.values(context.catalog.methodologies)) {
    if (m.country !== country) continue;
    for (const f of Object.values(m.fillers)) {
      for (const o of f.options)
        if (o.def.k === 'by' && o.def.key === 'grid') for (const label of Object.keys(o.def.values)) known.add(label);
    }
  }
  if (known.has(grid)) return true;
  findings.push(
    finding('unknown_grid', 'warning', { value: grid, known: [...known].filter(Boolean).join(', ') }, { column }),
  );
  return false;
}
