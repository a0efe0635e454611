/** Tables of a site's outputs over one or two quantities: every combination of their values is a plan of its own. */
import type { SiteRow } from '../assessment/row.ts';
import type { Quantity } from '../catalog/index.ts';
import { figureAt } from '../decide/figure.ts';
import { marginOf } from '../decide/margin.ts';
import type { ModelOutput } from '../engine/model.ts';
import type { Threshold } from '../simulate/threshold.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { WhatIf } from './what-if.ts';

/** A quantity that is varied, by its column or name, and its values as a cell has them; undefined = multiples of the site's own. */
export interface Axis {
  name: string;
  values: readonly number[] | undefined;
}

export interface SiteAxis {
  quantity: Quantity;
  /** As a cell has them. */
  values: readonly number[];
}

export interface OutputTable {
  output: ModelOutput;
  /** Rows by the first axis, columns by the second (one column without it); NaN = undefined. */
  values: readonly (readonly number[])[];
  /** Thresholds of the output: where each is met. */
  marks: readonly { threshold: Threshold; met: readonly (readonly boolean[])[] }[];
}

export interface SiteTables {
  row: SiteRow;
  axes: readonly SiteAxis[];
  outputs: readonly OutputTable[];
  /** Values and equations still to be confirmed on which the outputs rest. */
  unverified: readonly string[];
}

export interface TwoWayOptions {
  axes: readonly Axis[];
  marks: readonly Threshold[];
  /** Share of draws that has the figure; undefined = the figure with every quantity at its middle. */
  share: number | undefined;
  lessIsBetter: (output: string) => boolean;
  /** Multiples of the site's own number where an axis has no values. */
  multiples: readonly number[];
}

export class TwoWayRun {
  private readonly whatIf: WhatIf;
  private readonly options: TwoWayOptions;

  constructor(options: SimulateOptions, more: TwoWayOptions) {
    this.whatIf = new WhatIf(options);
    this.options = more;
  }

  /** @returns the name of an axis that the site does not have, or has no number of its own for */
  site(row: SiteRow): SiteTables | { missing: string } {
    const axes: SiteAxis[] = [];
    for (const { name, values } of this.options.axes) {
      const quantity = this.whatIf.quantity(row, name);
      const own = quantity ? this.whatIf.own(row, quantity.name) / quantity.written : Number.NaN;
      if (!quantity || (!values && !Number.isFinite(own))) return { missing: name };
      axes.push({ quantity, values: values ?? this.options.multiples.map((m) => m * own) });
    }
    const [first, second] = axes as [SiteAxis, SiteAxis?];
    const inner = second?.values ?? [undefined];
    const plans = first.values.flatMap((x) =>
      inner.map((y) => ({ texts: {}, numbers: numbersOf(first, x, second, y) })),
    );
    const { share, lessIsBetter, marks } = this.options;
    const draws = share === undefined ? undefined : this.whatIf.draws(row, plans);
    const results = this.whatIf.middles(row, plans);
    const outputs = (results[0]?.model.outputs ?? []).map((output, o): OutputTable => {
      const figures = results.map((r, i) => {
        const drawn = draws?.[i]?.[o];
        // A code has no figure in a share of draws.
        return drawn && share !== undefined && !output.quantity.labels
          ? figureAt(drawn, share, lessIsBetter(output.column))
          : (r.values[o] ?? Number.NaN);
      });
      const square = <T>(list: readonly T[]): T[][] =>
        first.values.map((_, i) => list.slice(i * inner.length, (i + 1) * inner.length));
      const own = marks.filter((m) => m.output === output.column);
      return {
        output,
        values: square(figures),
        marks: own.map((threshold) => ({ threshold, met: square(figures.map((v) => marginOf(v, threshold) >= 0)) })),
      };
    });
    return { row, axes, outputs, unverified: results[0]?.model.unverified ?? [] };
  }
}

function numbersOf(first: SiteAxis, x: number, second: SiteAxis | undefined, y: number | undefined) {
  const one = { [first.quantity.name]: { value: x * first.quantity.written } };
  if (!second || y === undefined) return one;
  return { ...one, [second.quantity.name]: { value: y * second.quantity.written } };
}
