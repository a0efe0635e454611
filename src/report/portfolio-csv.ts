/** A choice among sites as CSV: a line a site; beside it the totals, and the frontier. */
import type { DrawnSite } from '../batch/portfolio/drawn-site.ts';
import { selectedOf } from '../batch/portfolio/portfolio.ts';
import { csvLine } from '../io/csv-write.ts';
import { meanOf } from '../simulate/moments.ts';
import type { Summary } from '../simulate/summary.ts';
import { gapOf, idOf, type PortfolioResult, pointsRows } from './portfolio-json.ts';

const STATISTICS = ['mean', 'sd', 'p10', 'p50', 'p90'] as const;

/** @param sites all good rows of the sheet, in order */
export function portfolioCsv({ portfolio, excluded, curve }: PortfolioResult, sites: readonly DrawnSite[]): string {
  const { candidates, ranks } = portfolio;
  const selected = new Set(selectedOf(portfolio));
  const candidateOf = new Map(candidates.flatMap((c, i) => c.sites.map((s) => [s, i] as const)));
  const rankOf = new Map(ranks.order.map((i, at) => [i, at + 1]));
  const reasons = new Map(excluded.map((e) => [e.site, e.reasons.join(' ')]));
  const steps = new Map(curve.map((s) => [s.site.site, s]));
  const columns = [...new Set(sites.flatMap((s) => [...s.draws.keys()].filter((c) => !s.labels.has(c))))];
  const head = [
    'site_id',
    'name',
    'project_id',
    'proposal_id',
    'country',
    'technology',
    'selected',
    'reasons',
    'rank',
    'in_top',
  ];
  const curveHead = ['abatement_rank', 'abatement_cost_p50', 'cumulative_tco2'];
  let text = csvLine([...head, ...columns.map((c) => `${c}_mean`), ...curveHead]);
  for (const site of sites) {
    const { row } = site;
    const at = candidateOf.get(site);
    const step = steps.get(site);
    const texts = row.shape.texts;
    text += csvLine([
      ...[idOf(site), row.name, row.projectId, row.proposalId, texts.country ?? '', texts.technology ?? ''],
      ...[selected.has(site) ? 'yes' : 'no', reasons.get(site) ?? ''],
      ...[
        (at === undefined ? undefined : rankOf.get(at)) ?? null,
        (at === undefined ? undefined : ranks.inTop[at]) ?? null,
      ],
      ...columns.map((c) => meanIn(site.draws.get(c))),
      ...[step ? curve.indexOf(step) + 1 : null, step?.cost ?? null, step?.cumulative ?? null],
    ]);
  }
  return text;
}

/** None where a draw has none. */
function meanIn(draws: Float64Array | undefined): number | null {
  const mean = draws && meanOf(draws, 0, draws.length);
  return mean === undefined || Number.isNaN(mean) ? null : mean;
}

export function totalsCsv({ totals, points }: PortfolioResult): string {
  const line = (name: string, s: Summary, sites: number) => csvLine([name, ...STATISTICS.map((k) => s[k]), sites]);
  let text = csvLine(['output', ...STATISTICS, 'sites_with']);
  for (const [name, f] of totals.outputs) if (f.summary) text += line(name, f.summary, f.sites);
  for (const [name, s] of pointsRows(points)) text += line(name, s, totals.sites);
  return text;
}

export function frontierCsv({ portfolio }: PortfolioResult): string {
  let text = csvLine(['budget', 'limit', 'used', 'objective', 'bound', 'gap', 'sites', 'selected']);
  for (const p of portfolio.frontier) {
    const chosen = portfolio.candidates.flatMap((c, i) => (p.chosen[i] ? c.sites.map(idOf) : []));
    const cells = [p.limit, p.used, p.objective, p.bound, gapOf(p), chosen.length];
    text += csvLine([portfolio.varied?.text ?? '', ...cells, chosen.join(' ')]);
  }
  return text;
}
