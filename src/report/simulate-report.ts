/** The results of a simulation for people, sheets and programs. */
import type { SimulatedOutput, SimulatedSite } from '../batch/simulate.ts';
import type { SimulatedGroup } from '../batch/simulated-groups.ts';
import type { Catalog, Quantity } from '../catalog/index.ts';
import type { Texts } from '../i18n/index.ts';
import { csvLine } from '../io/csv-write.ts';
import type { Summary } from '../simulate/summary.ts';
import { findingsMembers, type KeptFindings } from './findings-json.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { type Column, SHOWN_GROUPS, table } from './table.ts';
import { oneLine } from './terminal.ts';

export const SIMULATE_SCHEMA = 'jcm.simulate/1';

export interface SimulateHead {
  catalog: Catalog;
  seed: number;
  draws: number;
  sampling: string;
  spreads: string;
}

export function simulateHeadJson(h: SimulateHead): string {
  const head = {
    schema: SIMULATE_SCHEMA,
    engine: h.catalog.version,
    catalog: { version: h.catalog.version, hash: h.catalog.hash },
    seed: h.seed,
    draws: h.draws,
    sampling: h.sampling,
    spreads: h.spreads,
  };
  return `${JSON.stringify(head).slice(0, -1)},"sites":[`;
}

function outputsJson(outputs: readonly SimulatedOutput[]): {
  outputs: Record<string, unknown>;
  reasons: Record<string, string>;
} {
  const out: Record<string, unknown> = {};
  const reasons: Record<string, string> = {};
  for (const o of outputs) {
    const none = o.summary?.undefined_share === 1;
    out[o.output.column] = o.shares ? { shares: o.shares } : none ? null : o.summary;
    if (none) reasons[o.output.column] = o.reason ?? 'not_finite';
  }
  return { outputs: out, reasons };
}

export function simulatedSiteJson(s: SimulatedSite): string {
  const { composition } = s.model.middle.assessment;
  const m = composition.methodology;
  return JSON.stringify({
    site_id: s.row.siteId,
    ...(s.row.name ? { name: s.row.name } : {}),
    country: s.row.shape.texts.country ?? null,
    technology: s.row.shape.texts.technology ?? null,
    methodology: m ? `${m.id}@${m.version}` : null,
    ...outputsJson(s.outputs),
    probabilities: s.probabilities,
    uncertain: s.streams
      .filter((x) => (x.year ?? 1) === 1)
      .map((x) => ({ quantity: x.name, shared_by: x.sharedBy, from: x.from })),
    unverified: s.model.middle.unverified,
    warnings: s.model.middle.warnings,
  });
}

export interface TotalFigures {
  sites: number;
  summaries: Readonly<Record<string, { summary: Summary; sites: number }>>;
}

export function simulateTailJson(
  total: TotalFigures,
  groups: readonly SimulatedGroup[],
  findings: KeptFindings,
): string {
  const outputs = Object.fromEntries(Object.entries(total.summaries).map(([k, v]) => [k, v.summary]));
  const sitesWith = Object.fromEntries(Object.entries(total.summaries).map(([k, v]) => [k, v.sites]));
  return `],"projects":${JSON.stringify(groupsJson(groups, 'project'))},"proposals":${JSON.stringify(groupsJson(groups, 'proposal'))},"total":${JSON.stringify({ sites: total.sites, outputs, sites_with: sitesWith })},${JSON.stringify(findingsMembers(findings)).slice(1)}\n`;
}

function groupsJson(groups: readonly SimulatedGroup[], level: 'project' | 'proposal'): object[] {
  return groups
    .filter((g) => g.level === level)
    .map((g) => ({ [`${level}_id`]: g.id, sites: g.sites, outputs: g.summaries }));
}

const STATISTICS = ['mean', 'sd', 'p10', 'p50', 'p90'] as const;

