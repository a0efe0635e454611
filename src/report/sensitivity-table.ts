/** Sensitivities for people: of one site a table an output; of many a line a site with the strongest quantities. */
import type { OutputSensitivity, SiteSensitivity } from '../batch/sensitivity.ts';
import type { Texts } from '../i18n/index.ts';
import { confirmNote } from './confirm-note.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { labelOf } from './outputs.ts';
import { quantityLabel, quantityOf } from './quantity-label.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

/** Longest bar, in characters. */
const BAR = 20;
/** Shares and coefficients below this are printed as 0. */
const LEAST = 0.0005;
/** Quantities named of a site in a table of many. */
const NAMED = 3;

export function sensitivityTables(s: SiteSensitivity, texts: Texts): string {
  const parts = s.outputs.map((o) => outputTable(s, o, texts));
  const note = confirmNote(s.model.middle.unverified, s.recalledSpreads, texts);
  return `${oneLine(`${s.row.siteId} ${s.row.name}`)}\n\n${parts.join('\n')}${note}`;
}

function outputTable(s: SiteSensitivity, o: OutputSensitivity, texts: Texts): string {
  const { quantity: q } = o.output;
  const unit = columnUnit(q, texts.lang);
  const head = `${q.label[texts.lang]} (${o.output.column})${unit ? `, ${unit}` : ''}`;
  if (Number.isNaN(o.base)) return `${head}: ${texts.reason(o.reason ?? 'not_finite')}\n`;
  const moving = o.tornado.filter((b) => b.low !== b.high || b.low !== o.base || counts(s, o, b.quantity));
  const first = `${head}: ${figure(o, o.base, texts)}\n`;
  if (moving.length === 0) return `${first}${texts.cli('nothingMoves')}\n`;
  const t = (key: 'quantity' | 'ends' | 'low' | 'high' | 'swing' | 'first' | 'total' | 'rank') =>
    texts.cli(`sensitivity.${key}`);
  const heads: Column[] = [
    { head: t('quantity') },
    { head: t('ends'), align: 'right' },
    { head: t('low'), align: 'right' },
    { head: t('high'), align: 'right' },
    { head: t('swing') },
    ...(o.indices.length > 0 ? [t('first'), t('total')].map((h): Column => ({ head: h, align: 'right' })) : []),
    ...(o.regression ? [{ head: t('rank'), align: 'right' } as const] : []),
  ];
  const widest = Math.max(...moving.map((b) => Math.abs(b.high - b.low)).filter(Number.isFinite));
  const rows = moving.map((bar) => {
    const { column, low, high } = s.quantities[bar.quantity] as SiteSensitivity['quantities'][number];
    const index = o.indices.find((x) => x.quantity.split(' + ').includes(column));
    const rank = o.regression?.quantities.find((x) => x.quantity === column);
    return [
      quantityLabel(s.model.middle.assessment, column, texts.lang),
      `${short(low, texts)} – ${short(high, texts)} ${quantityOf(s.model.middle.assessment, column)?.writtenUnit.replace(/^1$/, '') ?? ''}`.trim(),
      figure(o, bar.low, texts),
      figure(o, bar.high, texts),
      '█'.repeat(Math.round((BAR * Math.abs(bar.high - bar.low)) / widest) || 0),
      ...(index ? [share(index.first, index.firstCi), share(index.total, index.totalCi)] : []),
      ...(rank ? [rank.coefficient.toFixed(2)] : []),
    ];
  });
  return first + table(heads, rows) + notes(s, o, texts);
}

/** Whether a quantity that moves nothing at its ends counts all the same, as in points. */
function counts(s: SiteSensitivity, o: OutputSensitivity, quantity: number): boolean {
  const column = s.quantities[quantity]?.column ?? '';
  const index = o.indices.find((x) => x.quantity.split(' + ').includes(column));
  const rank = o.regression?.quantities.find((x) => x.quantity === column);
  return (index?.total ?? 0) >= LEAST || Math.abs(rank?.coefficient ?? 0) >= LEAST;
}

