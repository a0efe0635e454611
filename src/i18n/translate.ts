/** i18next with both tables, and the ways a placeholder may be shown: `{{value, number}}`, `{{text, quote}}`, … */
import { createInstance } from 'i18next';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };

export type Lang = 'en' | 'ja';
export type Table = typeof en;
export type Params = Readonly<Record<string, string | number>>;

const TABLES: Readonly<Record<Lang, Table>> = { en, ja };
/** Shown for a placeholder that got no value. */
const NOTHING = '–';
/** Longest text quoted, in characters. */
const LONGEST = 80;

const i18n = createInstance();
i18n.init({
  resources: { en: { translation: en }, ja: { translation: ja } },
  fallbackLng: false,
  initAsync: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  missingInterpolationHandler: () => NOTHING,
});

/** All digits that count, grouped from 10,000 on: a year stays a year. */
const EXACT = { maximumSignificantDigits: 12, useGrouping: 'min2', signDisplay: 'negative' } as const;
const exact = { en: new Intl.NumberFormat('en', EXACT), ja: new Intl.NumberFormat('ja', EXACT) };

const format = (name: string, show: (value: unknown, lang: Lang) => string) =>
  i18n.services.formatter?.add(name, (value, lang) => show(value, lang as Lang));
format('number', (x, lang) => (typeof x === 'number' ? exact[lang].format(x) : String(x)));
format('quote', (x, lang) => quote(String(x), lang));
format('hint', (x, lang) => part('hint', String(x), lang));
format('dated', (x, lang) => part('dated', String(x), lang));
format('unit', (x, lang) => (x === '1' ? '' : part('unit', String(x), lang)));

/** The text with these parameters, on one line. The code must be in the table. */
export function translate(lang: Lang, kind: keyof Table, code: string, params: Params = {}): string {
  const replace = { suggestion: '', ...Object.fromEntries(Object.entries(params).map(plain)) };
  return i18n.getFixedT(lang)(`${kind}.${code}`, { replace });
}

export function has(kind: keyof Table, code: string): boolean {
  return Object.hasOwn(TABLES.en[kind], code);
}

export function quote(text: string, lang: Lang): string {
  const long = [...text.slice(0, 2 * LONGEST + 2)];
  return part('quote', long.length > LONGEST ? `${long.slice(0, LONGEST).join('')}…` : text, lang);
}

/** Part of a sentence that is left out when there is nothing to say. */
export function part(name: keyof Table['parts'], text: string, lang: Lang): string {
  return text === '' ? '' : translate(lang, 'parts', name, { it: text });
}

/** No line breaks, escape sequences or reversed text from a cell on the terminal. */
function plain([name, value]: [string, string | number]): [string, string | number] {
  return [
    name,
    typeof value === 'string' ? value.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ') : value,
  ];
}
