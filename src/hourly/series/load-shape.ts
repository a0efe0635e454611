/** Typical load shapes of the catalog: 24 hours × 12 months × weekday and weekend, relative to the mean hour of the year. An assumption, always said. */
import type { Catalog, Evidence } from '../../catalog/index.ts';
import { daysOfMonth, hoursOf, monthStarts } from '../calendar.ts';

export interface LoadShape {
  id: string;
  /** By month (0 to 11), then weekday or weekend, then hour. */
  hours: readonly (readonly [weekday: readonly number[], weekend: readonly number[]])[];
  /** Days of the week from Monday on that are weekdays in `hours`; 5 when not said. */
  workingDays?: number | undefined;
  evidence: Evidence;
  source: string;
  note: string;
}

const FILE = 'hourly/load_shapes.csv';
const KINDS = ['weekday', 'weekend'] as const;

export function shapeIds(catalog: Catalog): string[] {
  return [...new Set(catalog.data[FILE]?.rows.map((r) => r[0] as string))];
}

/** @returns nothing when the catalog has no such shape */
export function loadShape(catalog: Catalog, id: string): LoadShape | undefined {
  const data = catalog.data[FILE];
  const rows = data?.rows.filter((r) => r[0] === id) ?? [];
  const [first] = rows;
  if (!data || !first) return undefined;
  const at = (name: string) => data.header.indexOf(name);
  const of = (month: number, kind: string) => {
    const row = rows.find(
      (r) => ['all', String(month)].includes(r[at('months')] ?? '') && r[at('days')]?.split('|').includes(kind),
    );
    if (!row) throw new Error(`${FILE}: ${id} has no ${kind} in month ${month}`);
    return row.slice(at('h0'), at('h0') + 24).map(Number);
  };
  return {
    id,
    hours: Array.from({ length: 12 }, (_, m) => [of(m + 1, KINDS[0]), of(m + 1, KINDS[1])] as const),
    evidence: first[at('evidence')] as Evidence,
    source: first[at('source')] ?? '',
    note: first[at('note')] ?? '',
  };
}

export interface ShapeYear {
  leap: boolean;
  /** Weekday of 1 January, 0 = Sunday. */
  firstWeekday: number;
}

/** kWh of each hour: the shape scaled to the year, or month by month. */
export function shapedLoad(
  shape: LoadShape,
  amount: { annualKwh: number } | { monthlyKwh: readonly number[] },
  { leap, firstWeekday }: ShapeYear,
): Float64Array {
  const load = new Float64Array(hoursOf(leap));
  const { workingDays = 5 } = shape;
  for (const [m, start] of monthStarts(leap).entries()) {
    for (let d = 0; d < daysOfMonth(m + 1, leap); d++) {
      // Monday is 0 here.
      const day = (firstWeekday + start + d + 6) % 7;
      load.set(shape.hours[m]?.[day < workingDays ? 0 : 1] ?? [], (start + d) * 24);
    }
  }
  if ('annualKwh' in amount) scale(load, 0, load.length, amount.annualKwh);
  else
    for (const [m, start] of monthStarts(leap).entries())
      scale(load, start * 24, (start + daysOfMonth(m + 1, leap)) * 24, amount.monthlyKwh[m] as number);
  return load;
}

/** So that this part adds up to the amount. */
function scale(values: Float64Array, from: number, to: number, amount: number): void {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] as number;
  const factor = sum > 0 ? amount / sum : 0;
  for (let i = from; i < to; i++) (values[i] as number) *= factor;
}
