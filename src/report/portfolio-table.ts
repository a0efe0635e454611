/** A choice among sites for people. */

import type { SumFigure } from '../batch/draw-sums.ts';
import type { DrawnSite } from '../batch/portfolio/drawn-site.ts';
import { selectedOf } from '../batch/portfolio/portfolio.ts';
import type { Quantity } from '../catalog/index.ts';
import { COUNT, type Statement } from '../decide/portfolio/statement.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import type { Summary } from '../simulate/summary.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { candidateName, gapOf, idOf, type PortfolioResult, PROVEN, pointsRows, takenName } from './portfolio-json.ts';
import { type Column, table } from './table.ts';
import { notesText, TableNotes } from './table-notes.ts';
import { oneLine } from './terminal.ts';

export interface PortfolioTable extends PortfolioResult {
  /** Quantity of an output; nothing for counts and points. */
  quantity: (output: string) => Quantity | undefined;
}

/** Sites, curve steps and excluded sites shown at most. */
const SHOWN = 40;
/** Candidates shown beyond the ones that are chosen. */
const NEXT = 5;
const SWAPS = 5;
/** Share of the draws from which on a change of places is told. */
const OFTEN = 0.01;

export function portfolioTable(t: PortfolioTable, texts: Texts): string {
  return [
    chosenText(t, texts),
    section('portfolio.budgets', budgetsTable(t, texts), texts),
    section('portfolio.totals', totalsTable(t, texts), texts),
    section('portfolio.sites', sitesTable(t, texts), texts),
    section('portfolio.swaps', swapsText(t, texts), texts, { k: t.portfolio.ranks.k }),
    section('portfolio.frontier', frontierTable(t, texts), texts, { budget: t.portfolio.varied?.text ?? '' }),
    section('portfolio.curve', curveTable(t, texts), texts),
    section('portfolio.excluded', excludedText(t, texts), texts),
    notesOf(selectedOf(t.portfolio), texts),
  ].join('');
}

/** What the chosen sites rest on. */
function notesOf(sites: readonly DrawnSite[], texts: Texts): string {
  const notes = new TableNotes();
  for (const s of sites) notes.add({ ...s, siteId: idOf(s), reason: () => undefined }, []);
  return notesText(notes, [], texts);
}

const section = (key: CliKey, body: string, texts: Texts, params = {}): string =>
  body ? `${texts.cli(key, params)}\n${body}\n` : '';

const right = (head: string): Column => ({ head, align: 'right' });
const percent = (p: number): string => `${(100 * p).toFixed(1)} %`;

/** A figure of a statement, with its unit. */
function figure(t: PortfolioTable, output: string, v: number | null | undefined, texts: Texts): string {
  if (v == null) return '–';
  const q = t.quantity(output);
  return q ? `${columnNumber(v, q, texts.lang)} ${columnUnit(q, texts.lang)}`.trim() : texts.number(v);
}

