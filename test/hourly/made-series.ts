/** Series made for tests: text of a file → records, the way the command reads them. */

import type { LoadShape } from '../../src/hourly/series/load-shape.ts';
import { readSeries } from '../../src/hourly/series/read.ts';
import type { ReadOptions, SeriesRead } from '../../src/hourly/series/types.ts';
import { readSeriesRows } from '../../src/io/series-read.ts';

export const FLAT: LoadShape = {
  id: 'flat',
  hours: Array.from({ length: 12 }, () => [new Array(24).fill(1), new Array(24).fill(1)] as const),
  evidence: 'definition',
  source: 'test',
  note: '',
};

const LIMITS = {
  irradianceHigh: 1600,
  nightOffset: 20,
  temperatureLow: -60,
  temperatureHigh: 60,
  windHigh: 60,
  loadOutlier: 20,
  billOutlier: 10,
  registerRisesPct: 50,
};

export function read(text: string | readonly string[], options: Partial<ReadOptions> = {}): SeriesRead {
  const bytes = new TextEncoder().encode(typeof text === 'string' ? text : `${text.join('\n')}\n`);
  return readSeries(readSeriesRows(bytes), { limits: LIMITS, ...options });
}

const two = (n: number) => String(n).padStart(2, '0');

/** `2023-01-31 13:30` of every interval of a year. @param shift minutes added to each label */
export function* stamps(year: number, step: number, shift = 0): Generator<string> {
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  for (let t = from; t < to; t += step * 60_000) {
    const d = new Date(t + shift * 60_000);
    yield `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  }
}

export const codes = (r: SeriesRead): string[] => r.findings.map((f) => f.code);
