/** The results of a simulation for people: median with the 80 % interval, and the chances asked for. */
import type { SumFigures } from '../batch/draw-sums.ts';
import type { SimulatedGroup } from '../batch/simulated-groups.ts';
import type { SimulatedOutput, SimulatedSite } from '../batch/simulated-site.ts';
import type { Quantity } from '../catalog/index.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import type { Summary } from '../simulate/summary.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import type { SimulateColumn } from './simulate-csv.ts';
import { type Column, table } from './table.ts';
import { oneLine } from './terminal.ts';

/** What a table keeps of a site. */
export interface ShownSite {
  name: string;
  technology: string;
  outputs: ReadonlyMap<string, SimulatedOutput>;
  probabilities: Readonly<Record<string, number>>;
}

export function shownSite(s: SimulatedSite): ShownSite {
  return {
    name: oneLine(`${s.row.siteId} ${s.row.name}`).slice(0, 28),
    technology: s.row.shape.texts.technology ?? '',
    outputs: new Map(s.outputs.map((o) => [o.output.column, o])),
    probabilities: s.probabilities,
  };
}

export interface SimulateTable {
  sites: readonly ShownSite[];
  columns: readonly SimulateColumn[];
  probabilities: readonly string[];
  groups: readonly SimulatedGroup[];
  total: SumFigures;
}

export function simulateTable(t: SimulateTable, texts: Texts): string {
  const shown = t.columns.filter(
    ({ column }) =>
      t.sites.some((s) => isShown(s.outputs.get(column))) ||
      t.groups.some((g) => g.outputs.get(column)?.summary?.p50 != null),
  );
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('headings.technology') },
    ...shown.map(({ quantity }): Column => {
      const unit = columnUnit(quantity, texts.lang);
      const how = quantity.labels ? texts.cli('share') : `${unit ? `${unit}, ` : ''}P50 (P10–P90)`;
      return { head: `${quantity.label[texts.lang]}\n${how}`, align: 'right' };
    }),
    ...t.probabilities.map((p): Column => ({ head: `P(${p})`, align: 'right' })),
  ];
  const line = (
    name: string,
    technology: string,
    of: (column: string) => Shown | undefined,
    p: Chances,
    sites?: number,
  ): string[] => [
    name,
    technology,
    ...shown.map(({ column, quantity }) => cell(of(column), quantity, texts) + sitesWith(of(column), sites)),
    ...t.probabilities.map((text) => chance(p[text])),
  ];
  const rows = t.sites.map((s) => line(s.name, s.technology, (c) => s.outputs.get(c), s.probabilities));
  for (const g of t.groups)
    rows.push(line(oneLine(`${texts.cli(g.level)} ${g.id}`), '', (c) => g.outputs.get(c), g.probabilities));
  if (t.total.sites > 1)
    rows.push(line(texts.cli('total'), '', (c) => t.total.outputs.get(c), t.total.probabilities, t.total.sites));
  return table(heads, rows) + legend(rows, texts);
}

type Chances = Readonly<Record<string, number>>;

interface Shown {
  summary: Summary | undefined;
  shares?: Readonly<Record<string, number>> | undefined;
  /** Of a total. */
  sites?: number | undefined;
}

/** Of how many sites a figure of the total is, where not of all. */
function sitesWith(o: Shown | undefined, sites: number | undefined): string {
  const n = o?.sites;
  return sites === undefined || n === undefined || n === sites || !isShown(o) ? '' : ` [${n}]`;
}

/** What the marks of the cells mean, where there are any. */
function legend(rows: readonly (readonly string[])[], texts: Texts): string {
  const cells = rows.flat();
  const some = (mark: RegExp, key: CliKey): string => (cells.some((c) => mark.test(c)) ? `${texts.cli(key)}\n` : '');
  return `${some(/\[\d+ %\]$/, 'drawsWith')}${some(/\[\d+\]$/, 'sitesWith')}${texts.cli('quantileLegend')}\n`;
}

const isShown = (o: Shown | undefined): boolean => o?.summary?.p50 != null || o?.shares !== undefined;

const chance = (p: number | undefined): string => (p === undefined ? '–' : `${(100 * p).toFixed(1)} %`);

function cell(o: Shown | undefined, q: Quantity, texts: Texts): string {
  if (o?.shares) return sharesText(o.shares, texts);
  const s = o?.summary;
  if (!s || s.p50 === null || s.p10 === null || s.p90 === null) return '–';
  const n = (v: number) => columnNumber(v, q, texts.lang);
  const range = s.p10 === s.p90 ? '' : ` (${n(s.p10)}–${n(s.p90)})`;
  // Never 100 % where a draw is missing.
  const share = s.undefined_share > 0 ? ` [${Math.floor(100 * (1 - s.undefined_share))} %]` : '';
  return `${n(s.p50)}${range}${share}`;
}

function sharesText(shares: Readonly<Record<string, number>>, texts: Texts): string {
  const some = Object.entries(shares).filter(([, v]) => v > 0);
  if (some.length === 1 && some[0]?.[1] === 1) return texts.label(some[0][0]);
  return some.length === 0 ? '–' : some.map(([l, v]) => `${texts.label(l)} ${(100 * v).toFixed(0)} %`).join(', ');
}
