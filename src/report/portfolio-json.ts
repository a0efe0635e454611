/** A choice among sites as JSON. */
import type { SumFigures } from '../batch/draw-sums.ts';
import type { Excluded } from '../batch/portfolio/candidates.ts';
import type { DrawnSite } from '../batch/portfolio/drawn-site.ts';
import type { CurveSite, Portfolio } from '../batch/portfolio/portfolio.ts';
import { selectedOf } from '../batch/portfolio/portfolio.ts';
import type { Catalog } from '../catalog/index.ts';
import type { AbatementStep } from '../decide/portfolio/abatement-curve.ts';
import type { Choice } from '../decide/portfolio/choose.ts';
import type { Statement } from '../decide/portfolio/statement.ts';
import type { DrawSettings } from '../simulate/program.ts';
import type { Summary } from '../simulate/summary.ts';
import { findingsMembers, type KeptFindings } from './findings-json.ts';

export const PORTFOLIO_SCHEMA = 'jcm.portfolio/1';

export interface PortfolioHead extends DrawSettings {
  catalog: Catalog;
  spreads: string;
}

/** All that is told of a choice, whatever the form. */
export interface PortfolioResult {
  portfolio: Portfolio;
  excluded: readonly Excluded[];
  /** Each budget's figure at the middle values. */
  middles: readonly (number | null)[];
  totals: SumFigures;
  /** Points of the choice, where points are asked for: each proposal by itself, and all sites as one proposal. */
  points: { apart: Summary; together: Summary } | undefined;
  curve: readonly AbatementStep<CurveSite>[];
}

/** Relative distance of a choice from its bound; 0 = proven, 1 = no bound was found in time. */
export function gapOf({ objective, bound }: Pick<Choice, 'objective' | 'bound'>): number {
  if (!Number.isFinite(bound)) return 1;
  return bound === objective ? 0 : (bound - objective) / Math.max(Math.abs(bound), Number.MIN_VALUE);
}

/** A gap below this is rounding: the choice counts as proven. */
export const PROVEN = 1e-9;

export function portfolioJson(head: PortfolioHead, result: PortfolioResult, findings: KeptFindings): string {
  const { portfolio, excluded, middles, totals, points, curve } = result;
  const { choice, wanted, used, candidates } = portfolio;
  const { version, hash } = head.catalog;
  const selected = new Set(selectedOf(portfolio));
  const figures = [...totals.outputs].flatMap(([name, f]) => {
    if (!f.summary) return [];
    return [[name, f.ratioOfMeans === undefined ? f.summary : { ...f.summary, ratio_of_means: f.ratioOfMeans }]];
  });
  const sitesWith = Object.fromEntries([...totals.outputs].map(([name, f]) => [name, f.sites]));
  const json = {
    ...{ schema: PORTFOLIO_SCHEMA, engine: version, catalog: { version, hash } },
    ...{ seed: head.seed, draws: head.draws, sampling: head.sampling, spreads: head.spreads },
    maximise: wanted.objective.text,
    selected: [...selected].map(idOf),
    objective: choice?.objective ?? null,
    bound: choice?.bound ?? null,
    gap: choice && gapOf(choice),
    proven: choice ? gapOf(choice) < PROVEN : false,
    method: choice?.method ?? null,
    reason: portfolio.reason ?? null,
    budgets: wanted.budgets.map((b, i) => ({
      ...{ budget: b.text, taken: takenName(b), op: b.op, value: b.value },
      ...{ used: used[i] ?? null, at_middles: middles[i] ?? null },
    })),
    totals: Object.fromEntries([...figures, ...pointsRows(points)]),
    sites_with: sitesWith,
    frontier: portfolio.frontier.map((p) => ({
      ...{ budget: portfolio.varied?.text, limit: p.limit, used: p.used, objective: p.objective, bound: p.bound },
      selected: candidates.flatMap((c, i) => (p.chosen[i] ? c.sites.map(idOf) : [])),
    })),
    ranking: ranksJson(portfolio),
    abatement_curve: curve.map((s) => ({
      ...{ site_id: idOf(s.site.site), selected: selected.has(s.site.site) },
      ...{ cost_jpy_per_tco2: s.cost, p10: s.site.cost.p10, p90: s.site.cost.p90 },
      ...{ tco2: s.tonnes, cumulative_tco2: s.cumulative },
    })),
    ...restsOn([...selected]),
    excluded: excluded.map((e) => ({ site_id: idOf(e.site), reasons: e.reasons })),
    ...findingsMembers(findings),
  };
  return `${JSON.stringify(json)}\n`;
}

/** What a statement takes of its total: `mean`, `p90`. */
export const takenName = ({ taken }: Pick<Statement, 'taken'>): string =>
  taken.kind === 'mean' ? 'mean' : `p${+(100 * taken.p).toFixed(6)}`;

/** Names of the totals in points. */
export const pointsRows = (points: PortfolioResult['points']): ['points' | 'points_together', Summary][] =>
  points
    ? [
        ['points', points.apart],
        ['points_together', points.together],
      ]
    : [];

function ranksJson({ candidates, ranks }: Portfolio): object {
  const name = (i: number): string => candidateName(candidates[i] as Portfolio['candidates'][number]);
  return {
    k: ranks.k,
    candidates: ranks.order.map((i, at) => ({
      ...{ rank: at + 1, candidate: name(i), sites: candidates[i]?.sites.map(idOf), ...groupsOf(candidates[i]!) },
      ...{ mean: ranks.means[i], in_top: ranks.inTop[i] },
    })),
    swaps: ranks.swaps.map((s) => ({ before: name(s.before), after: name(s.after), chance: s.chance })),
  };
}

function groupsOf({ sites }: Portfolio['candidates'][number]): object {
  const ids = (of: (s: DrawnSite) => string) => [...new Set(sites.map(of))].filter((id) => id !== '');
  return { projects: ids((s) => s.row.projectId), proposals: ids((s) => s.row.proposalId) };
}

/** What the choice rests on: names to be confirmed, default spreads found in no text, codes of assumptions. */
function restsOn(sites: readonly DrawnSite[]): object {
  const all = (of: (s: DrawnSite) => readonly string[]) => [...new Set(sites.flatMap(of))];
  return {
    unverified: all((s) => s.unverified).sort(),
    recalled_spreads: all((s) => s.recalledSpreads).sort(),
    warnings: all((s) => s.warnings),
  };
}

export const idOf = (site: DrawnSite): string => site.row.siteId;

/** Its site; or its proposal or project, with its first site and how many more. */
export function candidateName({ sites }: Portfolio['candidates'][number]): string {
  const first = idOf(sites[0] as DrawnSite);
  if (sites.length === 1) return first;
  const rows = sites.map((s) => s.row);
  const ids = [rows.map((r) => r.proposalId), rows.map((r) => r.projectId)].map((l) => [...new Set(l)]);
  const shared = ids.find(([id, ...others]) => id && others.length === 0) ?? ids.flat().filter((id) => id !== '');
  return `${shared.join(' & ')} (${first} +${sites.length - 1})`;
}
