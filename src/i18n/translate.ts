/** i18next with both tables, and the ways a placeholder may be shown: `{{value, number}}`, `{{text, quote}}`, … */
import { createInstance, type i18n } from 'i18next';
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

/** All digits that count, grouped from 10,000 on: a year stays a year. */
const EXACT = { maximumSignificantDigits: 12, useGrouping: 'min2', signDisplay: 'negative' } as const;

/** One instance a language, so that no parameter of a text can change its language. */
const instances: Readonly<Record<Lang, i18n>> = { en: instance('en'), ja: instance('ja') };

function instance(lang: Lang): i18n {
  const made = createInstance();
  made.init({
    lng: lang,
    resources: { [lang]: { translation: TABLES[lang] } },
    fallbackLng: false,
    initAsync: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => NOTHING,
  });
  const exact = new Intl.NumberFormat(lang, EXACT);
  const shown = (name: string, show: (value: unknown) => string) => made.services.formatter?.add(name, show);
  shown('number', (x) => (typeof x === 'number' ? exact.format(x) : String(x)));
  shown('quote', (x) => quote(String(x), lang));
  shown('hint', (x) => part('hint', String(x), lang));
  shown('dated', (x) => part('dated', String(x), lang));
  shown('unit', (x) => (x === '1' ? '' : part('unit', String(x), lang)));
  return made;
}

/** The text with these parameters, on one line. The code must be in the table. */
export function translate(lang: Lang, kind: keyof Table, code: string, params: Params = {}): string {
  const replace: Record<string, string | number> = { suggestion: '' };
  for (const [name, value] of Object.entries(params)) replace[name] = typeof value === 'string' ? plain(value) : value;
  return instances[lang].t(`${kind}.${code}`, { replace });
}

export function has(kind: keyof Table, code: string): boolean {
  return Object.hasOwn(TABLES.en[kind], code);
}

function quote(text: string, lang: Lang): string {
  if (text.length <= LONGEST) return part('quote', text, lang);
  const characters = [...text.slice(0, 2 * LONGEST + 2)];
  return part('quote', characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : text, lang);
}

/** Part of a sentence that is left out when there is nothing to say. Filled in by itself: findings are many. */
export function part(name: keyof Table['parts'], text: string, lang: Lang): string {
  return text === '' ? '' : fill(TABLES[lang].parts[name], text);
}

/** `line 3, site "A", column "x": `, as far as it is known. */
export function place(row: number | undefined, site: string | undefined, column: string | undefined, lang: Lang) {
  const { place: words } = TABLES[lang];
  const parts: string[] = [];
  if (row !== undefined) parts.push(fill(words.row, String(row)));
  if (site) parts.push(fill(words.site, quote(plain(site), lang)));
  if (column) parts.push(fill(words.column, quote(plain(column), lang)));
  if (parts.length === 0) return '';
  const where = parts.join(words.join);
  return where.charAt(0).toUpperCase() + where.slice(1) + words.end;
}

const fill = (template: string, text: string): string => template.replace('{{it}}', () => text);

/** No line breaks, escape sequences or reversed text from a cell on the terminal. */
function plain(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
