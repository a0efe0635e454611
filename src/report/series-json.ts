/** A series as JSON: form, place, sums, findings. The hours themselves are CSV. */
import type { Finding } from '../assessment/findings.ts';
import type { HourlyYear } from '../hourly/series/types.ts';
import { trackSums } from './series-tracks.ts';

const SCHEMA = 'jcm.series/1';

export function seriesJson(year: HourlyYear | undefined, findings: readonly Finding[]): object {
  if (!year) return { schema: SCHEMA, series: null, findings };
  return {
    schema: SCHEMA,
    series: {
      format: year.format,
      interval_minutes: year.stepMinutes,
      hours: year.leap ? 8784 : 8760,
      year: year.year ?? null,
      latitude: year.site.latitude ?? null,
      longitude: year.site.longitude ?? null,
      utc_offset: year.site.utcOffset ?? null,
      columns: trackSums(year).map((t) => ({ name: t.name, unit: t.unit, year: t.year, months: t.months })),
    },
    findings,
  };
}
