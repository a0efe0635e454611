/** Days, hours and months of a year without a year number: 8,760 hours, or 8,784 when it has a 29 February. */

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
export const MINUTES_A_DAY = 1440;

export const hoursOf = (leap: boolean): number => (leap ? 8784 : 8760);

/** @param month 1 to 12 */
export function daysOfMonth(month: number, leap: boolean): number {
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
}

/** Days before each month, 12 numbers. */
export function monthStarts(leap: boolean): readonly number[] {
  let day = 0;
  return DAYS.map((_, i) => {
    const start = day;
    day += daysOfMonth(i + 1, leap);
    return start;
  });
}

/** Day of the year, from 0. @param month 1 to 12 @param day from 1 */
export function dayOfYear(month: number, day: number, leap: boolean): number {
  return (monthStarts(leap)[month - 1] as number) + day - 1;
}

/** For each hour of the year its month, 0 to 11. */
function monthOfHour(leap: boolean): Uint8Array {
  const months = new Uint8Array(hoursOf(leap));
  for (const [m, start] of monthStarts(leap).entries())
    months.fill(m, start * 24, (start + daysOfMonth(m + 1, leap)) * 24);
  return months;
}

/** Sums of an hourly year by month, 12 numbers. */
export function monthlySums(values: Float64Array): number[] {
  const leap = values.length === hoursOf(true);
  const months = monthOfHour(leap);
  const sums = new Array<number>(12).fill(0);
  for (let h = 0; h < values.length; h++) (sums[months[h] as number] as number) += values[h] as number;
  return sums;
}

/** Minutes since 1970 on a clock without zones. Day 24:00 is the next day's 0:00. */
export function absoluteMinutes(year: number, month: number, day: number, minute: number): number {
  return Date.UTC(year, month - 1, day) / 60_000 + minute;
}

export interface CalendarTime {
  year: number;
  month: number;
  day: number;
  /** Of the day. */
  minute: number;
}

/** The other way round; days in eras of 400 years that begin with March (Hinnant, "chrono-compatible low-level date algorithms"). */
export function calendarTime(absolute: number): CalendarTime {
  const days = Math.floor(absolute / MINUTES_A_DAY);
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * ofYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * march + 2) / 5) + 1,
    minute: absolute - days * MINUTES_A_DAY,
  };
}

/** `2024-02-29 13:30`, for messages. @param typical without the year, which means nothing in a typical year */
export function timeText(absolute: number, typical: boolean): string {
  const t = calendarTime(absolute);
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = `${two(t.month)}-${two(t.day)} ${two(Math.floor(t.minute / 60))}:${two(t.minute % 60)}`;
  return typical ? clock : `${t.year}-${clock}`;
}

/** Day of the week of 1 January, 0 = Sunday; 1 January 1970 was a Thursday. */
export const firstWeekday = (year: number): number => (((Date.UTC(year, 0, 1) / 86_400_000 + 4) % 7) + 7) % 7;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
