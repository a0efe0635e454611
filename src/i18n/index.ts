/** Texts in English and Japanese for the codes that the layers below give. Read by report, cli, server and web only. */
import { type Finding, SCENARIO_FINDINGS, type Severity } from '../assessment/findings.ts';
import { has, type Lang, type Params, part, place, type Table, translate } from './translate.ts';

export type { Lang } from './translate.ts';

type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];
/** Key below `cli` in the tables, e.g. `savedTo` or `commands.assess`. */
export type CliKey = Paths<Table['cli']>;
/** Key below `page`. */
export type PageKey = Paths<Table['page']>;

export interface Texts {
  lang: Lang;
  /** One line: place, what is wrong, what to do. */
  finding(f: Pick<Finding, 'code' | 'params' | 'row' | 'column' | 'site_id'>): string;
  /** What a warning of a result means; the numbers that go with it follow in brackets. */
  warning(code: string, params?: Params): string;
  /** Why an output does not exist, or why a row is not eligible. */
  reason(code: string): string;
  severity(severity: Severity): string;
  /** Text of a coded output; a code nobody translated stands for itself. */
  label(code: string): string;
  cli(key: CliKey, params?: Params): string;
  page(key: PageKey, params?: Params): string;
  /** @param digits decimals; without it whole numbers from 1,000 on and four digits that count below */
  number(x: number, digits?: number): string;
}

/** Their key stands in the text. */
const IN_SCENARIO: ReadonlySet<string> = new Set(SCENARIO_FINDINGS);

export function texts(lang: Lang): Texts {
  const formats = new Map<number | undefined, Intl.NumberFormat>();
  const number = (x: number, digits?: number): string => {
    if (!Number.isFinite(x)) return '–';
    const wanted = digits ?? (Math.abs(x) < 999.95 ? undefined : 0);
    const format = formats.get(wanted) ?? numberFormat(lang, wanted);
    formats.set(wanted, format);
    return format.format(x);
  };
  /** The text of the first table that has the code; a code that the user brought stands for itself. */
  const text = (kinds: readonly (keyof Table)[], code: string, params?: Params): string => {
    const kind = kinds.find((k) => has(k, code));
    return kind ? translate(lang, kind, code, params) : code;
  };
  return {
    lang,
    finding: (f) => {
      const column = IN_SCENARIO.has(f.code) ? undefined : f.column;
      return place(f.row, f.site_id, column, lang) + text(['findings', 'warnings'], f.code, f.params);
    },
    warning: (code, params = {}) => {
      const shown = Object.entries(params).map(([name, v]) => `${name}: ${typeof v === 'number' ? number(v) : v}`);
      return (
        text(['warnings', 'findings', 'conditions', 'reasons'], code, params) + part('shown', shown.join(', '), lang)
      );
    },
    reason: (code) => {
      const [kind = '', column = ''] = code.split(':');
      const said = text(['reasons', 'conditions'], kind, { column });
      return has('hints', column) ? `${said} ${translate(lang, 'hints', column)}` : said;
    },
    label: (code) => text(['labels'], code),
    severity: (severity) => translate(lang, 'severity', severity),
    cli: (key, params) => translate(lang, 'cli', key, params),
    page: (key, params) => translate(lang, 'page', key, params),
    number,
  };
}

/** Japanese where the environment says so: LC_ALL before LC_MESSAGES before LANG. */
export function langFrom(env: Readonly<Record<string, string | undefined>>): Lang {
  return /^ja/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ja' : 'en';
}

function numberFormat(lang: Lang, digits: number | undefined): Intl.NumberFormat {
  const size =
    digits === undefined
      ? { maximumSignificantDigits: 4 }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(lang, { ...size, signDisplay: 'negative' });
}
