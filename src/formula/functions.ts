/**
 * The functions of the formula language (design section 6): one record each, with what the checker needs to know.
 * `dims` rules: how the unit of the result follows from the units of the arguments.
 */
import type { CallOp } from './expr.ts';

export type DimRule =
  /** All arguments of one unit; result of that unit. */
  | 'same'
  /** Argument and result without unit. */
  | 'plain'
  /** Half the powers of the argument's unit. */
  | 'root'
  /** Unit of the first argument; the others as `rest` says. */
  | 'first'
  /** Unit of the first argument times year. */
  | 'first*year'
  /** Unit of the first argument per year. */
  | 'first/year'
  /** Result without unit. */
  | 'none'
  /** Result in years. */
  | 'year';

export interface FunctionRule {
  op: CallOp;
  min: number;
  max: number;
  dims: DimRule;
  /** Units of the arguments after the first, where the rule does not say 'same'. */
  rest?: readonly ('year' | 'same' | 'plain')[];
  /** Position of a length in whole years, if any. */
  length?: number;
}

export const FUNCTIONS: Readonly<Record<string, FunctionRule>> = {
  min: { op: 'min', min: 2, max: 8, dims: 'same' },
  max: { op: 'max', min: 2, max: 8, dims: 'same' },
  abs: { op: 'abs', min: 1, max: 1, dims: 'first' },
  exp: { op: 'exp', min: 1, max: 1, dims: 'plain' },
  log: { op: 'log', min: 1, max: 1, dims: 'plain' },
  sqrt: { op: 'sqrt', min: 1, max: 1, dims: 'root' },
  floor: { op: 'floor', min: 2, max: 2, dims: 'same' },
  ceil: { op: 'ceil', min: 2, max: 2, dims: 'same' },
  sum: { op: 'sum', min: 2, max: 2, dims: 'first*year', rest: ['year'], length: 1 },
  mean: { op: 'mean', min: 2, max: 2, dims: 'first', rest: ['year'], length: 1 },
  first: { op: 'first', min: 1, max: 1, dims: 'first' },
  cumulative: { op: 'cumulative', min: 1, max: 1, dims: 'first*year' },
  prev: { op: 'prev', min: 2, max: 2, dims: 'same' },
  compound: { op: 'compound', min: 1, max: 1, dims: 'plain' },
  at: { op: 'at', min: 2, max: 2, dims: 'first/year', rest: ['year'] },
  even: { op: 'even', min: 2, max: 2, dims: 'first', rest: ['year'] },
  lump: { op: 'lump', min: 2, max: 2, dims: 'first', rest: ['year'] },
  operating: { op: 'operating', min: 2, max: 2, dims: 'first*year', rest: ['year'], length: 1 },
  npv: { op: 'npv', min: 2, max: 2, dims: 'same' },
  irr: { op: 'irr', min: 1, max: 1, dims: 'none' },
  payback: { op: 'payback', min: 1, max: 2, dims: 'year', rest: ['plain'] },
  group_sum: { op: 'group_sum', min: 1, max: 1, dims: 'first' },
};
