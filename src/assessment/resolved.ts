/** What binding makes of a name: one expression, with its grounds and who supplied it. */
import type { Grounds, Quantity } from '../catalog/index.ts';
import type { BoundExpr, Expr } from '../formula/index.ts';
import type { Layer } from './composition.ts';
import type { Given } from './site.ts';

export interface Resolved extends Grounds {
  /** Full name, variant ending included. */
  name: string;
  quantity: Quantity | undefined;
  body: BoundExpr;
  /** Who supplied it. */
  from: 'cell' | 'hours' | 'scenario' | 'table' | 'default' | Layer;
  /** The formula as written, if it is one. */
  formula?: Expr | undefined;
  formulaText?: string | undefined;
  /** File or table, fall-back level, preset … for people. */
  detail?: string | undefined;
  /** `indicative`, where the option says so. */
  label?: string | undefined;
  /** Warning that goes with the assumption made. */
  assumed?: string | undefined;
  given?: Given | undefined;
  /** Reason code when it cannot be had at all. */
  missing?: string | undefined;
  /** Text value of text quantities and of labels known at binding. */
  text?: string | undefined;
}

export interface Bindings {
  resolve(name: string): Resolved;
  resolved: ReadonlyMap<string, Resolved>;
  /** What the catalog would make of a given quantity from the other given numbers. */
  computed?(name: string): BoundExpr | undefined;
  /** A check's condition, and its value where no row can change it. */
  check?(expr: Expr): { when: BoundExpr; known: number | undefined };
}

export const undef = (reason: string): BoundExpr => ({ k: 'undefined', reason });

export function missing(base: Resolved, reason: string): Resolved {
  return { ...base, body: undef(reason), missing: reason };
}
