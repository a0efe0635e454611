/** Break-evens of a site: the number in one cell at which a target is just met, the others as they are. */
import { dependencies } from '../assessment/assessment.ts';
import type { Changes } from '../assessment/changed-row.ts';
import type { SiteRow } from '../assessment/row.ts';
import type { Quantity, SearchRange } from '../catalog/index.ts';
import { breakEven } from '../decide/break-even.ts';
import { marginAt, marginOf } from '../decide/margin.ts';
import type { Threshold } from '../simulate/threshold.ts';
import type { SiteResult } from './assess.ts';
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
  /** Columns of quantities that grow in proportion. */
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

  /** Columns of the site that may be asked for. */
  columns(row: SiteRow): string[] {
    return this.whatIf.columns(row);
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
    const plan = this.planOf(row, q, own);
    const margins = (values: readonly number[]): number[] => this.margins(row, values.map(plan));
    const ends = this.whatIf.middles(row, range.map(plan));
    const judged = { ...known, unverified: ends[0]?.model.unverified ?? [] };
    const reason = unreachable(q, ends);
    if (reason !== undefined) return { ...judged, reason };
    const found = breakEven(margins, { low: range[0], high: range[1], own, whole: q.whole });
    if (!found.found) return { ...judged, reason: found.reason };
    const [margin = 0] = margins([found.value]);
    return {
      ...judged,
      value: written(found.value),
      reason: undefined,
      reached: this.reached(margin),
      crossings: found.crossings,
    };
  }

  private planOf(row: SiteRow, q: Quantity, own: number): (value: number) => Changes {
    const along = this.question.along.flatMap((name) => this.whatIf.quantity(row, name) ?? []);
    const others = along.map((o) => [o.name, this.whatIf.own(row, o.name) / own] as const);
    return (value) => ({
      texts: {},
      numbers: Object.fromEntries([
        ...others.flatMap(([name, ratio]) =>
          Number.isFinite(ratio) ? [[name, { value: ratio * value }] as const] : [],
        ),
        [q.name, { value }],
      ]),
    });
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

  /** In the unit of the quantity, within what its column takes. */
  private range(row: SiteRow, q: Quantity | undefined): [number, number] | undefined {
    if (!q) return undefined;
    const { low, high } = this.question;
    const { breakEven: choices } = this.options.catalog.choices;
    const wanted = choices?.quantities[q.name] ?? (choices && { times: choices.otherwise });
    const usual = wanted && limits(wanted, this.whatIf.own(row, q.name));
    // Without a number of the site's own: as far as the column goes.
    const [from, to] = usual ?? q.range ?? [];
    const ends = [low === undefined ? from : low * q.written, high === undefined ? to : high * q.written];
    const [a, b] = ends.map((x) => x !== undefined && clipped(x, q.range)) as [number | false, number | false];
    return a === false || b === false || !(a < b) ? undefined : [a, b];
  }
}

/** Reasons that other numbers may remove: the target is then missed, not unknown. */
const OF_THE_NUMBERS: ReadonlySet<string> = new Set([
  'no_reduction',
  'not_paid_back',
  'no_sign_change',
  'several_sign_changes',
  'no_eligible_cost',
]);

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

function limits(range: SearchRange, own: number): readonly [number, number] | undefined {
  if ('from' in range) return [range.from, range.to];
  const ends = range.times.map((t) => t * own).sort((a, b) => a - b) as [number, number];
  return Number.isFinite(own) && own !== 0 ? ends : undefined;
}

const clipped = (x: number, range: readonly [number, number] | undefined): number =>
  range ? Math.min(Math.max(x, range[0]), range[1]) : x;
