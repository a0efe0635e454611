/** What is asked of single sites: all their draws, and the spread of each year. */
import type { FanSeries } from '../batch/open-site.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import { csvLine } from '../io/csv-write.ts';

const FAN = ['p10', 'p50', 'p90'] as const;

export const drawsHeader = (columns: readonly string[]): string => csvLine(['site_id', 'draw', ...columns]);

/** Draws of a piece of text: a million of them would be longer than a text may be. */
const PIECE = 4096;

/** A line a draw, in pieces; a coded output as its label. */
export function* drawsLines(s: SimulatedSite, columns: readonly string[]): Generator<string> {
  const outputs = columns.map((c) => s.outputs.find((o) => o.output.column === c));
  const draws = outputs.find((o) => o?.values)?.values?.length ?? 0;
  for (let from = 0; from < draws; from += PIECE) {
    let text = '';
    for (let k = from; k < Math.min(draws, from + PIECE); k++)
      text += csvLine([s.row.siteId, k, ...outputs.map((o) => valueAt(o, k))]);
    yield text;
  }
}

/** The member `draws` of a site: lists by output, in pieces; nothing where they are not kept. */
export function* drawsJson(s: SimulatedSite): Generator<string> {
  const kept = s.outputs.filter((o) => o.values);
  for (const [i, o] of kept.entries()) {
    yield `${i === 0 ? ',"draws":{' : '],'}${JSON.stringify(o.output.column)}:[`;
    const draws = o.values?.length ?? 0;
    for (let from = 0; from < draws; from += PIECE) {
      const list = Array.from({ length: Math.min(PIECE, draws - from) }, (_, k) => valueAt(o, from + k));
      yield (from > 0 ? ',' : '') + JSON.stringify(list).slice(1, -1);
    }
  }
  if (kept.length > 0) yield ']}';
}

function valueAt(o: SimulatedSite['outputs'][number] | undefined, k: number): number | string | null {
  const v = o?.values?.[k];
  if (v === undefined || Number.isNaN(v)) return null;
  const { labels } = o?.output.quantity ?? {};
  return labels ? (Object.entries(labels).find(([, code]) => code === v)?.[0] ?? v) : v;
}

export const fanHeader = (): string => csvLine(['site_id', 'quantity', 'year', ...FAN]);

export function fanLines(siteId: string, fan: readonly FanSeries[]): string {
  let text = '';
  for (const f of fan)
    for (const [t, y] of f.years.entries())
      if (y.p50 !== null) text += csvLine([siteId, f.quantity.column, f.first + t, ...FAN.map((p) => y[p])]);
  return text;
}

/** Quantity → years in order with P10, P50, P90. */
export function fanJson(fan: readonly FanSeries[]): object {
  return Object.fromEntries(
    fan
      .filter((f) => f.years.some((y) => y.p50 !== null))
      .map((f) => [
        f.quantity.column,
        f.years.map((y, t) => ({ year: f.first + t, p10: y.p10, p50: y.p50, p90: y.p90 })),
      ]),
  );
}
