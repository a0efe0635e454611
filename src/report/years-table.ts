/** The yearly table of one site: years down, quantities across; money at year ends begins with the first payment. */
import type { SiteResult } from '../batch/assess.ts';
import type { Texts } from '../i18n/index.ts';
import { numberText } from './numbers.ts';
import { table } from './table.ts';
import { oneLine } from './terminal.ts';

export function yearsTable(r: SiteResult, texts: Texts): string {
  const series = r.model.years.map((y, i) => ({
    quantity: y.quantity,
    flow: r.model.graph.nodes[y.node]?.rank === 'flow',
    values: r.years?.[i] ?? new Float64Array(0),
  }));
  const shown = series.filter((s) => s.values.some((v) => Number.isFinite(v)));
  const construction = flowOffset(r);
  const last = Math.max(0, ...shown.map((s) => (s.flow ? s.values.length - construction - 1 : s.values.length)));
  const heads = [
    { head: texts.cli('headings.year'), align: 'right' as const },
    ...shown.map((s) => ({
      head: `${s.quantity.label[texts.lang]}\n${s.quantity.unit.replace('/year', '')}`,
      align: 'right' as const,
    })),
  ];
  const rows: string[][] = [];
  for (let t = -construction; t <= last; t++) {
    rows.push([
      String(t),
      ...shown.map((s) => {
        const v = s.flow ? s.values[t + construction] : t >= 1 ? s.values[t - 1] : undefined;
        return v === undefined || Number.isNaN(v) ? '' : numberText(v, s.quantity, texts.lang);
      }),
    ]);
  }
  return `${oneLine(`${r.row.siteId} ${r.row.name}`)}\n${table(heads, rows)}`;
}

/** Year of operation of the first value of a series: 1, or for money at year ends that of the first payment (0 or before). */
export function firstYear(r: SiteResult, i: number): number {
  const node = r.model.years[i]?.node ?? 0;
  return r.model.graph.nodes[node]?.rank === 'flow' ? -flowOffset(r) : 1;
}

/** Year ends before commissioning. */
function flowOffset(r: SiteResult): number {
  const s = r.model.years.findIndex((y) => r.model.graph.nodes[y.node]?.rank === 'flow');
  const yearly = r.model.years.findIndex((y) => r.model.graph.nodes[y.node]?.rank === 'yearly');
  if (s < 0 || yearly < 0) return 0;
  return Math.max(0, (r.years?.[s]?.length ?? 1) - (r.years?.[yearly]?.length ?? 0) - 1);
}
