/** Draws of sized rows: all sizes of a site by the same draws, since these depend on its id alone. */
import type { SiteRow } from '../../assessment/row.ts';
import { type Chance, chanceOf, type Statistic, statisticOf } from '../../decide/sizing/chances.ts';
import type { Figures } from '../../decide/sizing/choose.ts';
import type { Summary } from '../../simulate/summary.ts';
import { holds } from '../../simulate/threshold.ts';
import { SimulateRun } from '../simulate.ts';
import type { SimulateOptions } from '../simulate-options.ts';
import type { SimulatedOutput } from '../simulated-site.ts';

/** What the draws of a size give. */
export interface SizedDraws {
  /** By output column. */
  summaries: Readonly<Record<string, Summary>>;
  probabilities: Readonly<Record<string, number>>;
  /** Figures of the draws that are aimed at, by name. */
  aims: Readonly<Record<string, number>>;
}

/** Statistics aimed at: a draw in which the output does not exist is worse than any. */
export interface DrawnAim {
  statistic: Statistic;
  output: string;
  best: 'most' | 'least';
}

type DrawOptions = Omit<SimulateOptions, 'columns' | 'thresholds'>;

class SizeSimulator {
  private readonly run: SimulateRun;
  private readonly aims: readonly DrawnAim[];

  constructor(
    options: DrawOptions,
    columns: ReadonlySet<string>,
    chances: readonly Chance[],
    aims: readonly DrawnAim[],
  ) {
    this.aims = aims;
    const thresholds = chances.map((c) => c.threshold);
    this.run = new SimulateRun({
      ...options,
      columns: new Set([...columns, ...thresholds.map((t) => t.output)]),
      thresholds,
    });
  }

  /** @returns nothing when nothing is uncertain */
  rows(rows: readonly SiteRow[]): SizedDraws[] | undefined {
    const [first, ...others] = rows;
    if (!first) return undefined;
    const site = this.run.site(first);
    if (site.uncertain.length === 0) return undefined;
    return [site, ...others.map((row) => this.run.site(row))].map(({ outputs, probabilities }) => ({
      probabilities,
      aims: Object.fromEntries(
        this.aims.map((aim) => [
          statisticOf(aim.statistic, aim.output),
          worstWhereUndefined(
            outputs.find((o) => o.output.column === aim.output),
            aim,
          ),
        ]),
      ),
      summaries: Object.fromEntries(outputs.flatMap((o) => (o.summary ? [[o.output.column, o.summary]] : []))),
    }));
  }
}

/** One simulator for all sites with the same outputs and chances. */
export class Simulators {
  private readonly options: DrawOptions;
  private readonly known = new Map<string, SizeSimulator>();

  constructor(options: DrawOptions) {
    this.options = options;
  }

  of(columns: ReadonlySet<string>, chances: readonly Chance[], aims: readonly DrawnAim[]): SizeSimulator {
    const key = JSON.stringify([[...columns], chances.map((c) => c.threshold), aims]);
    const simulator = this.known.get(key) ?? new SizeSimulator(this.options, columns, chances, aims);
    this.known.set(key, simulator);
    return simulator;
  }
}

/** Figures of the draws by the names that aims and limits have; without draws those of the middles, which every draw would have. */
export function drawnFigures(
  middles: Figures,
  draws: SizedDraws | undefined,
  chances: readonly Chance[],
  aims: readonly DrawnAim[],
): Figures {
  const figures: Record<string, number | undefined> = {};
  for (const { threshold } of chances) {
    const middle = holds(middles[threshold.output] ?? Number.NaN, threshold) ? 1 : 0;
    figures[chanceOf(threshold)] = draws ? draws.probabilities[threshold.text] : middle;
  }
  for (const { statistic, output } of aims) {
    const name = statisticOf(statistic, output);
    figures[name] = draws ? draws.aims[name] : middles[output];
  }
  return figures;
}

/** The statistic over all draws; without end, or NaN, where the undefined ones reach it. */
function worstWhereUndefined(o: SimulatedOutput | undefined, { statistic, best }: DrawnAim): number {
  if (!o?.summary) return Number.NaN;
  if (o.summary.undefined_share === 0 || !o.values) return o.summary[statistic] ?? Number.NaN;
  if (statistic === 'mean') return Number.NaN;
  const worst = best === 'most' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const sorted = o.values.map((v) => (Number.isNaN(v) ? worst : v)).sort();
  // Type 7, as summaries have it.
  const at = ((sorted.length - 1) * Number(statistic.slice(1))) / 100;
  const [low, high] = [sorted[Math.floor(at)] as number, sorted[Math.ceil(at)] as number];
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}
