/** All sites: what a tonne costs against how many there are, with the bands of points. */
import { html, type TemplateResult } from 'lit';
import type { SheetView } from '../../../src/desk/views.ts';
import type { Texts } from '../../../src/i18n/index.ts';
import { type CostPoint, costChart } from '../charts/cost-chart.ts';
import type { Page } from '../page.ts';
import { figureView } from './figure-view.ts';
import { figureWithUnit, outputLabel, outputUnit, textsOf } from './words.ts';

/** What the points are given for, and the points. */
const TONNES = { figure: 'reduction_tco2_average', points: 'score_reduction_points' };
const COST = { figure: 'score_requested_jpy_per_tco2', points: 'score_cost_points' };

export function costView(page: Page, sheet: SheetView): TemplateResult {
  const { catalog, site, lang } = page.state;
  const t = textsOf(page);
  const at = (column: string) => catalog?.outputs.findIndex((o) => o.column === column) ?? -1;
  const [x, y] = [at(TONNES.figure), at(COST.figure)];
  const [tonnes, cost] = [catalog?.outputs[x], catalog?.outputs[y]];
  if (!catalog || !tonnes || !cost) return html``;
  const points = pointsOf(sheet, x, y);
  const title = t.page('costTitle');
  if (points.length === 0)
    return html`<section class="chart" id="cost-chart"><h3>${title}</h3><p>${t.page('costNone')}</p></section>`;
  const named = (o: typeof tonnes) => `${outputLabel(o, t)} (${outputUnit(o, t)})`;
  return figureView(
    {
      id: 'cost-chart',
      title,
      sentence: sentence(
        points,
        sheet.sites.length,
        t,
        (v) => figureWithUnit(v, cost, t),
        (v) => figureWithUnit(v, tonnes, t),
      ),
      from: [sheet.sites, site?.line, lang],
      make: () =>
        costChart({
          points: most(points),
          costBands: catalog.bands[COST.points] ?? [],
          tonneBands: catalog.bands[TONNES.points] ?? [],
          selected: site?.line,
          names: { tonnes: named(tonnes), cost: named(cost), points: (n) => t.page('points', { n }) },
          pick: (line) => void page.select(line),
        }),
      heads: [t.page('columns.site'), named(tonnes), named(cost)],
      rows: (most) =>
        points
          .slice(0, most)
          .map((p) => [
            `${p.site.siteId} ${p.site.name}`,
            figureWithUnit(p.tonnes, tonnes, t),
            figureWithUnit(p.cost, cost, t),
          ]),
    },
    t,
  );
}

/** More points than these would be one blot; those with the most tonnes are drawn, which is said. */
const MOST_POINTS = 3000;
const most = (points: readonly CostPoint[]): readonly CostPoint[] =>
  points.length <= MOST_POINTS ? points : [...points].sort((p, q) => q.tonnes - p.tonnes).slice(0, MOST_POINTS);

let last: { sites: SheetView['sites']; points: readonly CostPoint[] } | undefined;

function pointsOf({ sites }: SheetView, x: number, y: number): readonly CostPoint[] {
  if (last?.sites === sites) return last.points;
  const points = sites.flatMap((site): CostPoint[] => {
    const [tonnes, cost] = [site.figures[x], site.figures[y]];
    // The axis of tonnes is logarithmic.
    return typeof tonnes === 'number' && typeof cost === 'number' && tonnes > 0 ? [{ site, tonnes, cost }] : [];
  });
  last = { sites, points };
  return points;
}

function sentence(
  points: readonly CostPoint[],
  sites: number,
  t: Texts,
  cost: (v: number) => string,
  tonnes: (v: number) => string,
): string {
  const cheapest = points.reduce((best, p) => (p.cost < best.cost ? p : best));
  const largest = points.reduce((best, p) => (p.tonnes > best.tonnes ? p : best));
  const all = t.page('costSentence', {
    n: points.length,
    sites,
    cheapest: cheapest.site.siteId,
    cost: cost(cheapest.cost),
    largest: largest.site.siteId,
    tonnes: tonnes(largest.tonnes),
  });
  return points.length > MOST_POINTS ? `${all} ${t.page('costMost', { n: MOST_POINTS })}` : all;
}
