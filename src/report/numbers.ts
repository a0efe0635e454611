/** Numbers for people: thousands separators, few digits, never more than the figure can bear. */
import type { Quantity } from '../catalog/index.ts';
import type { Lang } from '../i18n/index.ts';

/** What of a quantity decides how its numbers are shown. */
export type Shown = Pick<Quantity, 'unit' | 'shownAs'>;

/** Unit of a column for people: sums of money in millions of yen. */
export function columnUnit(q: Shown, lang: Lang): string {
  if (q.unit === 'JPY') return lang === 'ja' ? '百万円' : 'M JPY';
  if (q.unit === '1' || q.unit === '') return '';
  return lang === 'ja' ? q.unit.replaceAll('JPY', '円').replaceAll('year', '年') : q.unit;
}

/** A number in its column's unit (see columnUnit). */
export function columnNumber(v: number, q: Shown, lang: Lang): string {
  if (q.unit !== 'JPY') return numberText(v, q, lang);
  const millions = v / 1e6;
  return format(millions, localeOf(lang), Math.abs(millions) >= 100 ? 0 : Math.abs(millions) >= 1 ? 1 : 2);
}

export function numberText(v: number, q: Shown, lang: Lang): string {
  if (q.shownAs === 'percent') return `${format(v * 100, localeOf(lang), 1)} %`;
  return format(v, localeOf(lang), digits(v, q));
}

const localeOf = (lang: Lang): string => (lang === 'ja' ? 'ja-JP' : 'en-GB');

function digits(v: number, q: Shown): number {
  if (q.unit === 'year') return Number.isInteger(v) ? 0 : 1;
  if (q.unit.startsWith('JPY') && !q.unit.includes('kWh') && !q.unit.includes('GJ')) return 0;
  const size = Math.abs(v);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
}

const formats = new Map<string, Intl.NumberFormat>();

function format(v: number, locale: string, fraction: number): string {
  const key = `${locale}${fraction}`;
  let f = formats.get(key);
  if (!f) {
    f = new Intl.NumberFormat(locale, {
      maximumFractionDigits: fraction,
      minimumFractionDigits: fraction === 1 ? 1 : 0,
    });
    formats.set(key, f);
  }
  return f.format(v);
}
