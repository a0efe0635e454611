/** Two years on one calendar and one clock. */
import type { Finding } from '../assessment/findings.ts';
import { dayOfYear } from './calendar.ts';
import { seriesFinding } from './findings.ts';
import type { SunPath } from './solar/position.ts';

/**
 * Energies of hours on a clock that is some hours ahead: parts of an hour are split, the year is closed to a ring, the sum stays.
 *
 * @param ahead hours of the new clock before the old
 */
export function toClock(values: Float64Array, ahead: number): Float64Array {
  const whole = Math.floor(ahead);
  const part = ahead - whole;
  const n = values.length;
  const at = (i: number) => values[((i % n) + n) % n] as number;
  return values.map((_, i) => (part === 0 ? at(i - whole) : (1 - part) * at(i - whole) + part * at(i - whole - 1)));
}

/** Hours of a year of weather in a year with or without a 29 February: the day is copied from the 28th or left out, and that is said. */
export function toCalendar(values: Float64Array, leap: boolean): { values: Float64Array; findings: Finding[] } {
  const has = values.length === 8784;
  if (has === leap) return { values, findings: [] };
  const feb29 = dayOfYear(2, 28, true) * 24 + 24;
  const out = new Float64Array(leap ? 8784 : 8760);
  out.set(values.subarray(0, feb29));
  if (leap) {
    out.set(values.subarray(feb29 - 24, feb29), feb29);
    out.set(values.subarray(feb29), feb29 + 24);
    return { values: out, findings: [seriesFinding('series_leap_day_copied', 'note')] };
  }
  out.set(values.subarray(feb29 + 24), feb29);
  return { values: out, findings: [seriesFinding('series_leap_day_dropped', 'note')] };
}

/** Cosine of the zenith below which the sun is down for more than the hour around it. */
const DOWN = -0.13;

/**
 * Irradiation while the sun is down tells of a wrong clock.
 *
 * @param mostPct share of the year's irradiation that may fall there
 * @returns how far the clock seems to be off, in hours, when it is more
 */
export function clockFinding(irradiance: Float64Array, sun: SunPath, mostPct: number): Finding | undefined {
  let [total, dark, south, west] = [0, 0, 0, 0];
  for (let h = 0; h < irradiance.length; h++) {
    const e = irradiance[h] as number;
    const cos = sun.cosZenith[h] as number;
    total += e;
    if (cos < DOWN) dark += e;
    // Direction of the day's energy on the ring of hours of the sun's own clock.
    const angle = Math.atan2(sun.west[h] as number, cos);
    south += e * Math.cos(angle);
    west += e * Math.sin(angle);
  }
  const sharePct = total > 0 ? (100 * dark) / total : 0;
  if (sharePct <= mostPct) return undefined;
  const hours = Math.round(((Math.atan2(west, south) * 12) / Math.PI) * 2) / 2;
  return seriesFinding('series_sun_below_horizon', 'warning', { share_pct: Math.round(sharePct * 10) / 10, hours });
}
