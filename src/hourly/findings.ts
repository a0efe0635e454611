/** What can be wrong or noteworthy in a series. The place is the line of the file; texts are in the locale files. */
import type { Finding, Severity } from '../assessment/findings.ts';

export const SERIES_FINDINGS = [
  'series_empty', // {}
  'series_unknown_format', // {}
  'series_no_values', // { columns }
  'series_several_columns', // { columns, key }
  'series_no_load_column', // { columns, key }
  'series_column_unknown', // { columns }
  'series_columns_mixed', // { columns }
  'series_column_used', // { left, key }
  'series_column_doubtful', // {}
  'series_register', // {}
  'series_all_zero', // {}
  'series_load_outlier', // { value, times, count }
  'series_bill_outlier', // { value, times }
  'series_dot_thousands', // { text, whole }
  'series_month_apart', // { minutes }
  'series_shape_needed', // { shapes }
  'series_bad_time', // { text }
  'series_date_order', // { text }
  'series_bad_number', // { text, count }
  'series_out_of_order', // { time, count }
  'series_duplicate_time', // { time, count }
  'series_mixed_intervals', // { minutes, other, count }
  'series_interval', // { minutes }
  'series_gap', // { from, to, missing, gaps }
  'series_blank', // { time, missing }
  'series_filled', // { filled, from, to }
  'series_cannot_fill', // { time, missing }
  'series_too_short', // { days }
  'series_too_long', // { days }
  'series_negative', // { value, count }
  'series_night_offset', // { value, count }
  'series_implausible', // { value, low, high, unit, count }
  'series_leap_day_left_out', // {}
  'series_leap_day_copied', // {}
  'series_leap_day_dropped', // {}
  'series_labels_assumed', // { labels }
  'series_clock_assumed', // { utc_offset }
  'series_sun_below_horizon', // { share_pct, hours }
  'series_shape_assumed', // { shape }
  'series_shape_without_base', // { shape }
  'series_shape_not_shifts', // { shape }
  'series_shape_not_used', // { shape }
  'series_months_missing', // { months }
] as const;

export type SeriesFindingCode = (typeof SERIES_FINDINGS)[number];

export function seriesFinding(
  code: SeriesFindingCode,
  severity: Severity,
  params: Finding['params'] = {},
  place: Pick<Finding, 'row' | 'column'> = {},
): Finding {
  return { code, severity, ...place, params };
}
