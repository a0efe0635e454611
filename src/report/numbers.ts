/** Numbers for people: thousands separators, few digits, never more than the figure can bear. */
import type { Quantity } from '../catalog/index.ts';
import type { Lang } from '../i18n/index.ts';

export function numberText(v: number, q: Quantity, lang: Lang): string {
  const locale = lang === 'ja' ? 'ja-JP' : 'en-GB';
  if (isRate(q)) return `${format(v * 100, locale, 1)} %`;
  return format(v, locale, digits(v, q));
}

/** Ratios shown in per cent. */
const isRate = (q: Quantity): boolean => q.unit === '1' && /^(irr|subsidy_rate)/.test(q.name);

function digits(v: number, q: Quantity): number {
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
    f = new Intl.NumberFormat(locale, { maximumFractionDigits: fraction, minimumFractionDigits: fraction === 1 ? 1 : 0 });
    formats.set(key, f);
  }
  return f.format(v);
}
