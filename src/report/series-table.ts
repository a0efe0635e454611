/** A series for people: its months. */
import type { HourlyYear } from '../hourly/series/types.ts';
import type { Texts } from '../i18n/index.ts';
import { trackSums } from './series-tracks.ts';
import { table } from './table.ts';

export function seriesTable(year: HourlyYear, texts: Texts): string {
  const tracks = trackSums(year);
  const head = texts.cli('seriesHead', {
    format: year.format,
    minutes: year.stepMinutes,
    hours: year.leap ? 8784 : 8760,
    clock: clockText(year, texts),
  });
  const columns = [
    { head: texts.cli('series.month') },
    ...tracks.map((t) => ({ head: `${texts.cli(`series.tracks.${t.name}`)}\n${t.unit}`, align: 'right' as const })),
  ];
  const months = Array.from({ length: 12 }, (_, m) => [
    String(m + 1),
    ...tracks.map((t) => texts.number(t.months[m] as number)),
  ]);
  const total = [texts.cli('series.year'), ...tracks.map((t) => texts.number(t.year))];
  return `${head}\n${table(columns, [...months, total])}`;
}

function clockText({ site }: HourlyYear, texts: Texts): string {
  if (site.utcOffset === undefined) return texts.cli('clockUnknown');
  return `UTC${site.utcOffset < 0 ? '' : '+'}${site.utcOffset}`;
}
