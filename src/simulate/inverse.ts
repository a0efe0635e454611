import type { SpreadShape } from '../assessment/cell/index.ts';
import { exp } from '../engine/elementary.ts';
import { fillFrom, type InverseTable } from './inverse-table.ts';
import { normalTable, truncatedTable } from './normal-table.ts';
import { pertTable } from './pert-table.ts';
import { empiricalSteps, type Steps, stepAt, stepsOf } from './steps.ts';

/** What a quantity can be drawn from: a cell's spread, or a column of data, each number of it as likely as any other. */
export type DrawnShape = SpreadShape | { readonly kind: 'empirical'; readonly values: ArrayLike<number> };

/** How values come from uniforms, as data: for an executor that makes code of it. Each gives the bits that `fill` gives. */
export type InversePlan =
  | { readonly kind: 'constant'; readonly value: number }
  /** offset + scale · u */
  | { readonly kind: 'linear'; readonly offset: number; readonly scale: number }
  /** u < split: low + √(u · lower), else high − √((1 − u) · upper) */
  | {
      readonly kind: 'triangular';
      readonly low: number;
      readonly high: number;
      readonly split: number;
      readonly lower: number;
      readonly upper: number;
    }
  /** y = offset + scale · table(u), then exp(y) if `exp`. */
  | {
      readonly kind: 'table';
      readonly table: InverseTable;
      readonly offset: number;
      readonly scale: number;
      readonly exp: boolean;
    }
  | { readonly kind: 'steps'; readonly steps: Steps };

/** The inverse distribution function of one shape. */
export interface Inverse {
  readonly plan: InversePlan;
  /**
   * out[i] = quantile at u[i] in (0, 1), i < count; out may be u. Where a table is read, u counts as the nearest of the
   * 2^32 points (x + ½) / 2^32 that samplers give.
   */
  fill(u: Float64Array, out: Float64Array, count: number): void;
  /** The same for one number. */
  at(u: number): number;
}

/**
 * Errors against the exact quantile function:
 * - uniform, triangular, discrete, empirical: rounding;
 * - normal: 5e-8 sd; lognormal: 5e-8 sigma, relative; truncated: 5e-8 sd;
 * - PERT: 1e-8 of high − low.
 * Every one rises with u (does not fall), so that what is correlated in u is correlated in rank.
 */
export function inverseOf(shape: DrawnShape): Inverse {
  const plan = planOf(shape);
  const fill = (u: Float64Array, out: Float64Array, count: number): void => fillPlan(plan, u, out, count);
  const one = new Float64Array(1);
  const at = (u: number): number => {
    one[0] = u;
    fillPlan(plan, one, one, 1);
    return one[0] as number;
  };
  return { plan, fill, at };
}

/** How values of the shape come from uniforms. */
export function planOf(shape: DrawnShape): InversePlan {
  switch (shape.kind) {
    case 'normal':
      if (shape.sd === 0) return { kind: 'constant', value: shape.mean };
      return { kind: 'table', table: normalTable(), offset: shape.mean, scale: shape.sd, exp: false };
    case 'lognormal':
      if (shape.sigma === 0) return { kind: 'constant', value: exp(shape.mu) };
      return { kind: 'table', table: normalTable(), offset: shape.mu, scale: shape.sigma, exp: true };
    case 'uniform':
      if (shape.low === shape.high) return { kind: 'constant', value: shape.low };
      return { kind: 'linear', offset: shape.low, scale: shape.high - shape.low };
    case 'triangular':
      return triangular(shape.low, shape.mode, shape.high);
    case 'pert': {
      const { low, mode, high } = shape;
      if (low === high) return { kind: 'constant', value: low };
      const table = kept(perts, (mode - low) / (high - low), pertTable);
      return { kind: 'table', table, offset: low, scale: high - low, exp: false };
    }
    case 'truncated':
      return truncated(shape);
    case 'discrete':
      return { kind: 'steps', steps: stepsOf(shape.values, shape.probabilities) };
    case 'empirical':
      return { kind: 'steps', steps: empiricalSteps(shape.values) };
  }
}

function triangular(low: number, mode: number, high: number): InversePlan {
  const width = high - low;
  if (width === 0) return { kind: 'constant', value: low };
  const lower = width * (mode - low);
  const upper = width * (high - mode);
  return { kind: 'triangular', low, high, split: (mode - low) / width, lower, upper };
}

function truncated(shape: SpreadShape & { kind: 'truncated' }): InversePlan {
  const { mean, sd, low, high } = shape;
  if (sd === 0 || low === high) return { kind: 'constant', value: Math.min(Math.max(mean, low), high) };
  const a = (low - mean) / sd;
  const b = (high - mean) / sd;
  const table = kept(truncateds, `${a} ${b}`, () => truncatedTable(a, b));
  return { kind: 'table', table, offset: mean, scale: sd, exp: false };
}

/** Tables of the shapes met last: many sites share the proportions of a spread. */
const perts = new Map<number, InverseTable>();
const truncateds = new Map<string, InverseTable>();
const MOST_KEPT = 64;

function kept<K>(tables: Map<K, InverseTable>, key: K, make: (key: K) => InverseTable): InverseTable {
  const known = tables.get(key);
  if (known) return known;
  const table = make(key);
  if (tables.size >= MOST_KEPT) tables.delete(tables.keys().next().value as K);
  tables.set(key, table);
  return table;
}

function fillPlan(plan: InversePlan, u: Float64Array, out: Float64Array, count: number): void {
  switch (plan.kind) {
    case 'constant':
      out.fill(plan.value, 0, count);
      return;
    case 'linear':
      for (let i = 0; i < count; i++) out[i] = plan.offset + plan.scale * (u[i] as number);
      return;
    case 'triangular':
      fillTriangular(plan, u, out, count);
      return;
    case 'table':
      fillFrom(plan.table, plan.offset, plan.scale, u, out, count);
      if (plan.exp) for (let i = 0; i < count; i++) out[i] = exp(out[i] as number);
      return;
    case 'steps':
      for (let i = 0; i < count; i++) out[i] = stepAt(plan.steps, u[i] as number);
  }
}

function fillTriangular(
  plan: InversePlan & { kind: 'triangular' },
  u: Float64Array,
  out: Float64Array,
  count: number,
): void {
  const { low, high, split, lower, upper } = plan;
  for (let i = 0; i < count; i++) {
    const p = u[i] as number;
    out[i] = p < split ? low + Math.sqrt(p * lower) : high - Math.sqrt((1 - p) * upper);
  }
}
