/** Sums of sites draw by draw, slot by slot: of a group, or of the whole sheet. */

import type { Sampling } from '../simulate/points.ts';
import { chance, meanOfDefined } from '../simulate/statistics.ts';
import { type Summary, summarise } from '../simulate/summary.ts';
import type { Threshold } from '../simulate/threshold.ts';
import { figureOf, type SlotColumn, type SumSlots } from './sum-slots.ts';

export interface SumFigure {
  summary: Summary | undefined;
  /** Why there is none. */
  reason?: string | undefined;
  ratioOfMeans?: number | null | undefined;
  /** Sites whose figures are in it. */
  sites: number;
}

export interface SumFigures {
  sites: number;
  outputs: ReadonlyMap<string, SumFigure>;
  probabilities: Readonly<Record<string, number>>;
}

/** Plain data: it is kept with a run that may be continued. */
export interface DrawSumsState {
  sites: number;
  sums: (Float64Array | undefined)[];
  counts: number[];
}

export class DrawSums {
  sites = 0;
  protected sums: (Float64Array | undefined)[] = [];
  protected counts: number[] = [];

  /** Adds the draws of one site, or the sums of several. */
  add(slot: number, values: Float64Array, sites: number): void {
    const sum = this.sums[slot];
    this.counts[slot] = (this.counts[slot] ?? 0) + sites;
    if (!sum) {
      this.sums[slot] = values.slice();
      return;
    }
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + (values[k] as number);
  }

  clear(): void {
    this.sites = 0;
    this.sums = [];
    this.counts = [];
  }

  /** Adds all slots of another. */
  addAll(other: DrawSums): void {
    for (const [slot, values] of other.sums.entries()) if (values) this.add(slot, values, other.counts[slot] ?? 0);
    this.sites += other.sites;
  }

  get state(): DrawSumsState {
    return { sites: this.sites, sums: this.sums, counts: this.counts };
  }

  restore(state: DrawSumsState): void {
    this.sites = state.sites;
    this.sums = state.sums;
    this.counts = state.counts;
  }

  /** @returns the figure of a column draw by draw, and of how many sites; nothing when no site has it */
  figure(column: SlotColumn): { values: Float64Array; ratio: number | null | undefined; sites: number } | undefined {
    const parts = column.slots.map((s) => this.sums[s]);
    if (!parts.every((p) => p !== undefined)) return undefined;
    const sites = this.counts[column.slots[0] as number] ?? 0;
    return { values: figureOf(column, parts), ratio: ratioOfMeans(column, parts), sites };
  }
}

function ratioOfMeans(column: SlotColumn, parts: readonly Float64Array[]): number | null | undefined {
  if (column.mode !== 'recompute') return undefined;
  const means = parts.map((p) => Float64Array.of(meanOfDefined(p)));
  const [ratio] = figureOf(column, means);
  return ratio === undefined || Number.isNaN(ratio) ? null : ratio;
}

export interface FigureOptions {
  /** Outputs wanted of which sums or ratios of sums can be had. */
  summable: readonly string[];
  slots: SumSlots;
  sampling: Sampling;
  thresholds: readonly Threshold[];
}

/**
 * The figures of what these sums alone say, however many other rows were met.
 * @param reason why an output has no figure, given of how many sites it would be; nothing: it is left out
 */
export function figuresOf(
  sums: DrawSums,
  { summable, slots, sampling, thresholds }: FigureOptions,
  reason: (output: string, sites: number) => string | undefined,
): SumFigures {
  const outputs = new Map<string, SumFigure>();
  const probabilities: Record<string, number> = {};
  for (const name of summable) {
    const column = slots.columns.get(name);
    const f = column && sums.figure(column);
    const why = reason(name, f?.sites ?? 0);
    if (!f || why) {
      if (why) outputs.set(name, { summary: undefined, reason: why, sites: f?.sites ?? 0 });
      continue;
    }
    outputs.set(name, { summary: summarise(f.values, sampling), ratioOfMeans: f.ratio, sites: f.sites });
    for (const t of thresholds) {
      const p = t.output === name ? chance(f.values, t) : Number.NaN;
      if (!Number.isNaN(p)) probabilities[t.text] = p;
    }
  }
  return { sites: sums.sites, outputs, probabilities };
}
