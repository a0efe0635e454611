/**
 * Text → expression. mathjs is used as a parser only: its tree is walked once, every node outside the closed subset is refused,
 * and nothing is ever evaluated by it.
 */

import type { FactoryFunctionMap, MathNode } from 'mathjs';
import { create, parseDependencies } from 'mathjs';
import { FormulaError } from './errors.ts';
import { type BinaryOp, call, type Expr, num } from './expr.ts';
import { FUNCTIONS } from './functions.ts';

const math = create({ parseDependencies } as FactoryFunctionMap);

const OPERATORS: Readonly<Record<string, BinaryOp>> = {
  add: 'add',
  subtract: 'sub',
  multiply: 'mul',
  divide: 'div',
  smaller: 'lt',
  smallerEq: 'le',
  larger: 'gt',
  largerEq: 'ge',
  equal: 'eq',
  unequal: 'ne',
};
const NAME = /^[a-z][a-z0-9_]*$/;
const MAX_LENGTH = 2000;
const MAX_POWER = 8;
const MAX_DEPTH = 100;

interface AnyNode extends MathNode {
  value?: unknown;
  name?: string;
  content?: AnyNode;
  fn?: unknown;
  args?: AnyNode[];
  implicit?: boolean;
  condition?: AnyNode;
  trueExpr?: AnyNode;
  falseExpr?: AnyNode;
}

/**
 * Parses one formula.
 * @throws FormulaError with the sub-expression that is not allowed
 */
export function parseFormula(text: string): Expr {
  if (text.length > MAX_LENGTH)
    throw new FormulaError('formula_not_allowed', { part: `${text.slice(0, 40)}…`, why: 'too long' });
  // The parser would read 5% as 5/100 and 0x10 as 16.
  const trap = /[#;%"'`\n\r[\]{}@\\]|\b0[xXbBoO]\w*/.exec(text);
  if (trap) throw new FormulaError('formula_not_allowed', { part: trap[0], why: 'character' });
  let tree: AnyNode;
  try {
    tree = math.parse(text) as AnyNode;
  } catch (e) {
    // The parser itself goes deeper with each bracket.
    if (e instanceof RangeError) throw tooDeep(text);
    throw new FormulaError('formula_syntax', { formula: text, why: (e as Error).message });
  }
  if (deeperThan(MAX_DEPTH, tree)) throw tooDeep(text);
  return walk(tree);
}

/** Whatever reads an expression goes down it by recursion, the text of an error too: so its depth is found without. */
function deeperThan(limit: number, tree: AnyNode): boolean {
  const open: [AnyNode, number][] = [[tree, 1]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (depth > limit) return true;
    // min(a, b, c) becomes min(min(a, b), c).
    const inner = depth + (node.type === 'FunctionNode' ? Math.max(1, node.args?.length ?? 0) : 1);
    node.forEach((child) => {
      open.push([child as AnyNode, inner]);
    });
  }
  return false;
}

const tooDeep = (text: string): FormulaError =>
  new FormulaError('formula_not_allowed', { part: `${text.slice(0, 40)}…`, why: 'nested too deeply' });

function walk(node: AnyNode): Expr {
  switch (node.type) {
    case 'ConstantNode':
      return constant(node);
    case 'SymbolNode':
      return symbol(node);
    case 'ParenthesisNode':
      return walk(node.content as AnyNode);
    case 'OperatorNode':
      return operator(node);
    case 'ConditionalNode':
      return call(
        'cond',
        walk(node.condition as AnyNode),
        walk(node.trueExpr as AnyNode),
        walk(node.falseExpr as AnyNode),
      );
    case 'FunctionNode':
      return func(node);
    default:
      throw refuse(node, node.type);
  }
}

function constant(node: AnyNode): Expr {
  if (typeof node.value !== 'number') throw refuse(node, 'not a number');
  if (!Number.isFinite(node.value)) throw new FormulaError('formula_number', { part: node.toString() });
  return num(node.value);
}

function symbol(node: AnyNode): Expr {
  const name = node.name as string;
  if (name === 't') return { k: 'year' };
  if (name === 'unknown') return { k: 'unknown' };
  if (!NAME.test(name)) throw refuse(node, 'name');
  return { k: 'ref', name };
}

function operator(node: AnyNode): Expr {
  const fn = node.fn as unknown as string;
  const args = node.args as AnyNode[];
  if (fn === 'unaryMinus') return call('neg', walk(args[0] as AnyNode));
  if (fn === 'unaryPlus') return walk(args[0] as AnyNode);
  if (fn === 'pow') return power(node, args);
  if (node.implicit) throw refuse(node, 'implicit product');
  const op = Object.hasOwn(OPERATORS, fn) ? OPERATORS[fn] : undefined;
  if (!op || args.length !== 2) throw refuse(node, `operator ${fn}`);
  return call(op, walk(args[0] as AnyNode), walk(args[1] as AnyNode));
}

function power(node: AnyNode, args: AnyNode[]): Expr {
  const e = walk(args[1] as AnyNode);
  const n =
    e.k === 'num' ? e.v : e.k === 'call' && e.op === 'neg' && e.args[0]?.k === 'num' ? -e.args[0].v : Number.NaN;
  if (!Number.isInteger(n) || Math.abs(n) > MAX_POWER || n === 0)
    throw new FormulaError('formula_power', { part: node.toString() });
  return { k: 'pow', n, arg: walk(args[0] as AnyNode) };
}

function func(node: AnyNode): Expr {
  const fn = node.fn as AnyNode;
  if (fn.type !== 'SymbolNode') throw refuse(node, 'function');
  const name = fn.name as string;
  const args = node.args as AnyNode[];
  if (name === 'is') return is(node, args);
  if (name === 'given') return given(node, args);
  const rule = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!rule) throw new FormulaError('formula_unknown_function', { function: name });
  if (args.length < rule.min || args.length > rule.max) {
    throw new FormulaError('formula_argument_count', { part: node.toString(), function: name });
  }
  const parsed = args.map(walk);
  if (name === 'min' || name === 'max') return parsed.reduce((a, b) => call(rule.op, a, b));
  return call(rule.op, ...parsed);
}

function given(node: AnyNode, args: AnyNode[]): Expr {
  if (args.length !== 1) throw new FormulaError('formula_argument_count', { part: node.toString(), function: 'given' });
  return { k: 'given', name: plainName(args[0], node) };
}

function is(node: AnyNode, args: AnyNode[]): Expr {
  if (args.length !== 2) throw new FormulaError('formula_argument_count', { part: node.toString(), function: 'is' });
  return { k: 'is', name: plainName(args[0], node), label: label(args[1] as AnyNode) };
}

/** Labels may hold hyphens, which the parser reads as subtractions of names. */
function label(node: AnyNode): string {
  if (node.type === 'SymbolNode') return node.name as string;
  const args = node.args ?? [];
  if (node.type === 'OperatorNode' && (node.fn as unknown) === 'subtract') {
    return `${label(args[0] as AnyNode)}-${label(args[1] as AnyNode)}`;
  }
  throw refuse(node, 'label');
}

function plainName(node: AnyNode | undefined, where: AnyNode): string {
  if (node?.type !== 'SymbolNode' || !NAME.test(node.name as string)) throw refuse(where, 'name expected');
  return node.name as string;
}

function refuse(node: AnyNode, why: string): FormulaError {
  return new FormulaError('formula_not_allowed', { part: node.toString().slice(0, 80), why });
}
