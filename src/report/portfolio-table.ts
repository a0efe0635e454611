/** A choice among sites for people. */
import type { DrawnSite } from '../batch/portfolio/drawn-site.ts';
import { selectedOf } from '../batch/portfolio/portfolio.ts';
import type { Quantity } from '../catalog/index.ts';
import type { CliKey, Texts } from '../i18n/index.ts';
import type { Summary } from '../simulate/summary.ts';
import { columnNumber, columnUnit } from './numbers.ts';
import { candidateName, gapOf, idOf, type PortfolioResult, PROVEN, pointsRows } from './portfolio-json.ts';
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

export function portfolioTable(t: PortfolioTable, texts: Texts): string {
  return [
    chosenText(t, texts),
    section('portfolio.budgets', budgetsTable(t, texts), texts),
    section('portfolio.totals', totalsTable(t, texts), texts),
    section('portfolio.sites', sitesTable(t, texts), texts),
    section('portfolio.swaps', swapsText(t, texts), texts),
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
  if (!choice) return `${texts.cli(reason === 'not_found' ? 'portfolio.notFound' : 'portfolio.infeasible')}\n\n`;
  const objective = (v: number) => figure(t, wanted.objective.output, v, texts);
  const gap = gapOf(choice);
  const lines = [
    texts.cli('portfolio.chosen', {
      sites: selectedOf(t.portfolio).length,
      all: candidates.reduce((n, c) => n + c.sites.length, 0),
      objective: wanted.objective.text,
      value: objective(choice.objective),
    }),
    gap < PROVEN
      ? texts.cli('portfolio.proven', { bound: objective(choice.bound) })
      : texts.cli('portfolio.gap', { bound: objective(choice.bound), gap: gapText(gap) }),
    texts.cli(`portfolio.${choice.method}`),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Per cent, rounded up: a gap is never told smaller than it is. */
const gapText = (gap: number): string => (Math.ceil(gap * 1e5 - 1e-9) / 1e3).toString();

function budgetsTable(t: PortfolioTable, texts: Texts): string {
  const { wanted, used } = t.portfolio;
  if (wanted.budgets.length === 0) return '';
  const heads = [
    { head: texts.cli('portfolio.budget') },
    right(texts.cli('portfolio.used')),
    right(texts.cli('portfolio.of')),
  ];
  return table(
    heads,
    wanted.budgets.map((b, i) => [
      oneLine(b.text),
      figure(t, b.output, used[i], texts),
      figure(t, b.output, b.value, texts),
    ]),
  );
}

function totalsTable(t: PortfolioTable, texts: Texts): string {
  const rows = [...t.totals.outputs].flatMap(([output, f]) =>
    f.summary ? [statistics(t, output, f.summary, texts)] : [],
  );
  for (const [name, s] of pointsRows(t.points))
    rows.push([texts.cli(`portfolio.${name}`), ...figures(t, name, s, texts)]);
  if (rows.length === 0) return '';
  const heads = ['P10', 'P50', 'P90'].map(right);
  return table([{ head: texts.cli('portfolio.output') }, right(texts.cli('portfolio.mean')), ...heads], rows);
}

function statistics(t: PortfolioTable, output: string, s: Summary, texts: Texts): string[] {
  const q = t.quantity(output);
  return [q ? q.label[texts.lang] : output, ...figures(t, output, s, texts)];
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
    right(texts.cli('portfolio.inTop', { k: ranks.k })),
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
      percent(ranks.inTop[i]!),
      figure(t, wanted.objective.output, ranks.means[i], texts),
    ];
  });
  return table(heads, rows) + more(chosen.length - SHOWN, texts);
}

const more = (n: number, texts: Texts): string => (n > 0 ? `${texts.cli('portfolio.moreSites', { n })}\n` : '');

function swapsText({ portfolio }: PortfolioTable, texts: Texts): string {
  const { candidates, ranks } = portfolio;
  const name = (i: number) => candidateName(candidates[i]!);
  return [...ranks.swaps]
    .filter((s) => s.chance > 0)
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
    right(oneLine(wanted.objective.text)),
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
    right(`${texts.cli('portfolio.abatementCost')}, JPY/tCO2\nP50 (P10–P90)`),
    right('tCO2'),
    right(`${texts.cli('portfolio.cumulative')}, tCO2`),
  ];
  const n = (v: number | null) => (v === null ? '–' : texts.number(v, 0));
  const rows = t.curve.slice(0, SHOWN).map((s) => {
    const { site, cost } = s.site;
    return [
      oneLine(`${idOf(site)} ${site.row.name}`).slice(0, 28),
      selected.has(site) ? texts.label('yes') : '',
      `${n(cost.p50)} (${n(cost.p10)}–${n(cost.p90)})`,
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
