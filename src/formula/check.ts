/**
 * Checks units once, when a file is loaded, and writes the conversions into the expression as constants.
 * A sub-expression may stand in any unit of its dimension; a constant is added only where two units meet or at the end.
 */
import { FormulaError } from './errors.ts';
import { call, type Expr } from './expr.ts';
import { FUNCTIONS, type FunctionRule } from './functions.ts';
import { combine, type Dim, dimText, isPlain, neat, PLAIN, sameDim, type Unit } from './units.ts';

/** Unit of a name, or undefined when nobody defines it. */
export type UnitOf = (name: string) => Unit | undefined;

interface Typed {
  e: Expr;
  unit: Unit;
  /** A literal 0 fits any unit. */
  zero?: boolean;
}

const RULE_OF_OP = new Map(Object.values(FUNCTIONS).map((r) => [r.op, r]));
const YEAR: Dim = { year: 1 };

/**
 * @returns the expression whose value is in `target` units when every name's value is in its own unit
 * @throws FormulaError formula_units_differ, formula_unit_of_result, formula_unknown_name
 */
export function checkFormula(expr: Expr, target: Unit, unitOf: UnitOf): Expr {
  const t = typed(expr, unitOf);
  if (t.zero) return t.e;
  if (!sameDim(t.unit.dim, target.dim)) {
    throw new FormulaError('formula_unit_of_result', { found: dimText(t.unit.dim), expected: dimText(target.dim) });
  }
  return scaled(t, target.scale).e;
}

function scaled(t: Typed, scale: number): Typed {
  if (t.zero) return t;
  const factor = neat(t.unit.scale / scale);
  if (factor === 1) return { e: t.e, unit: { ...t.unit, scale } };
  return { e: { k: 'convert', factor, arg: t.e }, unit: { scale, dim: t.unit.dim } };
}

function typed(e: Expr, unitOf: UnitOf): Typed {
  switch (e.k) {
    case 'num':
      return { e, unit: PLAIN, zero: e.v === 0 };
    case 'unknown':
      return { e, unit: PLAIN, zero: true };
    case 'year':
      return { e, unit: { scale: 1, dim: YEAR } };
    case 'ref':
      return { e, unit: known(e.name, unitOf) };
    case 'is':
    case 'given':
      known(e.name, unitOf);
      return { e, unit: PLAIN };
    case 'convert':
      return { e, unit: PLAIN };
    case 'pow':
      return power(e, unitOf);
    case 'call':
      return called(e, unitOf);
  }
}

function known(name: string, unitOf: UnitOf): Unit {
  const u = unitOf(name);
  if (!u) throw new FormulaError('formula_unknown_name', { name });
  return u;
}

function power(e: Extract<Expr, { k: 'pow' }>, unitOf: UnitOf): Typed {
  const a = typed(e.arg, unitOf);
  let scale = 1;
  for (let i = 0; i < Math.abs(e.n); i++) scale = e.n > 0 ? scale * a.unit.scale : scale / a.unit.scale;
  return { e: { k: 'pow', n: e.n, arg: a.e }, unit: { scale: neat(scale), dim: combine({}, a.unit.dim, e.n) } };
}

function called(e: Extract<Expr, { k: 'call' }>, unitOf: UnitOf): Typed {
  const args = e.args.map((a) => typed(a, unitOf));
  const [a, b, c] = args as [Typed, Typed, Typed];
  switch (e.op) {
    case 'neg':
      return { ...a, e: call('neg', a.e) };
    case 'mul':
    case 'div': {
      const sign = e.op === 'mul' ? 1 : -1;
      const scale = neat(e.op === 'mul' ? a.unit.scale * b.unit.scale : a.unit.scale / b.unit.scale);
      return {
        e: call(e.op, a.e, b.e),
        unit: { scale, dim: combine(a.unit.dim, b.unit.dim, sign) },
        zero: a.zero === true,
      };
    }
    case 'add':
    case 'sub':
      return meet(e.op, [a, b]);
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'eq':
    case 'ne':
      return { e: meet(e.op, [a, b]).e, unit: PLAIN };
    case 'cond': {
      plain(a);
      const [x, y] = agree([b, c], 'cond');
      return {
        e: call('cond', a.e, (x as Typed).e, (y as Typed).e),
        unit: unitIn([b, c]),
        zero: b.zero === true && c.zero === true,
      };
    }
    default:
      return byRule(RULE_OF_OP.get(e.op) as FunctionRule, e, args);
  }
}

function byRule(rule: FunctionRule, e: Extract<Expr, { k: 'call' }>, args: Typed[]): Typed {
  const a = args[0] as Typed;
  switch (rule.dims) {
    case 'same':
      if (rule.op === 'npv') {
        plain(a);
        const flow = args[1] as Typed;
        return { e: call('npv', scaled(a, 1).e, flow.e), unit: flow.unit };
      }
      return meet(e.op, args);
    case 'plain':
      plain(a);
      return { e: call(e.op, scaled(a, 1).e), unit: PLAIN };
    case 'root': {
      const dim: Record<string, number> = {};
      for (const [k, p] of Object.entries(a.unit.dim)) dim[k] = p / 2;
      return { e: call('sqrt', a.e), unit: { scale: neat(Math.sqrt(a.unit.scale)), dim } };
    }
    case 'none':
      return { e: call(e.op, ...args.map((x) => x.e)), unit: PLAIN };
    case 'year':
    case 'first':
    case 'first*year':
    case 'first/year': {
      const rest = args.slice(1).map((x, i) => restArg(x, rule.rest?.[i] ?? 'plain', e.op));
      const power = rule.dims === 'first*year' ? 1 : rule.dims === 'first/year' ? -1 : 0;
      const unit =
        rule.dims === 'year' ? { scale: 1, dim: YEAR } : { scale: a.unit.scale, dim: combine(a.unit.dim, YEAR, power) };
      return { e: call(e.op, a.e, ...rest), unit, zero: a.zero === true };
    }
  }
}

function restArg(x: Typed, want: 'year' | 'same' | 'plain', op: string): Expr {
  if (want === 'year' && !x.zero && !sameDim(x.unit.dim, YEAR)) {
    throw new FormulaError('formula_units_differ', { in: op, left: dimText(x.unit.dim), right: 'year' });
  }
  if (want === 'plain') plain(x);
  return scaled(x, 1).e;
}

/** Arguments of one unit: the others are converted to that of the first. */
function meet(op: Extract<Expr, { k: 'call' }>['op'], args: Typed[]): Typed {
  const same = agree(args, op);
  return { e: call(op, ...same.map((x) => x.e)), unit: unitIn(args), zero: args.every((x) => x.zero === true) };
}

function unitIn(args: Typed[]): Unit {
  return (args.find((x) => !x.zero) ?? (args[0] as Typed)).unit;
}

function agree(args: Typed[], op: string): Typed[] {
  const unit = unitIn(args);
  for (const x of args) {
    if (!x.zero && !sameDim(x.unit.dim, unit.dim)) {
      throw new FormulaError('formula_units_differ', { in: op, left: dimText(unit.dim), right: dimText(x.unit.dim) });
    }
  }
  return args.map((x) => scaled(x, unit.scale));
}

function plain(x: Typed): void {
  if (!isPlain(x.unit.dim))
    throw new FormulaError('formula_units_differ', { in: 'plain number', left: dimText(x.unit.dim), right: '1' });
}
