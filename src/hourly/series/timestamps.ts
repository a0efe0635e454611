/** Dates and times as people and exports write them. Years, months and days are numbers; order of day and month is that of the file. */
import { absoluteMinutes, daysOfMonth, isLeapYear } from '../calendar.ts';

export type DateOrder = 'ymd' | 'dmy' | 'mdy';

const YMD = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})/;
const OTHER = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})/;
/** After the date: `T`, blank or colon, then 13:30, 13:30:00, 1330, 1 PM, 13時30分. */
const TIME =
  /^(?:[T:\s]\s*)?(\d{1,2})(?::?(\d{2})|時(?:(\d{1,2})分)?)?(?::\d{2}(?:\.\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d{2}:?\d{2}|\(?UTC\)?)?$/;

/** The order of day and month in dates that begin with neither a year: settled by a number above 12, else undefined. */
export function dateOrder(texts: Iterable<string>): DateOrder | undefined {
  let seen = false;
  for (const text of texts) {
    const m = OTHER.exec(text.trim());
    if (!m) continue;
    seen = true;
    if (Number(m[1]) > 12) return 'dmy';
    if (Number(m[2]) > 12) return 'mdy';
  }
  return seen ? undefined : 'ymd';
}

/** Minutes since 1970, or nothing when the text is no date and time. @param time in a column of its own */
export function parseTime(date: string, time: string | undefined, order: DateOrder): number | undefined {
  const text = date.normalize('NFKC').trim();
  const m = YMD.exec(text) ?? COMPACT.exec(text) ?? OTHER.exec(text);
  if (!m) return undefined;
  const [a, b, c] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const [year, month, day] = (m[1] as string).length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : [c, b, a];
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(month, isLeapYear(year))) return undefined;
  const rest = text.slice(m[0].length).trim();
  const minute = minuteOfDay(time?.normalize('NFKC').trim() ?? rest);
  return minute === undefined ? undefined : absoluteMinutes(year, month, day, minute);
}

/** Minute of the day, 0 to 1440; a blank is 0:00. */
export function minuteOfDay(text: string): number | undefined {
  if (text === '') return 0;
  const m = TIME.exec(text);
  if (!m) return undefined;
  const half = m[4]?.charAt(0).toLowerCase();
  let hour = Number(m[1]);
  const minute = Number(m[2] ?? m[3] ?? 0);
  if (half && (hour < 1 || hour > 12)) return undefined;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  const total = hour * 60 + minute;
  return minute < 60 && total <= 1440 ? total : undefined;
}
