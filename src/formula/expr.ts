/**
 * The checked form of a formula: a small tree of plain data that every reader (explain, kernel, workbook, text) walks.
 * It is JSON as it stands, so a built catalog carries formulas and nothing at run time parses them.
 */

export type UnaryOp = 'neg' | 'abs' | 'exp' | 'log' | 'sqrt' | 'first' | 'cumulative' | 'compound' | 'group_sum';
export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge'
  | 'eq'
  | 'ne'
  | 'min'
  | 'max'
  | 'floor'
  | 'ceil'
  | 'sum'
  | 'mean'
  | 'prev'
  | 'at'
  | 'even'
  | 'lump'
  | 'operating'
  | 'npv';
export type CallOp = UnaryOp | BinaryOp | 'cond' | 'irr' | 'payback';

export type Expr =
  | { k: 'num'; v: number }
  /** The year of operation: 1, 2, … */
  | { k: 'year' }
  /** Neither true nor false: a condition that nobody can decide. */
  | { k: 'unknown' }
  | { k: 'ref'; name: string }
  | { k: 'call'; op: CallOp; args: Expr[] }
  /** Integer power, |n| ≤ 8. */
  | { k: 'pow'; n: number; arg: Expr }
  /** A unit conversion put in by the checker: `arg × factor`. */
  | { k: 'convert'; factor: number; arg: Expr }
  /** True when the coded text quantity has this label. */
  | { k: 'is'; name: string; label: string }
  /** True when the quantity can be had; settled at binding. */
  | { k: 'given'; name: string };

/** What an expression may hold besides, once it is bound to a site. */
export type BoundExpr =
  | Exclude<Expr, { k: 'call' } | { k: 'pow' } | { k: 'convert' } | { k: 'is' } | { k: 'given' } | { k: 'unknown' }>
  | { k: 'call'; op: CallOp; args: BoundExpr[] }
  | { k: 'pow'; n: number; arg: BoundExpr }
  | { k: 'convert'; factor: number; arg: BoundExpr }
  /** A number of the row: position in the row's list of parameters. */
  | { k: 'param'; index: number }
  /** A number of the row for each year of operation: year t is at `index` + t − 1 in the list of parameters, `count` of them. */
  | { k: 'series'; index: number; count: number }
  /** Cannot be had; the reason code says why. */
  | { k: 'undefined'; reason: string }
  | {
      k: 'step';
      of: BoundExpr;
      side: 'from' | 'up_to';
      points: readonly (readonly [number, number])[];
      otherwise: number;
    }
  | { k: 'interp'; of: BoundExpr; points: readonly (readonly [number, number])[] }
  /** `body` where `when` holds, else undefined with this reason. */
  | { k: 'guard'; when: BoundExpr; body: BoundExpr; reason: string }
  /** Three-valued *and*: 1 yes, 0 no, 0.5 unknown. */
  | { k: 'all'; items: readonly { id: string; expr: BoundExpr; unknownWhenMissing: boolean }[] }
  /** Sum over the rows of the site's project or proposal. */
  | { k: 'group'; level: 'project' | 'proposal'; slot: string; arg: BoundExpr };

export const num = (v: number): { k: 'num'; v: number } => ({ k: 'num', v });
export const call = (op: CallOp, ...args: Expr[]): Expr => ({ k: 'call', op, args });

/** The direct sub-expressions. */
export function children(e: Expr): readonly Expr[] {
  switch (e.k) {
    case 'call':
      return e.args;
    case 'pow':
    case 'convert':
      return [e.arg];
    default:
      return [];
  }
}

/** Every quantity name the expression reads, once each, in order of first mention. */
export function namesIn(e: Expr, into: Set<string> = new Set()): Set<string> {
  if (e.k === 'ref' || e.k === 'is' || e.k === 'given') into.add(e.name);
  for (const c of children(e)) namesIn(c, into);
  return into;
}
