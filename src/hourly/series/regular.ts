/** Records → equal intervals of one year. What does not fit is a finding with its line; nothing is moved or made up. */
import type { Finding } from '../../assessment/findings.ts';
import { calendarTime, dayOfYear, hoursOf, MINUTES_A_DAY, timeText } from '../calendar.ts';
import { seriesFinding } from '../findings.ts';
import { toStarts } from './labels.ts';
import type { Grid, RawSeries, ReadOptions, TrackName } from './types.ts';

/** Days that may be missing at the ends before a series counts as too short. */
const ENDS = 1;
/** Minutes from which records are bills by the day of their reading. */
const A_MONTH = 27 * MINUTES_A_DAY;

export interface Regular {
  grid?: Grid | undefined;
  findings: readonly Finding[];
}

export function regular(raw: RawSeries, options: ReadOptions): Regular {
  if (raw.at.length < 2) return { findings: [seriesFinding('series_empty', 'error')] };
  const step = commonStep(raw.at);
  const order = orderFindings(raw, step);
  if (order.some((f) => f.severity === 'error')) return { findings: order };
  const moved = ['interval', 'interval-wide'].includes(raw.format)
    ? toStarts(raw, step, options.labels)
    : { at: raw.at, findings: [] };
  const findings = [...order, ...moved.findings];
  const length = lengthFinding(moved.at, step, raw.typical);
  if (length) return { findings: [...order, length] };
  const leap = isLeap(raw, moved.at, findings);
  return { grid: onGrid(raw, moved.at, step, leap), findings };
}

/** The difference between neighbours that occurs most often, in minutes. */
function commonStep(at: readonly number[]): number {
  const counts = new Map<number, number>();
  for (let i = 1; i < at.length; i++) {
    const d = (at[i] as number) - (at[i - 1] as number);
    counts.set(d, (counts.get(d) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/** Order, duplicates, interval. */
function orderFindings(raw: RawSeries, step: number): Finding[] {
  const { at, lines, typical } = raw;
  if (step <= 0 || step > 60 || 60 % step !== 0) {
    const code = step <= 0 ? 'series_out_of_order' : step >= A_MONTH ? 'series_month_apart' : 'series_interval';
    const time = timeText(at[1] as number, typical);
    return [seriesFinding(code, 'error', { minutes: step, time, count: at.length }, { row: lines[1] as number })];
  }
  const first: Partial<Record<'back' | 'same' | 'odd', { i: number; count: number; minutes: number }>> = {};
  for (let i = 1; i < at.length; i++) {
    const d = (at[i] as number) - (at[i - 1] as number);
    const what = d < 0 ? 'back' : d === 0 ? 'same' : d % step !== 0 ? 'odd' : undefined;
    if (!what) continue;
    first[what] ??= { i, count: 0, minutes: d };
    (first[what] as { count: number }).count++;
  }
  const place = (i: number) => ({ row: lines[i] as number });
  const params = (x: { i: number; count: number }) => ({ time: timeText(at[x.i] as number, typical), count: x.count });
  const list: Finding[] = [];
  if (first.back) list.push(seriesFinding('series_out_of_order', 'error', params(first.back), place(first.back.i)));
  if (first.same) list.push(seriesFinding('series_duplicate_time', 'error', params(first.same), place(first.same.i)));
  if (first.odd) {
    const { i, count, minutes } = first.odd;
    list.push(seriesFinding('series_mixed_intervals', 'error', { minutes: step, other: minutes, count }, place(i)));
  }
  return list;
}

/** A year has 366 days only with a 29 February among them. */
function lengthFinding(at: readonly number[], step: number, typical: boolean): Finding | undefined {
  const days = ((at.at(-1) as number) + step - (at[0] as number)) / MINUTES_A_DAY;
  const shown = Math.round(days * 100) / 100;
  if (days < 365 - ENDS) return seriesFinding('series_too_short', 'error', { days: shown });
  const most = holdsLeapDay(at) || (typical && at.some(isLeapDay)) ? 366 : 365;
  return days > most ? seriesFinding('series_too_long', 'error', { days: shown }) : undefined;
}

/** A year with a 29 February in it; one whose calendar has the day but whose records have not is read as a common year, and that is said. */
function isLeap(raw: RawSeries, at: readonly number[], findings: Finding[]): boolean {
  if (at.some(isLeapDay)) return true;
  if (!raw.typical && holdsLeapDay(at)) findings.push(seriesFinding('series_leap_day_left_out', 'note'));
  return false;
}

function isLeapDay(t: number): boolean {
  const c = calendarTime(t);
  return c.month === 2 && c.day === 29;
}

/** Whether the calendar has a 29 February between the first and the last record. */
function holdsLeapDay(at: readonly number[]): boolean {
  const last = at.at(-1) as number;
  for (let t = at[0] as number; t <= last; t += MINUTES_A_DAY) if (isLeapDay(t)) return true;
  return isLeapDay(last);
}

function onGrid(raw: RawSeries, at: readonly number[], step: number, leap: boolean): Grid {
  const perDay = MINUTES_A_DAY / step;
  const size = (hoursOf(leap) * 60) / step;
  const slots = at.map((t) => {
    const c = calendarTime(t);
    return dayOfYear(c.month, c.day, leap) * perDay + Math.floor(c.minute / step);
  });
  const tracks: Partial<Record<TrackName, Float64Array>> = {};
  for (const [name, track] of Object.entries(raw.tracks)) {
    const values = new Float64Array(size).fill(Number.NaN);
    const scale = raw.powers.has(name as TrackName) ? step / 60 : 1;
    for (let i = 0; i < slots.length; i++) values[slots[i] as number] = (track.values[i] as number) * scale;
    tracks[name as TrackName] = values;
  }
  const lines = new Int32Array(size);
  for (let i = 0; i < slots.length; i++) lines[slots[i] as number] = raw.lines[i] as number;
  const year = raw.typical ? undefined : calendarTime(at[0] as number).year;
  return { stepMinutes: step, leap, year, firstSlot: slots[0] as number, tracks, lines };
}
