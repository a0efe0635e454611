/** The hours of a series as a table that `jcm series` reads again. */
import { daysOfMonth } from '../hourly/calendar.ts';
import type { HourlyYear, TrackName } from '../hourly/series/types.ts';
import { TRACKS } from './series-tracks.ts';

/** Header and one line an hour; `hour` 0 to 23 begins the hour. */
export function* hoursLines(year: HourlyYear): Generator<(string | number)[]> {
  const tracks = Object.entries(year.tracks);
  yield ['month', 'day', 'hour', ...tracks.map(([name]) => TRACKS[name as TrackName].column)];
  let h = 0;
  for (let month = 1; month <= 12; month++)
    for (let day = 1; day <= daysOfMonth(month, year.leap); day++)
      for (let hour = 0; hour < 24; hour++, h++) yield [month, day, hour, ...tracks.map(([, v]) => v[h] as number)];
}
