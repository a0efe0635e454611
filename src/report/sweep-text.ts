/** A sheet under the plans of a sweep: a line for each site and plan, for people, as JSON and as CSV. */
import type { SweptPlan } from '../assessment/sweep.ts';
import type { SweptSite } from '../batch/sweep.ts';
import type { Quantity } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';
import { csvLine } from '../io/csv-write.ts';
import { confirmNote } from './confirm-note.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { labelOf, outputValue } from './outputs.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

export interface SweepColumn {
  column: string;
  quantity: Quantity;
}

/** Columns that any plan changes, in the order in which they are first named. */
export function sweptColumns(plans: readonly SweptPlan[]): string[] {
  return [...new Set(plans.flatMap((p) => Object.keys(p.written)))];
}

export function sweepJson(siteId: string, list: readonly SweptSite[]): object {
  return {
    site_id: siteId,
    scenarios: list.map(({ plan, result, values }) => {
      const outputs = result.model.outputs.map((o, i) => [o.column, outputValue(o, values[i] as number)] as const);
      const reasons = result.model.outputs.flatMap((o, i) =>
        Number.isNaN(values[i]) ? [[o.column, result.reasons.get(i) ?? 'not_finite'] as const] : [],
      );
      return {
        scenario: plan.name,
        values: plan.written,
        outputs: Object.fromEntries(outputs),
        reasons: Object.fromEntries(reasons),
        unverified: result.model.unverified,
      };
    }),
  };
}

export const sweepCsvHeader = (plans: readonly SweptPlan[], columns: readonly SweepColumn[]): string =>
  csvLine(['site_id', 'name', 'scenario', ...sweptColumns(plans), ...columns.map((c) => c.column), 'reasons']);

export function sweepCsvLine(s: SweptSite, swept: readonly string[], columns: readonly SweepColumn[]): string {
  const { row, model, reasons } = s.result;
  const cells = columns.map(({ column }) => {
    const i = model.outputs.findIndex((o) => o.column === column);
    const o = model.outputs[i];
    return o ? outputValue(o, s.values[i] as number) : null;
  });
  const why = [...reasons].map(([i, reason]) => `${model.outputs[i]?.column}=${reason}`).join(' ');
  return csvLine([row.siteId, row.name, s.plan.name, ...swept.map((c) => s.plan.written[c] ?? ''), ...cells, why]);
}

export function sweepTable(list: readonly SweptSite[], columns: readonly SweepColumn[], texts: Texts): string {
  const shown = columns.filter(({ column }) => list.some((s) => figure(s, column, texts) !== '–'));
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('headings.scenario') },
    ...shown.map(({ quantity }): Column => {
      const unit = columnUnit(quantity, texts.lang);
      return { head: `${quantity.label[texts.lang]}${unit ? `\n${unit}` : ''}`, align: 'right' };
    }),
  ];
  const rows = list.map((s) => [
    oneLine(`${s.result.row.siteId} ${s.result.row.name}`).slice(0, 28),
    oneLine(s.plan.name),
    ...shown.map(({ column }) => figure(s, column, texts)),
  ]);
  const unverified = list.flatMap((s) => s.result.model.unverified);
  return table(heads, rows) + confirmNote(unverified, [], texts);
}

function figure(s: SweptSite, column: string, texts: Texts): string {
  const i = s.result.model.outputs.findIndex((o) => o.column === column);
  const v = s.values[i] ?? Number.NaN;
  const q = s.result.model.outputs[i]?.quantity;
  if (!q || Number.isNaN(v)) return '–';
  return q.labels ? texts.label(labelOf(q.labels, v) ?? String(v)) : columnNumber(v, q, texts.lang);
}
