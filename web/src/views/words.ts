/** Texts and numbers of the page in its language. */
import type { Figure, OutputView } from '../../../src/desk/views.ts';
import { type Lang, type Texts, texts } from '../../../src/i18n/index.ts';
import { columnNumber, columnUnit } from '../../../src/report/numbers.ts';
import type { Page } from '../page.ts';

const TEXTS: Readonly<Record<Lang, Texts>> = { en: texts('en'), ja: texts('ja') };

export const textsOf = (page: Page): Texts => TEXTS[page.state.lang];

/** Name of an output; one without grant says so. */
export function outputLabel(o: OutputView, t: Texts): string {
  const variant = o.column.endsWith('_without_subsidy') ? ` (${t.cli('withoutSubsidy')})` : '';
  return o.label[t.lang] + variant;
}

export const outputUnit = (o: OutputView, t: Texts): string => (o.labels ? '' : columnUnit(o, t.lang));

/** A figure in the unit of its column. */
export function figureText(v: Figure, o: OutputView, t: Texts): string {
  if (v === null) return '–';
  return typeof v === 'string' ? t.label(v) : columnNumber(v, o, t.lang);
}

/** A figure with its unit, for a sentence. */
export function figureWithUnit(v: Figure, o: OutputView, t: Texts): string {
  const unit = v === null ? '' : outputUnit(o, t);
  return figureText(v, o, t) + (unit ? ` ${unit}` : '');
}

const regions = new Map<Lang, Intl.DisplayNames>();

export function countryName(code: string, lang: Lang): string {
  const names = regions.get(lang) ?? new Intl.DisplayNames([lang], { type: 'region' });
  regions.set(lang, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
