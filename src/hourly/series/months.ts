/** Months as bills name them. */

export interface BilledMonth {
  /** 1 to 12. */
  month: number;
  year: number | undefined;
}

const NAMES = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Year before the first of a Japanese era. */
const ERAS: readonly (readonly [RegExp, number])[] = [
  [/^(r|令和)/, 2018],
  [/^(h|平成)/, 1988],
  [/^(s|昭和)/, 1925],
];

/** Words around a month: Tháng 1/2025, 2025年1月分, R7.1 to its year. */
const AROUND = /^(tháng|thang|kỳ|ky)\s*|(分|度)$/g;

/** `1`, `1月`, `2024-01`, `2024年1月`, `202401`, `1/2024`, `R7.1`, `令和7年1月`, `Jan`, `Jan-24`, `January 2024`; a date with a day is no month. */
export function monthOf(text: string): BilledMonth | undefined {
  const t = text.normalize('NFKC').trim().toLowerCase().replace(AROUND, '');
  const found = plainMonth(t) ?? datedMonth(t) ?? eraMonth(t) ?? namedMonth(t);
  return found && found.month >= 1 && found.month <= 12 ? found : undefined;
}

function plainMonth(t: string): BilledMonth | undefined {
  const m = /^(\d{1,2})月?$/.exec(t);
  return m ? { month: Number(m[1]), year: undefined } : undefined;
}

function datedMonth(t: string): BilledMonth | undefined {
  const m = /^(\d{4})\s*[-/.年]\s*(\d{1,2})月?$/.exec(t) ?? /^(\d{4})(\d{2})$/.exec(t);
  if (m) return { month: Number(m[2]), year: Number(m[1]) };
  const turned = /^(\d{1,2})\s*[-/.]\s*(\d{4})$/.exec(t);
  return turned ? { month: Number(turned[1]), year: Number(turned[2]) } : undefined;
}

function eraMonth(t: string): BilledMonth | undefined {
  const m = /^[rhs令平昭]和?成?\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})月?$/.exec(t);
  const before = ERAS.find(([name]) => name.test(t))?.[1];
  if (!m || before === undefined) return undefined;
  return { month: Number(m[2]), year: before + (m[1] === '元' ? 1 : Number(m[1])) };
}

function namedMonth(t: string): BilledMonth | undefined {
  const m = /^([a-z]{3})[a-z]*\.?[\s'-]*(\d{4}|\d{2})?$/.exec(t);
  if (!m) return undefined;
  const written = m[2];
  const year = written === undefined ? undefined : Number(written) + (written.length === 2 ? 2000 : 0);
  return { month: NAMES.indexOf(m[1] as string) + 1, year };
}
