import { closest } from './closest.ts';
import { cellError } from './errors.ts';
import { discrete, MAKERS, type Made, truncated } from './make.ts';
import { type CellOptions, parseNumber } from './number.ts';

const NAMES = [...Object.keys(MAKERS), 'discrete', 'truncated'];

/** What people call them elsewhere. */
const ALIASES: Readonly<Record<string, string>> = {
  gaussian: 'normal',
  gauss: 'normal',
  beta: 'pert',
  tri: 'triangular',
};

/**
 * A spread written as `name(arguments)`. Arguments are parted by commas, or by semicolons if there are any.
 * `readInner` reads the first argument of `truncated`.
 */
export function callSpread(text: string, options: CellOptions, readInner: (text: string) => Made): Made {
  const open = text.indexOf('(');
  const name = text.slice(0, open).trim().toLowerCase();
  if (name === 'empirical') return cellError('empirical_in_cell');
  if (!NAMES.includes(name)) {
    return cellError('unknown_spread', { name, suggestion: ALIASES[name] ?? closest(name, NAMES) });
  }
  if (!text.endsWith(')')) return cellError('unclosed_parenthesis');
  const args = splitArguments(text.slice(open + 1, -1));
  if (name === 'discrete') return readDiscrete(args, options);
  if (name === 'truncated') return readTruncated(args, options, readInner);
  return readPlain(name, args, options);
}

function readPlain(name: string, args: string[], options: CellOptions): Made {
  const maker = MAKERS[name];
  if (!maker || args.length !== maker.count) return wrongCount(name, maker?.count ?? 0, args);
  const numbers: number[] = [];
  for (const arg of args) {
    const number = parseNumber(arg, options);
    if (typeof number !== 'number') return number;
    numbers.push(number);
  }
  return maker.make(...numbers);
}

function readTruncated(args: string[], options: CellOptions, readInner: (text: string) => Made): Made {
  if (args.length !== 3) return wrongCount('truncated', 3, args);
  const low = parseNumber(args[1] as string, options);
  const high = parseNumber(args[2] as string, options);
  if (typeof low !== 'number') return low;
  return typeof high !== 'number' ? high : truncated(readInner(args[0] as string), low, high);
}

function readDiscrete(args: string[], options: CellOptions): Made {
  const values: number[] = [];
  const probabilities: number[] = [];
  for (const arg of args) {
    const [left, right, ...more] = arg.split(':');
    if (left === undefined || right === undefined || more.length > 0) return cellError('pair_expected', { text: arg });
    const value = parseNumber(left, options);
    const percent = right.trim().endsWith('%');
    const share = parseNumber(right, { percent, yen: false });
    if (typeof value !== 'number') return value;
    if (typeof share !== 'number') return share;
    values.push(value);
    probabilities.push(percent ? share / 100 : share);
  }
  return discrete(values, probabilities);
}

function wrongCount(name: string, expected: number, args: string[]): Made {
  return cellError('wrong_argument_count', { name, expected, given: args.length });
}

/** Splits at the separators that stand in no inner parentheses. */
function splitArguments(text: string): string[] {
  const separator = text.includes(';') ? ';' : ',';
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (text[i] === separator && depth === 0) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  parts.push(text.slice(start).trim());
  return parts;
}
