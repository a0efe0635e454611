/** What is asked of `jcm portfolio`: what to maximise under which budgets, all of it sums over sites. */
import { vocabulary } from '../assessment/texts.ts';
import { type Catalog, nearest } from '../catalog/index.ts';
import type { StatementError } from '../decide/portfolio/statement.ts';
import {
  type BudgetStatement,
  COUNT,
  POINTS,
  parseBudget,
  parseObjective,
  type Statement,
} from '../decide/portfolio/statement.ts';
import { type Context, UsageError } from './context.ts';
import { allOutputs } from './outputs-option.ts';

/** Texts of a site that a budget may be confined to. */
const KEYS = ['country', 'technology', 'grid', 'methodology', 'programme', 'project_id', 'proposal_id'] as const;

/** @throws UsageError on what cannot be read, or does not add up over sites */
export function objectiveOf(text: string, catalog: Catalog, context: Context): Statement {
  return checked(read(parseObjective(text), context), catalog, context);
}

/** @throws UsageError likewise */
export function budgetsOf(texts: readonly string[], catalog: Catalog, context: Context): BudgetStatement[] {
  return texts.map((text) => checked(read(parseBudget(text), context), catalog, context));
}

/** @throws UsageError unless it is a whole number from 1 on */
export function checkTop(top: number | undefined, context: Context): void {
  if (top !== undefined && !(Number.isInteger(top) && top > 0))
    throw new UsageError(context.texts.cli('portfolio.badTop', { top: String(top) }));
}

/** @throws UsageError unless it is above 0 */
export function checkSeconds(seconds: number, context: Context): void {
  if (!(seconds > 0)) throw new UsageError(context.texts.cli('portfolio.badSeconds', { seconds: String(seconds) }));
}

function read<T extends Statement>(statement: T | StatementError, { texts }: Context): T {
  if (!('code' in statement)) return statement;
  const { code, params } = statement;
  throw new UsageError(texts.cli(`portfolio.${code}`, params));
}

function checked<T extends Statement>(statement: T, catalog: Catalog, context: Context): T {
  const { output, where } = statement;
  const known = allOutputs(catalog);
  const hit = known.find((o) => o.column === output);
  const words: readonly string[] = [COUNT, POINTS];
  if (!hit && !words.includes(output)) {
    const suggestion = nearest(output, [...words, ...known.map((o) => o.column)]) ?? '';
    throw new UsageError(context.texts.cli('unknownOutput', { name: output, suggestion }));
  }
  if (hit && (hit.quantity.output?.total !== 'sum' || hit.quantity.output.only))
    throw new UsageError(context.texts.cli('portfolio.notAdditive', { name: output }));
  return { ...statement, where: canonical(where, catalog, context) };
}

/** Countries and technologies as the catalog calls them. */
function canonical(where: Statement['where'], catalog: Catalog, context: Context): Statement['where'] {
  const words = vocabulary(catalog);
  const entries = Object.entries(where).map(([key, value]) => {
    if (!KEYS.some((k) => k === key)) {
      const suggestion = nearest(key, KEYS) ?? '';
      throw new UsageError(context.texts.cli('portfolio.unknownKey', { key, suggestion, known: KEYS.join(', ') }));
    }
    if (key !== 'country' && key !== 'technology') return [key, key === 'grid' ? words.grid(value) : value];
    const found = words[key](value);
    if ('ok' in found) return [key, found.ok];
    const { suggestion, known } = found;
    throw new UsageError(context.texts.cli('portfolio.unknownValue', { key, value, suggestion, known }));
  });
  return Object.fromEntries(entries);
}
