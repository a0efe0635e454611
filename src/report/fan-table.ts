/** The spread of each year of a site as a table for people. */
import type { FanSeries } from '../batch/open-site.ts';
import type { Quantity } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

const FAN = ['p10', 'p50', 'p90'] as const;

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
