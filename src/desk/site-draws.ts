/** One site looked into: its draws, and what moves its outputs. Programs are kept, so that a change is drawn again at once. */
import type { SiteRow } from '../assessment/row.ts';
import { SensitivityRun } from '../batch/sensitivity.ts';
import { SimulateRun } from '../batch/simulate.ts';
import type { SimulateOptions } from '../batch/simulate-options.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import { quantityOf } from '../report/quantity-label.ts';
import { distribution } from './distribution.ts';
import type { DrawnSiteView, SiteDrawsView, SwingsView } from './views.ts';

export class SiteDraws {
  private readonly run: SimulateRun;
  private readonly swings: SensitivityRun;
  private readonly draws: number;

  constructor(options: SimulateOptions) {
    this.run = new SimulateRun(options);
    this.swings = new SensitivityRun(options, 'none');
    this.draws = options.draws;
  }

  /** @param shown output whose distribution is wanted */
  site(row: SiteRow, shown: string): SiteDrawsView {
    const site = this.run.site(row);
    const { summary, values } = site.outputs.find((o) => o.output.column === shown) ?? {};
    const drawn = summary && values ? distribution(values) : undefined;
    const first = site.uncertain.filter((u) => (u.year ?? 1) === 1);
    const uncertain = first.map((u) => ({ name: u.name, from: u.from, recalled: u.recalled ?? false }));
    return { ...drawnView(site), draws: this.draws, uncertain, distribution: drawn ?? null };
  }

  /** Each uncertain quantity at its P10 and P90, the others at their middle: widest swing first. */
  swing(row: SiteRow): SwingsView[] {
    const [site] = this.swings.sites([row]);
    if (!site) return [];
    const { assessment } = site.model.middle;
    return site.outputs
      .filter((o) => !o.output.quantity.labels)
      .map((o) => ({
        column: o.output.column,
        base: orNull(o.base),
        bars: o.tornado.flatMap(({ quantity, low, high }) => {
          const q = site.quantities[quantity];
          if (!q) return [];
          const label = quantityOf(assessment, q.column)?.label ?? { en: q.column, ja: q.column };
          return [{ label, column: q.column, ends: [q.low, q.high] as const, low: orNull(low), high: orNull(high) }];
        }),
      }));
  }
}

export function drawnView(site: SimulatedSite): DrawnSiteView {
  return {
    siteId: site.row.siteId,
    outputs: site.outputs.map(({ output, summary, shares, reason }) => ({
      column: output.column,
      summary: summary && summary.undefined_share < 1 ? summary : null,
      shares: shares ?? null,
      reason: reason ?? null,
    })),
    probabilities: site.probabilities,
  };
}

const orNull = (x: number): number | null => (Number.isFinite(x) ? x : null);
