/** What an explanation adds of the row itself: the cell a number stands in, and which spread a simulation would draw from. */
import type { SiteRow } from '../assessment/row.ts';
import type { Scenario } from '../assessment/scenario.ts';
import type { ExplainedQuantity } from '../engine/explain.ts';

/**
 * Whether the default spread is what a simulation of this row would draw from.
 * @param defaults whether default spreads are switched on
 */
export function withState(
  q: ExplainedQuantity,
  row: SiteRow,
  scenario: Scenario,
  defaults: boolean,
): ExplainedQuantity {
  if (!q.spread) return q;
  const own = row.spreads?.[q.name] ?? (q.from === 'scenario' ? scenario.values.numbers[q.name]?.spread : undefined);
  return { ...q, spread: { ...q.spread, state: own ? 'replaced' : defaults ? 'on' : 'off' } };
}

/** Which middle of a spread is used (rules of calculation, section on spreads). */
const MIDDLE: Readonly<Record<string, string>> = {
  normal: 'mean',
  truncated: 'mean',
  lognormal: 'median',
  uniform: 'midpoint',
  triangular: 'mode',
  pert: 'mode',
  discrete: 'weighted mean',
  empirical: 'median',
};

/** A number of the row is traced to its cell. */
export function withCell(q: ExplainedQuantity, row: SiteRow): ExplainedQuantity {
  const spread = row.spreads?.[q.name];
  const middle = spread ? ` (${MIDDLE[spread.kind]})` : '';
  const cell = q.from === 'cell' || q.from === 'hours' ? row.written?.[q.name] : undefined;
  if (!cell) return q;
  const rate = cell.rate
    ? ` × ${cell.rate.jpy} JPY/${cell.rate.currency}${cell.rate.date ? ` (${cell.rate.date}${cell.rate.source ? `, ${cell.rate.source}` : ''})` : ' (scenario)'}`
    : '';
  return { ...q, detail: `line ${row.line}, "${cell.header}": ${cell.text.trim()}${rate}${middle}` };
}