export function simulateCsvHeader(columns: readonly string[], probabilities: readonly string[]): string {
  const stats = columns.flatMap((c) => [...STATISTICS.map((s) => `${c}_${s}`), `${c}_undefined_share`]);
  return csvLine(['site_id', 'name', 'country', 'technology', ...stats, ...probabilities.map((p) => `P(${p})`)]);
}

export function simulateCsvRow(s: SimulatedSite, columns: readonly string[], probabilities: readonly string[]): string {
  const cells: (string | number | null)[] = [
    s.row.siteId,
    s.row.name,
    s.row.shape.texts.country ?? '',
    s.row.shape.texts.technology ?? '',
  ];
  for (const c of columns) {
    const sum = s.outputs.find((o) => o.output.column === c)?.summary;
    for (const k of STATISTICS) cells.push(sum?.[k] ?? null);
    cells.push(sum?.undefined_share ?? null);
  }
  for (const p of probabilities) cells.push(s.probabilities[p] ?? null);
  return csvLine(cells);
}

export interface SimulateColumn {
  column: string;
  quantity: Quantity;
}

/** Median with the 80 % interval, and the chances asked for. */
export function simulateTable(
  sites: readonly SimulatedSite[],
  columns: readonly SimulateColumn[],
  probabilities: readonly string[],
  total: TotalFigures,
  groups: readonly SimulatedGroup[],
  texts: Texts,
): string {
  const shown = columns.filter(
    (c) =>
      sites.some((s) => s.outputs.some((o) => o.output.column === c.column && o.summary?.p50 != null)) ||
      groups.some((g) => g.summaries[c.column]?.p50 != null),
  );
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('headings.technology') },
    ...shown.map((c): Column => {
      const unit = columnUnit(c.quantity, texts.lang);
      return { head: `${c.quantity.label[texts.lang]}\n${unit ? `${unit}, ` : ''}P50 (P10–P90)`, align: 'right' };
    }),
    ...probabilities.map((p): Column => ({ head: `P(${p})`, align: 'right' })),
  ];
  const cell = (sum: Summary | undefined, q: Quantity): string => {
    if (!sum || sum.p50 === null || sum.p10 === null || sum.p90 === null) return '–';
    const n = (v: number) => columnNumber(v, q, texts.lang);
    const range = sum.p10 === sum.p90 ? '' : ` (${n(sum.p10)}–${n(sum.p90)})`;
    const share = sum.undefined_share > 0 ? ` [${(100 * (1 - sum.undefined_share)).toFixed(0)} %]` : '';
    return `${n(sum.p50)}${range}${share}`;
  };
  const rows = sites.map((s) => [
    oneLine(`${s.row.siteId} ${s.row.name}`).slice(0, 28),
    s.row.shape.texts.technology ?? '',
    ...shown.map((c) => cell(s.outputs.find((o) => o.output.column === c.column)?.summary, c.quantity)),
    ...probabilities.map((p) =>
      s.probabilities[p] === undefined ? '–' : `${(100 * (s.probabilities[p] as number)).toFixed(1)} %`,
    ),
  ]);
  const sums =
    sites.length > 1
      ? [
          [
            texts.cli('total'),
            '',
            ...shown.map((c) => cell(total.summaries[c.column]?.summary, c.quantity)),
            ...probabilities.map(() => ''),
          ],
        ]
      : [];
  const grouped = groups
    .slice(0, SHOWN_GROUPS)
    .map((g) => [
      oneLine(`${texts.cli(g.level)} ${g.id}`),
      '',
      ...shown.map((c) => cell(g.summaries[c.column], c.quantity)),
      ...probabilities.map(() => ''),
    ]);
  const more = [
    ...(total.sites > sites.length ? [texts.cli('moreSites', { n: total.sites - sites.length })] : []),
    ...(groups.length > SHOWN_GROUPS ? [texts.cli('moreGroups', { n: groups.length - SHOWN_GROUPS })] : []),
  ];
  return table(heads, [...rows, ...grouped, ...sums]) + more.map((line) => `${line}\n`).join('');
}
