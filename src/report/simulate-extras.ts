/** What is asked of single sites: all their draws, and the spread of each year. */
import type { FanSeries } from '../batch/open-site.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import type { Quantity } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';
import { csvLine } from '../io/csv-write.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

const FAN = ['p10', 'p50', 'p90'] as const;

export const drawsHeader = (columns: readonly string[]): string => csvLine(['site_id', 'draw', ...columns]);

/** A line a draw; a coded output as its label. */
export function drawsLines(s: SimulatedSite, columns: readonly string[]): string {
  const outputs = columns.map((c) => s.outputs.find((o) => o.output.column === c));
  const draws = outputs.find((o) => o?.values)?.values?.length ?? 0;
  let text = '';
  for (let k = 0; k < draws; k++) text += csvLine([s.row.siteId, k, ...outputs.map((o) => valueAt(o, k))]);
  return text;
}

export function drawsJson(s: SimulatedSite): Record<string, (number | string | null)[]> | undefined {
  if (!s.outputs.some((o) => o.values)) return undefined;
  return Object.fromEntries(
    s.outputs.map((o) => [o.output.column, Array.from(o.values ?? [], (_, k) => valueAt(o, k))]),
  );
}

function valueAt(o: SimulatedSite['outputs'][number] | undefined, k: number): number | string | null {
  const v = o?.values?.[k];
  if (v === undefined || Number.isNaN(v)) return null;
  const { labels } = o?.output.quantity ?? {};
  return labels ? (Object.entries(labels).find(([, code]) => code === v)?.[0] ?? v) : v;
}

export const fanHeader = (): string => csvLine(['site_id', 'quantity', 'year', ...FAN]);

export function fanLines(siteId: string, fan: readonly FanSeries[]): string {
  let text = '';
  for (const f of fan)
    for (const [t, y] of f.years.entries())
      if (y.p50 !== null) text += csvLine([siteId, f.quantity.column, f.first + t, ...FAN.map((p) => y[p])]);
  return text;
}

/** Quantity → years in order with P10, P50, P90. */
export function fanJson(fan: readonly FanSeries[]): object {
  return Object.fromEntries(
    fan
      .filter((f) => f.years.some((y) => y.p50 !== null))
      .map((f) => [
        f.quantity.column,
        f.years.map((y, t) => ({ year: f.first + t, p10: y.p10, p50: y.p50, p90: y.p90 })),
      ]),
  );
}

export function fanTable(siteId: string, fan: readonly FanSeries[], texts: Texts): string {
  const shown = fan.filter((f) => f.years.some((y) => y.p50 !== null));
  const first = Math.min(...shown.map((f) => f.first));
  const last = Math.max(...shown.map((f) => f.first + f.years.length - 1));
  const heads: Column[] = [
    { head: texts.cli('headings.year'), align: 'right' },
    ...shown.map(({ quantity: q }): Column => {
      return { head: `${q.label[texts.lang]}\n${columnUnit(inYear(q), texts.lang)}`, align: 'right' };
    }),
  ];
  const rows: string[][] = [];
  for (let year = first; year <= last; year++) {
    const cells = shown.map((f) => {
      const y = f.years[year - f.first];
      return y?.p50 == null
        ? ''
        : FAN.map((p) => columnNumber(y[p] as number, inYear(f.quantity), texts.lang)).join(' / ');
    });
    rows.push([String(year), ...cells]);
  }
  return `${texts.cli('fanOf', { site: oneLine(siteId) })}\n${table(heads, rows)}`;
}

/** The year is said at the head of the line. */
const inYear = (q: Quantity): Quantity => ({ ...q, unit: q.unit.replace('/year', '') });
