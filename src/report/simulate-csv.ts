/** The results of a simulation as CSV: a line a site, and a line a group; the statistics people sort by. JSON has all. */
import type { SumFigures } from '../batch/draw-sums.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import type { Quantity } from '../catalog/index.ts';
import { csvLine } from '../io/csv-write.ts';
import type { Summary } from '../simulate/summary.ts';

const STATISTICS = ['mean', 'sd', 'p10', 'p50', 'p90'] as const;

export interface SimulateColumn {
  column: string;
  quantity: Quantity;
}

type Cell = string | number | null;

/** A coded output has a share for each of its labels. */
function names({ column, quantity }: SimulateColumn): string[] {
  if (quantity.labels) return Object.keys(quantity.labels).map((l) => `${column}_share_${l}`);
  return [...STATISTICS, 'undefined_share'].map((s) => `${column}_${s}`);
}

export function simulateCsvHeader(columns: readonly SimulateColumn[], probabilities: readonly string[]): string {
  const stats = columns.flatMap(names);
  return csvLine(['site_id', 'name', 'country', 'technology', ...stats, ...probabilities.map((p) => `P(${p})`)]);
}

export function simulateCsvRow(
  s: SimulatedSite,
  columns: readonly SimulateColumn[],
  probabilities: readonly string[],
): string {
  const { texts } = s.row.shape;
  const cells: Cell[] = [s.row.siteId, s.row.name, texts.country ?? '', texts.technology ?? ''];
  const at = positions(s);
  for (const c of columns) {
    const i = at.get(c.column);
    const o = i === undefined ? undefined : s.outputs[i];
    if (c.quantity.labels) for (const l of Object.keys(c.quantity.labels)) cells.push(o?.shares?.[l] ?? null);
    else statistics(o?.summary, cells);
  }
  for (const p of probabilities) cells.push(s.probabilities[p] ?? null);
  return csvLine(cells);
}

/** Output → its place, worked out once a model. */
const PLACES = new WeakMap<object, ReadonlyMap<string, number>>();

function positions(s: SimulatedSite): ReadonlyMap<string, number> {
  let known = PLACES.get(s.model);
  if (!known) {
    known = new Map(s.outputs.map((o, i) => [o.output.column, i]));
    PLACES.set(s.model, known);
  }
  return known;
}

function statistics(s: Summary | undefined, cells: Cell[]): void {
  for (const k of STATISTICS) cells.push(s?.[k] ?? null);
  cells.push(s?.undefined_share ?? null);
}

export function simulateGroupsHeader(columns: readonly SimulateColumn[], probabilities: readonly string[]): string {
  const stats = summed(columns).flatMap(names);
  return csvLine(['group', 'id', 'sites', ...stats, ...probabilities.map((p) => `P(${p})`), 'reasons']);
}

export function simulateGroupLine(
  group: string,
  id: string,
  figures: SumFigures,
  columns: readonly SimulateColumn[],
  probabilities: readonly string[],
): string {
  const cells: Cell[] = [group, id, figures.sites];
  const reasons: string[] = [];
  for (const { column } of summed(columns)) {
    const f = figures.outputs.get(column);
    statistics(f?.summary, cells);
    if (f?.reason) reasons.push(`${column}=${f.reason}`);
  }
  for (const p of probabilities) cells.push(figures.probabilities[p] ?? null);
  return csvLine([...cells, reasons.join(' ')]);
}

/** Labels do not add up. */
const summed = (columns: readonly SimulateColumn[]): readonly SimulateColumn[] =>
  columns.filter((c) => !c.quantity.labels && c.quantity.output?.total !== 'none');
