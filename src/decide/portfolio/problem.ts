/** A choice among candidates: what is maximised and what limits it, each a mean or a quantile of a total over draws. */
import { meanOf } from '../../simulate/moments.ts';
import { Quantiles } from '../../simulate/quantiles.ts';
import { ROUNDING } from './linear.ts';

/** What is taken of the draws of a total: its mean, or its quantile at p. */
export type Taken = { readonly kind: 'mean' } | { readonly kind: 'quantile'; readonly p: number };

export interface Measure {
  taken: Taken;
  /** Draws of each candidate, equally long, all defined. A mean needs no more than one. */
  draws: readonly Float64Array[];
}

export interface Limit extends Measure {
  op: '<=' | '>=';
  value: number;
}

export interface Problem {
  candidates: number;
  objective: Measure;
  limits: readonly Limit[];
}

/** 1 = chosen, one number a candidate. */
export type Chosen = Uint8Array;

export const meansOf = ({ draws }: Measure): Float64Array => Float64Array.from(draws, (d) => meanOf(d, 0, d.length));

/** The draws of the total. */
export function totalOf({ draws }: Measure, chosen: Chosen): Float64Array {
  const total = new Float64Array(draws[0]?.length ?? 1);
  for (const [i, d] of draws.entries()) if (chosen[i]) for (let k = 0; k < d.length; k++) total[k] = total[k]! + d[k]!;
  return total;
}

const SELECTORS = new Map<number, Quantiles>();
const found = new Float64Array(1);
let scratch = new Float64Array(0);

/** The mean of a total, or its quantile (type 7). */
export function takenOf(taken: Taken, total: Float64Array): number {
  if (taken.kind === 'mean') return meanOf(total, 0, total.length);
  let selector = SELECTORS.get(taken.p);
  if (!selector) {
    selector = new Quantiles([taken.p], 0, []);
    SELECTORS.set(taken.p, selector);
  }
  if (scratch.length !== total.length) scratch = new Float64Array(total.length);
  // No −0: see Quantiles.
  for (let k = 0; k < total.length; k++) scratch[k] = total[k]! + 0;
  selector.find(scratch, [scratch.length], found);
  return found[0]!;
}

/** What the measure of a choice is. */
export function measured(measure: Measure, chosen: Chosen): number {
  return takenOf(measure.taken, totalOf(measure, chosen));
}

export const meets = ({ op, value }: Pick<Limit, 'op' | 'value'>, x: number): boolean => {
  const slack = ROUNDING * Math.max(1, Math.abs(value));
  return op === '<=' ? x <= value + slack : x >= value - slack;
};

export const fits = (problem: Problem, chosen: Chosen): boolean =>
  problem.limits.every((l) => meets(l, measured(l, chosen)));

/** Everything adds up: the best choice is a linear problem. */
export const isAdditive = ({ objective, limits }: Problem): boolean =>
  [objective, ...limits].every((m) => m.taken.kind === 'mean');
