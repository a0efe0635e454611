/** The formula written out: the reader `text` of the one parsed form, and the same with numbers put in. */
import type { BoundExpr, Expr } from '../formula/index.ts';

type Writable = Expr | BoundExpr;

const OPERATORS: Readonly<Record<string, [sign: string, binding: number]>> = {
  lt: ['<', 1],
  le: ['≤', 1],
  gt: ['>', 1],
  ge: ['≥', 1],
  eq: ['=', 1],
  ne: ['≠', 1],
  add: ['+', 2],
  sub: ['−', 2],
  mul: ['×', 3],
  div: ['÷', 3],
};
const SIGN = 4;
const POWER = 5;
/** Asks for brackets around anything but a word or a call. */
const TIGHT = 6;

export interface WriteNames {
  name(name: string): string;
  /** Text of a code of a coded quantity, e.g. 1 → `grid`; undefined when the quantity is a number. */
  code(name: string, code: number): string | undefined;
}

const PLAIN: WriteNames = { name: (n) => n, code: () => undefined };

/** Writes a formula; conversions put in by the checker are left out, since each name stands for a quantity with its unit. */
export function writeFormula(e: Writable, names: WriteNames = PLAIN): string {
  return write(e, names, 0);
}

function write(e: Writable, names: WriteNames, outer: number): string {
  switch (e.k) {
    case 'num':
      return tight(String(e.v), outer);
    case 'year':
      return 't';
    case 'unknown':
      return 'unknown';
    case 'ref':
      return tight(names.name(e.name), outer);
    case 'is':
      return bracket(`${e.name} is ${e.label}`, outer > 1);
    case 'given':
      return `given(${e.name})`;
    case 'param':
    case 'series':
      return 'the cell';
    case 'undefined':
      return 'undefined';
    case 'guard':
      return write(e.body, names, outer);
    case 'step':
    case 'interp':
      return `${e.k}(${write(e.of, names, 0)})`;
    case 'group':
      return `group_sum(${write(e.arg, names, 0)})`;
    case 'all':
      return e.items.map((i) => i.id).join(' and ');
    case 'convert':
      return write(e.arg, names, outer);
    case 'pow':
      return bracket(`${write(e.arg, names, TIGHT)}^${e.n}`, outer > POWER);
    case 'call':
      return call(e, names, outer);
  }
}

function call(e: Extract<Writable, { k: 'call' }>, names: WriteNames, outer: number): string {
  const [a, b, c] = e.args as [Writable, Writable, Writable];
  if (e.op === 'neg') return bracket(`−${write(a, names, POWER)}`, outer > SIGN);
  if (e.op === 'cond')
    return bracket(`${write(a, names, 1)} ? ${write(b, names, 1)} : ${write(c, names, 0)}`, outer > 0);
  if (e.op === 'eq' && a.k === 'ref' && b.k === 'num') {
    const text = names.code(a.name, b.v);
    if (text) return bracket(`${a.name} is ${text}`, outer > 1);
  }
  const op = OPERATORS[e.op];
  if (!op) return `${e.op}(${e.args.map((x) => write(x, names, 0)).join(', ')})`;
  const [sign, binding] = op;
  const compares = binding === 1;
  const left = compares ? binding + 1 : binding;
  const right = compares || e.op === 'sub' || e.op === 'div' ? binding + 1 : binding;
  return bracket(`${write(a, names, left)} ${sign} ${write(b, names, right)}`, binding < outer);
}

/** A number with its unit or sign, raised to a power. */
const tight = (text: string, outer: number): string => bracket(text, outer >= TIGHT && /[\s−-]/.test(text));

const bracket = (text: string, needed: boolean): string => (needed ? `(${text})` : text);
