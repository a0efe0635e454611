/** Break-evens for people, as JSON and as CSV. */
import type { SiteBreakEven } from '../batch/break-evens.ts';
import type { Texts } from '../i18n/index.ts';
import { csvLine } from '../io/csv-write.ts';
import { confirmNote } from './confirm-note.ts';
import { safeText } from './needed-text.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

export const BREAK_EVEN_SCHEMA = 'jcm.breakeven/1';

/** Told in the cell itself. */
const WITHIN: ReadonlySet<string> = new Set(['never_within', 'always_within']);
/** Named for one reason; of more only that there are more. */
const NAMED = 5;

/** What was asked. */
export interface Asked {
  target: string;
  /** p80 …, or `middle`. */
  at: string;
}

export function breakEvenJson(b: SiteBreakEven, asked: Asked): object {
  return {
    site_id: b.row.siteId,
    quantity: b.column,
    value: b.value,
    side: b.side,
    with: b.along,
    reason: b.reason ?? null,
    unit: b.quantity?.writtenUnit ?? null,
    ...asked,
    low: defined(b.low),
    high: defined(b.high),
    own: b.own,
    change: change(b),
    reached: b.reached,
    crossings: b.crossings,
    unverified: b.unverified,
  };
}

export const breakEvenCsvHeader = (): string =>
  csvLine([
    ...['site_id', 'quantity', 'target', 'at', 'own', 'value', 'change', 'reason', 'low', 'high', 'reached'],
    'crossings',
  ]);

export function breakEvenCsvLine(b: SiteBreakEven, { target, at }: Asked): string {
  return csvLine([
    ...[b.row.siteId, b.column, target, at, b.own, b.value, change(b), b.reason ?? null],
    ...[defined(b.low), defined(b.high), b.reached, b.crossings],
  ]);
}

export function breakEvenTable(list: readonly SiteBreakEven[], asked: Asked, texts: Texts): string {
  const t = (key: 'quantity' | 'own' | 'value' | 'change') => texts.cli(`breakeven.${key}`);
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: t('quantity') },
    { head: t('own'), align: 'right' },
    { head: t('value'), align: 'right' },
    { head: t('change'), align: 'right' },
  ];
  const rows = list.map((b) => [
    oneLine(`${b.row.siteId} ${b.row.name}`).slice(0, 28),
    named(b, texts),
    b.own === null ? '–' : withUnit(b.own, b, texts),
    b.value === null ? why(b, texts) : withUnit(b.value, b, texts, b.side),
    signed(change(b)),
  ]);
  const { target, at } = asked;
  const head =
    at === 'middle'
      ? texts.cli('breakevenMiddle', { target })
      : texts.cli('breakevenAt', { target, share: at.slice(1) });
  const legends = [
    ...(list.some((b) => b.along.length > 0) ? [texts.cli('breakevenAlong')] : []),
    ...(at !== 'middle' && list.some((b) => b.value !== null) ? [texts.cli('breakevenCertain')] : []),
  ];
  const said = legends.map((l) => `${l}\n`).join('');
  const several = list.some((b) => b.crossings > 1) ? `${texts.cli('severalCrossings')}\n` : '';
  return `${head}\n${table(heads, rows)}${said}${several}${missing(list, texts)}${confirmNote(
    list.flatMap((b) => b.unverified),
    [],
    texts,
  )}`;
}

/** Why there is no number, a line a reason. */
function missing(list: readonly SiteBreakEven[], texts: Texts): string {
  const byReason = new Map<string, string[]>();
  for (const b of list) {
    if (b.reason === undefined || WITHIN.has(b.reason)) continue;
    const named = byReason.get(b.reason) ?? [];
    byReason.set(b.reason, [...named, `${b.row.siteId} ${b.quantity?.label[texts.lang] ?? b.column}`]);
  }
  if (byReason.size === 0) return '';
  const lines = [...byReason].map(([reason, names]) => {
    const more = names.length > NAMED ? ', …' : '';
    return `  – ${texts.reason(reason)} (${names.slice(0, NAMED).join(', ')}${more})`;
  });
  return `${texts.cli('reasonLegend')}\n${lines.join('\n')}\n`;
}

/** Shares of the own number. */
const change = ({ own, value }: SiteBreakEven): number | null => (own && value !== null ? value / own - 1 : null);

const defined = (x: number): number | null => (Number.isFinite(x) ? x : null);

const signed = (x: number | null): string =>
  x === null ? '–' : `${x > 0 ? '+' : x < 0 ? '−' : ''}${(100 * Math.abs(x)).toFixed(1)} %`;

/** The quantity, and that its costs grow with it. */
function named(b: SiteBreakEven, texts: Texts): string {
  const label = b.quantity?.label[texts.lang] ?? b.column;
  return b.along.length === 0 ? label : texts.cli('breakevenWith', { label });
}

function withUnit(x: number, b: SiteBreakEven, texts: Texts, side: SiteBreakEven['side'] = null): string {
  const text = (v: number): string => (side ? safeText(v, side, texts) : texts.number(v));
  const unit = b.quantity?.writtenUnit ?? '';
  if (b.quantity?.shownAs === 'percent' && unit === '1') return `${text(100 * x)} %${b.crossings > 1 ? ' *' : ''}`;
  return `${text(x)} ${unit === '1' ? '' : unit}${b.crossings > 1 ? ' *' : ''}`.trim();
}

function why(b: SiteBreakEven, texts: Texts): string {
  const range = { low: withUnit(b.low, b, texts), high: withUnit(b.high, b, texts) };
  if (b.reason === 'never_within') return texts.cli('neverWithin', range);
  if (b.reason === 'always_within') return texts.cli('alwaysWithin', range);
  return '–';
}
