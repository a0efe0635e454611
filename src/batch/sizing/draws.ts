/** Draws of sized rows: all sizes of a site by the same draws, since these depend on its id alone. */
import type { SiteRow } from '../../assessment/row.ts';
import { type Chance, chanceOf, STATISTICS, statisticOf } from '../../decide/sizing/chances.ts';
import type { Figures } from '../../decide/sizing/choose.ts';
import type { Summary } from '../../simulate/summary.ts';
import { holds } from '../../simulate/threshold.ts';
import { SimulateRun } from '../simulate.ts';
import type { SimulateOptions } from '../simulate-options.ts';

/** What the draws of a size give. */
export interface SizedDraws {
  /** By output column. */
  summaries: Readonly<Record<string, Summary>>;
  probabilities: Readonly<Record<string, number>>;
}

type DrawOptions = Omit<SimulateOptions, 'columns' | 'thresholds'>;

class SizeSimulator {
  private readonly run: SimulateRun;

  constructor(options: DrawOptions, columns: ReadonlySet<string>, chances: readonly Chance[]) {
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

  of(columns: ReadonlySet<string>, chances: readonly Chance[]): SizeSimulator {
    const key = JSON.stringify([[...columns], chances.map((c) => c.threshold)]);
    const simulator = this.known.get(key) ?? new SizeSimulator(this.options, columns, chances);
    this.known.set(key, simulator);
    return simulator;
  }
}

/** Figures of the draws by the names that aims and limits have; without draws those of the middles, which every draw would have. */
export function drawnFigures(
  middles: Figures,
  draws: SizedDraws | undefined,
  chances: readonly Chance[],
  outputs: readonly string[],
): Figures {
  const figures: Record<string, number | undefined> = {};
  for (const { threshold } of chances) {
    const middle = holds(middles[threshold.output] ?? Number.NaN, threshold) ? 1 : 0;
    figures[chanceOf(threshold)] = draws ? draws.probabilities[threshold.text] : middle;
  }
  for (const output of outputs)
    for (const s of STATISTICS)
      figures[statisticOf(s, output)] = draws ? (draws.summaries[output]?.[s] ?? Number.NaN) : middles[output];
  return figures;
}
