/** Do the times of interval data name the start or the end of their interval? Found out where the file allows it, else assumed and said. */
import type { Finding } from '../../assessment/findings.ts';
import { MINUTES_A_DAY } from '../calendar.ts';
import { seriesFinding } from '../findings.ts';
import type { RawSeries } from './types.ts';

/**
 * Moves the times to the start of their intervals.
 *
 * - all labels in the middle of an hour of hourly data (00:30, 01:30): the middle
 * - the first label is 0:00 and the last one interval before 24:00: the start
 * - the first label is one interval after 0:00 and the last 24:00 (0:00): the end
 */
export function toStarts(
  raw: RawSeries,
  step: number,
  given: 'start' | 'end' | undefined,
): { at: number[]; findings: Finding[] } {
  const { at } = raw;
  const first = at[0] as number;
  const last = at.at(-1) as number;
  const phase = mod(first, step);
  if (phase !== 0) return { at: at.map((t) => t - phase), findings: [] };
  const ofDay = (t: number) => mod(t, MINUTES_A_DAY);
  const labels =
    given ??
    (ofDay(first) === 0 && ofDay(last) === MINUTES_A_DAY - step
      ? 'start'
      : ofDay(first) === step && ofDay(last) === 0
        ? 'end'
        : undefined);
  const findings = labels === undefined ? [seriesFinding('series_labels_assumed', 'warning', { labels: 'start' })] : [];
  return { at: labels === 'end' ? at.map((t) => t - step) : at, findings };
}

const mod = (a: number, n: number): number => ((a % n) + n) % n;
