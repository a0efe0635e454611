/** Tables over one or two quantities, for people, as JSON and as CSV. */
import type { OutputTable, SiteAxis, SiteTables } from '../batch/two-way.ts';
import type { Texts } from '../i18n/index.ts';
import { csvLine } from '../io/csv-write.ts';
import { confirmNote } from './confirm-note.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { labelOf, outputValue } from './outputs.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

/** One for each threshold of an output, in order. */
const MARKS = ['*', '†', '‡', '§', '¶'];

export function twoWayJson(t: SiteTables): object {
  const [rows, columns] = t.axes.map((a) => ({ quantity: a.quantity.column, values: a.values }));
  return {
    site_id: t.row.siteId,
    outputs: Object.fromEntries(
      t.outputs.map((o) => [
        o.output.column,
        {
          rows,
          columns: columns ?? null,
          values: o.values.map((line) => line.map((v) => outputValue(o.output, v))),
          met: Object.fromEntries(o.marks.map((m) => [m.threshold.text, m.met])),
        },
      ]),
    ),
    unverified: t.unverified,
  };
}

export const twoWayCsvHeader = (): string =>
  csvLine(['site_id', 'output', 'row_quantity', 'row_value', 'column_quantity', 'column_value', 'value', 'met']);

export function twoWayCsvLines(t: SiteTables): string {
  const [rows, columns] = t.axes as [SiteAxis, SiteAxis?];
  const lines = t.outputs.flatMap((o) =>
    o.values.flatMap((line, i) =>
      line.map((v, j) => {
        const met = o.marks.filter((m) => m.met[i]?.[j]).map((m) => m.threshold.text);
        const place = [rows.quantity.column, rows.values[i] ?? null, columns?.quantity.column ?? null];
        const column = columns?.values[j] ?? null;
        return csvLine([t.row.siteId, o.output.column, ...place, column, outputValue(o.output, v), met.join('; ')]);
      }),
    ),
  );
  return lines.join('');
}

export function twoWayTables(t: SiteTables, texts: Texts): string {
  const head = oneLine(`${t.row.siteId} ${t.row.name}`);
  const note = confirmNote(t.unverified, [], texts);
  return `${head}\n\n${t.outputs.map((o) => outputTable(t, o, texts)).join('\n')}${note}`;
}

function outputTable(t: SiteTables, o: OutputTable, texts: Texts): string {
  const [rows, columns] = t.axes as [SiteAxis, SiteAxis?];
  const { quantity: q, column } = o.output;
  const unit = columnUnit(q, texts.lang);
  const title = `${q.label[texts.lang]} (${column})${unit ? `, ${unit}` : ''}`;
  const inner = columns ? columns.values.map((v) => texts.number(v)) : [q.label[texts.lang]];
  const corner = columns ? `${axisName(rows, texts)} \\ ${axisName(columns, texts)}` : axisName(rows, texts);
  const heads: Column[] = [{ head: corner }, ...inner.map((h): Column => ({ head: h, align: 'right' }))];
  const lines = o.values.map((line, i) => [
    texts.number(rows.values[i] as number),
    ...line.map((v, j) => {
      const marks = o.marks.map((m, k) => (m.met[i]?.[j] ? (MARKS[k] ?? '') : '')).join('');
      return `${figure(o, v, texts)}${marks ? ` ${marks}` : ''}`;
    }),
  ]);
  const legend = o.marks.map((m, k) => `${MARKS[k] ?? ''}: ${m.threshold.text}\n`).join('');
  return `${title}\n${table(heads, lines)}${legend}`;
}

function axisName({ quantity }: SiteAxis, texts: Texts): string {
  const unit = quantity.writtenUnit === '1' ? '' : `, ${quantity.writtenUnit}`;
  return `${quantity.label[texts.lang]}${unit}`;
}

function figure(o: OutputTable, v: number, texts: Texts): string {
  if (Number.isNaN(v)) return '–';
  const { labels } = o.output.quantity;
  return labels ? texts.label(labelOf(labels, v) ?? String(v)) : columnNumber(v, o.output.quantity, texts.lang);
}
