/** Break-evens of a site: the number in one cell at which a target is just met, the others as they are. */
import { dependencies } from '../assessment/assessment.ts';
import type { Changes } from '../assessment/changed-row.ts';
import { OF_THE_NUMBERS } from '../assessment/reasons.ts';
import type { SiteRow } from '../assessment/row.ts';
import type { Quantity } from '../catalog/index.ts';
import { breakEven } from '../decide/break-even.ts';
import { marginAt, marginOf } from '../decide/margin.ts';
import type { Threshold } from '../simulate/threshold.ts';
import type { SiteResult } from './assess.ts';
import { searchRange } from './search-range.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { WhatIf } from './what-if.ts';

export interface BreakEvenQuestion {
  target: Threshold;
  /** Share of draws that must meet it; undefined = with every quantity at its middle. */
  share: number | undefined;
  /** Columns or names; undefined = those of the catalog that have a part in the output. */
  quantities: readonly string[] | undefined;
  /** Ends of the search as a cell has them; undefined = those of the catalog. */
  low: number | undefined;
  high: number | undefined;
  /** Columns of quantities that grow in proportion; none = those of the catalog that the site has. */
  along: readonly string[];
}

/** Numbers as a cell of the column has them. */
export interface SiteBreakEven {
  row: SiteRow;
  column: string;
  quantity: Quantity | undefined;
  /** In the plan as it is; null where the site has none. */
  own: number | null;
  low: number;
  high: number;
  value: number | null;
  /** Whether the target is met up to the value, or from it on. */
  side: 'up_to' | 'from' | null;
  /** Columns of what grew in proportion. */
  along: readonly string[];
  reason: string | undefined;
  /** The output there, in the share of draws or at the middles. */
  reached: number | null;
  /** Places of the interval in which the target is just met. */
  crossings: number;
  /** Values and equations still to be confirmed on which the output rests. */
  unverified: readonly string[];
}

export class BreakEvenRun {
  private readonly whatIf: WhatIf;
  private readonly question: BreakEvenQuestion;
  private readonly options: SimulateOptions;

  constructor(options: Omit<SimulateOptions, 'columns' | 'thresholds'>, question: BreakEvenQuestion) {
    this.options = { ...options, columns: new Set([question.target.output]), thresholds: [] };
    this.whatIf = new WhatIf(this.options);
    this.question = question;
  }

  site(row: SiteRow): SiteBreakEven[] {
    const { quantities } = this.question;
    if (quantities) return quantities.map((name) => this.one(row, name));
    const usual = Object.keys(this.options.catalog.choices.breakEven?.quantities ?? {});
    const has = usual.filter((name) => this.range(row, this.whatIf.quantity(row, name)) !== undefined);
    return has.map((name) => this.one(row, name)).filter((b) => b.reason !== 'no_effect');
  }

  private one(row: SiteRow, name: string): SiteBreakEven {
    const q = this.whatIf.quantity(row, name);
    const range = this.range(row, q);
    const none = {
      row,
      column: q?.column ?? name,
      quantity: q,
      value: null,
      side: null,
      along: [] as string[],
      reached: null,
      crossings: 0,
      unverified: [],
    };
    if (!q || !range)
      return { ...none, own: null, low: Number.NaN, high: Number.NaN, reason: q ? 'no_interval' : 'no_effect' };
    const own = this.whatIf.own(row, q.name);
    const written = (x: number): number => x / q.written;
    const known = {
      ...none,
      own: Number.isFinite(own) ? written(own) : null,
      low: written(range[0]),
      high: written(range[1]),
    };
    const along = this.along(row, q, own);
    if ('missing' in along) return { ...known, reason: `missing_input:${along.missing}` };
    const plan = (value: number): Changes => {
      const others = [...along].map(([name, ratio]) => [name, { value: ratio * value }] as const);
      return { texts: {}, numbers: { ...Object.fromEntries(others), [q.name]: { value } } };
    };
    const margins = (values: readonly number[]): number[] => this.margins(row, values.map(plan));
    const ends = this.whatIf.middles(row, range.map(plan));
    const columns = [...along.keys()].map((n) => this.whatIf.quantity(row, n)?.column ?? n);
    const judged = { ...known, along: columns, unverified: ends[0]?.model.unverified ?? [] };
    const reason = unreachable(q, ends);
    if (reason !== undefined) return { ...judged, reason };
    const found = breakEven(margins, { low: range[0], high: range[1], own, whole: q.whole });
    if (!found.found) return { ...judged, reason: found.reason };
    const [margin = 0] = margins([found.value]);
    return {
      ...judged,
      value: written(found.value),
      side: found.side,
      reason: undefined,
      reached: this.reached(margin),
      crossings: found.crossings,
    };
  }

  /** What grows in proportion: name → its number for each unit of the quantity. @returns the column of one that has no number */
  private along(row: SiteRow, q: Quantity, own: number): Map<string, number> | { missing: string } {
    const ratios = new Map<string, number>();
    if (this.question.along.length === 0) {
      const usual = this.options.catalog.choices.breakEven?.quantities[q.name]?.with ?? [];
      for (const name of usual) {
        const ratio = this.whatIf.quantity(row, name) ? this.whatIf.own(row, name) / own : Number.NaN;
        if (Number.isFinite(ratio) && ratio !== 0) ratios.set(name, ratio);
      }
      return ratios;
    }
    for (const name of this.question.along) {
      const other = this.whatIf.quantity(row, name);
      if (other?.name === q.name) continue;
      const ratio = other ? this.whatIf.own(row, other.name) / own : Number.NaN;
      if (!other || !Number.isFinite(ratio)) return { missing: own ? (other?.column ?? name) : q.column };
      ratios.set(other.name, ratio);
    }
    return ratios;
  }

  private margins(row: SiteRow, plans: readonly Changes[]): number[] {
    const { target, share } = this.question;
    if (share === undefined)
      return this.whatIf.middles(row, plans).map((r) => marginOf(r.values[0] ?? Number.NaN, target));
    return this.whatIf
      .draws(row, plans)
      .map(([draws]) => marginAt(draws ?? Float64Array.of(Number.NaN), target, share));
  }

  private reached(margin: number): number | null {
    const { op, value } = this.question.target;
    if (!Number.isFinite(margin)) return null;
    return op === '>=' || op === '>' ? value + margin : value - margin;
  }

  private range(row: SiteRow, q: Quantity | undefined): [number, number] | undefined {
    const { breakEven: choices } = this.options.catalog.choices;
    return q && searchRange(q, this.whatIf.own(row, q.name), this.question, choices);
  }
}

/** Why no number can meet the target: the output does not rest on the quantity, or exists at neither end. */
function unreachable(q: Quantity, ends: readonly SiteResult[]): string | undefined {
  const reasons = ends.map((r) =>
    Number.isNaN(r.values[0] ?? Number.NaN) ? (r.reasons.get(0) ?? 'unknown') : undefined,
  );
  if (reasons.every((r) => r !== undefined && !OF_THE_NUMBERS.has(r))) return reasons[0];
  const names = (r: SiteResult) => r.model.outputs.map((o) => o.name);
  const rests = ends.some((r) => dependencies(r.model.assessment.bindings, names(r)).has(q.name));
  return rests ? undefined : 'no_effect';
}
