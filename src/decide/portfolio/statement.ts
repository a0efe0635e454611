/** What a user writes: `p50 of reduction_tco2_horizon`, `subsidy_jpy <= 2e9`, `count[country=TH] <= 3`. */
import { parseThreshold } from '../../simulate/threshold.ts';
import type { Taken } from './problem.ts';

/** Words that are no outputs: how many sites, and points of all scores together. */
export const COUNT = 'count';
export const POINTS = 'points';

export interface Statement {
  /** As it was written. */
  text: string;
  taken: Taken;
  /** Output, `count` or `points`. */
  output: string;
  /** Only sites with these texts count. */
  where: Readonly<Record<string, string>>;
}

export interface BudgetStatement extends Statement {
  op: '<=' | '>=';
  value: number;
}

export type StatementError =
  /** Not `[mean of | pNN of] OUTPUT[key=value, …]`. */
  | { readonly code: 'objective_form'; readonly params: { readonly text: string } }
  /** Not that followed by `<=` or `>=` and a number. */
  | { readonly code: 'budget_form'; readonly params: { readonly text: string } }
  /** A quantile outside p0 to p100. */
  | { readonly code: 'quantile_range'; readonly params: { readonly text: string; readonly quantile: string } };

const LEFT = /^(?:(mean|p\d+(?:\.\d+)?)\s+of\s+)?([A-Za-z_]\w*)\s*(?:\[([^\]]*)\])?$/iu;
const PAIR = /^([A-Za-z_]\w*)\s*=\s*(.+)$/u;

export function parseObjective(text: string): Statement | StatementError {
  const written = text.trim();
  return parseLeft(written, written) ?? { code: 'objective_form', params: { text: written } };
}

export function parseBudget(text: string): BudgetStatement | StatementError {
  const written = text.trim();
  const wrong: StatementError = { code: 'budget_form', params: { text: written } };
  // What stands in brackets may hold an equals sign.
  const [, left = '', right = ''] = /^((?:[^[\]<>≤≥=]|\[[^\]]*\])*)(.*)$/su.exec(written) ?? [];
  const limit = parseThreshold(`x ${right}`);
  if ('code' in limit || (limit.op !== '<=' && limit.op !== '>=')) return wrong;
  const statement = parseLeft(left.trim(), written);
  if (!statement || 'code' in statement) return statement ?? wrong;
  return { ...statement, op: limit.op, value: limit.value };
}

function parseLeft(left: string, text: string): Statement | StatementError | undefined {
  const [, how = 'mean', output, inside] = LEFT.exec(left) ?? [];
  if (output === undefined) return undefined;
  const where: Record<string, string> = {};
  for (const pair of inside === undefined ? [] : inside.split(',')) {
    const [, key, value] = PAIR.exec(pair.trim()) ?? [];
    if (key === undefined || value === undefined) return undefined;
    where[key] = value.trim();
  }
  if (how.toLowerCase() === 'mean') return { text, taken: { kind: 'mean' }, output, where };
  const p = Number(how.slice(1)) / 100;
  if (p > 1) return { code: 'quantile_range', params: { text, quantile: how } };
  return { text, taken: { kind: 'quantile', p }, output, where };
}