function chosenText(t: PortfolioTable, texts: Texts): string {
  const { choice, candidates, wanted, reason } = t.portfolio;
  if (candidates.length === 0) return `${texts.cli('portfolio.noCandidates')}\n\n`;
  if (!choice) return `${texts.cli(reason === 'not_found' ? 'portfolio.notFound' : 'portfolio.infeasible')}\n\n`;
  const objective = (v: number) => figure(t, wanted.objective.output, v, texts);
  const gap = gapOf(choice);
  const lines = [
    texts.cli('portfolio.chosen', {
      sites: selectedOf(t.portfolio).length,
      all: candidates.reduce((n, c) => n + c.sites.length, 0),
      objective: objectiveText(t, texts),
      value: objective(choice.objective),
    }),
    gap < PROVEN
      ? texts.cli('portfolio.proven', { bound: objective(choice.bound) })
      : texts.cli('portfolio.gap', { bound: objective(choice.bound), gap: gapText(gap) }),
    texts.cli(`portfolio.${choice.method}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** What is maximised, in words. */
function objectiveText(t: PortfolioTable, texts: Texts): string {
  const { objective } = t.portfolio.wanted;
  const where = Object.entries(objective.where).map(([key, value]) => `${key}=${value}`);
  const label = t.quantity(objective.output)?.label[texts.lang] ?? texts.cli(nameOf(objective));
  return (
    texts.cli(objective.taken.kind === 'mean' ? 'portfolio.meanOf' : 'portfolio.quantileOf', {
      ...{ label, quantile: takenName(objective).toUpperCase() },
    }) + (where.length > 0 ? `[${where.join(', ')}]` : '')
  );
}

/** What is no output. */
const nameOf = ({ output }: Statement): CliKey => (output === COUNT ? 'portfolio.count' : 'portfolio.pointsName');

/** Per cent, rounded up: a gap is never told smaller than it is. */
const gapText = (gap: number): string => (Math.ceil(gap * 1e5 - 1e-9) / 1e3).toString();

function budgetsTable(t: PortfolioTable, texts: Texts): string {
  const { wanted, used } = t.portfolio;
  if (wanted.budgets.length === 0) return '';
  const heads = [
    { head: texts.cli('portfolio.budget') },
    { head: texts.cli('portfolio.taken') },
    right(texts.cli('portfolio.used')),
    right(texts.cli('portfolio.limit')),
    right(texts.cli('portfolio.atMiddles')),
  ];
  return table(
    heads,
    wanted.budgets.map((b, i) => [
      oneLine(b.text),
      takenText(b, texts),
      figure(t, b.output, used[i], texts),
      `${b.op === '<=' ? '≤' : '≥'} ${figure(t, b.output, b.value, texts)}`,
      figure(t, b.output, t.middles[i], texts),
    ]),
  );
}

/** A count has nothing to take a mean of. */
function takenText(s: Statement, texts: Texts): string {
  if (s.output === COUNT) return '';
  return s.taken.kind === 'mean' ? texts.cli('portfolio.mean') : takenName(s).toUpperCase();
}

function totalsTable(t: PortfolioTable, texts: Texts): string {
  const rows = [...t.totals.outputs].flatMap(([output, f]) => (f.summary ? [statistics(t, output, f, texts)] : []));
  for (const [name, s] of pointsRows(t.points))
    rows.push([texts.cli(`portfolio.${name}`), ...figures(t, name, s, texts)]);
  if (rows.length === 0) return '';
  const heads = ['P10', 'P50', 'P90'].map(right);
  const some = rows.some(([label]) => label?.endsWith(']')) ? `${texts.cli('sitesWith')}\n` : '';
  return table([{ head: texts.cli('portfolio.output') }, right(texts.cli('portfolio.mean')), ...heads], rows) + some;
}

/** Of how many sites, where not of all. */
function statistics(t: PortfolioTable, output: string, { summary, sites }: SumFigure, texts: Texts): string[] {
  const label = t.quantity(output)?.label[texts.lang] ?? output;
  const some = sites === t.totals.sites ? label : `${label} [${sites}]`;
  return [some, ...figures(t, output, summary as Summary, texts)];
}

const figures = (t: PortfolioTable, output: string, s: Summary, texts: Texts): string[] =>
  [s.mean, s.p10, s.p50, s.p90].map((v) => figure(t, output, v, texts));

function sitesTable(t: PortfolioTable, texts: Texts): string {
  const { candidates, choice, ranks, wanted } = t.portfolio;
  const chosen = ranks.order.filter((i) => choice?.chosen[i]);
  const next = ranks.order.filter((i) => !choice?.chosen[i]).slice(0, NEXT);
  const shown = [...chosen.slice(0, SHOWN), ...next];
  if (shown.length === 0) return '';
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('headings.country') },
    { head: texts.cli('headings.technology') },
    { head: texts.cli('portfolio.selected') },
    right(texts.cli('portfolio.rank')),
    ...(ranks.k > 0 ? [right(texts.cli('portfolio.inTop', { k: ranks.k }))] : []),
    right(texts.cli('portfolio.objective')),
  ];
  const rankOf = new Map(ranks.order.map((i, at) => [i, at + 1]));
  const rows = shown.map((i) => {
    const c = candidates[i]!;
    const own = c.sites[0] as DrawnSite;
    const texts1 = (key: string) => [...new Set(c.sites.map((s) => s.row.shape.texts[key] ?? ''))].join(', ');
    return [
      oneLine(`${candidateName(c)} ${own.row.name}`).slice(0, 28),
      texts1('country'),
      texts1('technology'),
      choice?.chosen[i] ? texts.label('yes') : '',
      String(rankOf.get(i)),
      ...(ranks.k > 0 ? [percent(ranks.inTop[i]!)] : []),
      figure(t, wanted.objective.output, ranks.means[i], texts),
    ];
  });
  const grouped = shown.some((i) => candidates[i]!.sites.length > 1);
  return (
    table(heads, rows) + more(chosen.length - SHOWN, texts) + (grouped ? `${texts.cli('portfolio.groups')}\n` : '')
  );
}

const more = (n: number, texts: Texts): string => (n > 0 ? `${texts.cli('portfolio.moreSites', { n })}\n` : '');

function swapsText({ portfolio }: PortfolioTable, texts: Texts): string {
  const { candidates, ranks } = portfolio;
  const name = (i: number) => candidateName(candidates[i]!);
  const rankOf = new Map(ranks.order.map((i, at) => [i, at + 1]));
  const inside = (i: number) => rankOf.get(i)! <= ranks.k;
  return ranks.swaps
    .filter((s) => s.chance >= OFTEN && inside(s.before) && !inside(s.after))
    .sort((a, b) => b.chance - a.chance)
    .slice(0, SWAPS)
    .map((s) => {
      const pair = { before: name(s.before), after: name(s.after), chance: percent(s.chance) };
      return `  – ${texts.cli('portfolio.swap', pair)}\n`;
    })
    .join('');
}

function frontierTable(t: PortfolioTable, texts: Texts): string {
  const { frontier, varied, wanted, candidates } = t.portfolio;
  if (!varied || frontier.length === 0) return '';
  const heads = [
    right(texts.cli('portfolio.limit')),
    right(texts.cli('portfolio.used')),
    right(oneLine(objectiveText(t, texts))),
    right(texts.cli('portfolio.gapHead')),
    right(texts.cli('portfolio.count')),
  ];
  const rows = frontier.map((p) => [
    figure(t, varied.output, p.limit, texts),
    figure(t, varied.output, p.used, texts),
    figure(t, wanted.objective.output, p.objective, texts),
    `${gapText(gapOf(p))} %`,
    String(candidates.reduce((n, c, i) => n + (p.chosen[i] ? c.sites.length : 0), 0)),
  ]);
  return table(heads, rows);
}

function curveTable(t: PortfolioTable, texts: Texts): string {
  if (t.curve.length === 0) return '';
  const selected = new Set(selectedOf(t.portfolio));
  const heads: Column[] = [
    { head: texts.cli('headings.site') },
    { head: texts.cli('portfolio.selected') },
    right(
      `${texts.cli('portfolio.abatementCost')}, JPY/tCO2\nP50 (${texts.cli('portfolio.range', { low: 'P10', high: 'P90' })})`,
    ),
    right('tCO2'),
    right(`${texts.cli('portfolio.cumulative')}, tCO2`),
  ];
  const n = (v: number | null) => (v === null ? '–' : texts.number(v, 0));
  const rows = t.curve.slice(0, SHOWN).map((s) => {
    const { site, cost } = s.site;
    return [
      oneLine(`${idOf(site)} ${site.row.name}`).slice(0, 28),
      selected.has(site) ? texts.label('yes') : '',
      `${n(cost.p50)} (${texts.cli('portfolio.range', { low: n(cost.p10), high: n(cost.p90) })})`,
      n(s.tonnes),
      n(s.cumulative),
    ];
  });
  return table(heads, rows) + more(t.curve.length - SHOWN, texts);
}

function excludedText({ excluded }: PortfolioTable, texts: Texts): string {
  const lines = excluded.slice(0, SHOWN).map((e) => {
    const reasons = e.reasons.map((r) => texts.reason(r)).join(' ');
    return `  – ${oneLine(idOf(e.site))}: ${reasons}\n`;
  });
  return lines.join('') + more(excluded.length - SHOWN, texts);
}