function notes(s: SiteSensitivity, o: OutputSensitivity, texts: Texts): string {
  const lines: string[] = [];
  const { assessment } = s.model.middle;
  const yearly = o.tornado.flatMap(({ quantity: i, low, high }) => {
    const q = s.quantities[i];
    return q?.yearly && low !== high ? [quantityLabel(assessment, q.column, texts.lang)] : [];
  });
  if (yearly.length > 0) lines.push(texts.cli('everyYearAtEnd', { names: yearly.join(', ') }));
  for (const { quantity } of o.indices)
    if (quantity.includes(' + '))
      lines.push(
        texts.cli('correlatedTogether', { names: quantityLabel(s.model.middle.assessment, quantity, texts.lang) }),
      );
  const r2 = o.regression?.r2;
  if (r2 !== undefined && r2 !== null) lines.push(texts.cli('rankExplains', { share: (100 * r2).toFixed(0) }));
  if (o.leftOut > 0) lines.push(texts.cli('drawsLeftOut', { share: (100 * o.leftOut).toFixed(1) }));
  return lines.map((l) => `${l}\n`).join('');
}

/** A line a site: in each output the quantities that count most. */
export function sensitivityOverview(sites: readonly SiteSensitivity[], texts: Texts): string {
  const columns = new Map(sites.flatMap((s) => s.outputs.map((o) => [o.output.column, o.output.quantity] as const)));
  const shown = [...columns].filter(([c]) => sites.some((s) => strongest(s, c, texts).length > 0));
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    ...shown.map(([, q]): Column => ({ head: q.label[texts.lang] })),
  ];
  const rows = sites.map((s) => [
    oneLine(`${s.row.siteId} ${s.row.name}`).slice(0, 28),
    ...shown.map(([c]) => strongest(s, c, texts).join('\n') || '–'),
  ]);
  const unverified = sites.flatMap((s) => s.model.middle.unverified);
  const spreads = sites.flatMap((s) => s.recalledSpreads);
  const legend = sites.length > 0 ? `${texts.cli('overviewLegend')}\n` : '';
  return table(heads, rows) + legend + confirmNote(unverified, spreads, texts);
}

function strongest(s: SiteSensitivity, column: string, texts: Texts): string[] {
  const o = s.outputs.find((x) => x.output.column === column);
  if (!o || Number.isNaN(o.base)) return [];
  const name = (c: string) => quantityLabel(s.model.middle.assessment, c, texts.lang);
  if (o.indices.length > 0)
    return o.indices
      .filter((x) => x.total > 0)
      .slice(0, NAMED)
      .map((x) => `${name(x.quantity)} ${(100 * x.total).toFixed(0)} %`);
  if (o.regression)
    return o.regression.quantities
      .filter((x) => Math.abs(x.coefficient) >= 0.005)
      .slice(0, NAMED)
      .map((x) => `${name(x.quantity)} ${x.coefficient > 0 ? '+' : ''}${x.coefficient.toFixed(2)}`);
  return o.tornado
    .filter((b) => b.low !== b.high)
    .slice(0, NAMED)
    .map(
      (b) => `${name(s.quantities[b.quantity]?.column ?? '')} ${figure(o, b.low, texts)} – ${figure(o, b.high, texts)}`,
    );
}

function figure(o: OutputSensitivity, v: number, texts: Texts): string {
  if (Number.isNaN(v)) return '–';
  const { labels } = o.output.quantity;
  return labels ? texts.label(labelOf(labels, v) ?? String(v)) : columnNumber(v, o.output.quantity, texts.lang);
}

const short = (v: number, texts: Texts): string => texts.number(v);

const share = (v: number, [low, high]: readonly [number, number]): string =>
  `${(100 * v).toFixed(1)} % ±${(50 * (high - low)).toFixed(1)}`;
