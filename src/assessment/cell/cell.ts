import { callSpread } from './call.ts';
import { type CellError, cellError, isCellError } from './errors.ts';
import { interval, type Made, plusMinus } from './make.ts';
import { normaliseCell } from './normalise.ts';
import { type CellOptions, parseNumber } from './number.ts';
import { middle, type Spread, type SpreadShape } from './spread.ts';

/** A numeric cell: the number that stands for it, and its spread if it has one. */
export interface Cell {
  readonly middle: number;
  readonly spread?: Spread;
}

const CALL = /^[A-Za-z_]\w* *\(/;
const PLUS_MINUS = /±|\+\/?-/;
const INTERVAL = /~|(?<![A-Za-z])to(?![A-Za-z])/i;
const HYPHEN = /^(\d[\d,.]*) ?[-–—] ?(\d[\d,.]*)$/;

/** Longer cells (characters) are no numbers and are not looked into. */
const LONGEST = 2000;

/**
 * Reads a numeric cell: a number (see parseNumber) or a spread: `1200 ± 5%`, `1200 +- 60`, `1100 to 1300`, `1100～1300`,
 * `triangular(low, mode, high)`, `pert(low, mode, high)`, `normal(mean, sd)`, `lognormal(mean, sd)`, `uniform(low, high)`,
 * `discrete(value: probability, …)`, `truncated(normal(mean, sd), low, high)`. Arguments with thousands separators are
 * parted by `;`. After ±, a percentage is of the value in front of it. A spread of zero width is a plain number.
 */
export function parseCell(text: string, options: CellOptions = {}): Cell | CellError {
  if (text.length > LONGEST) return cellError('not_a_number', { text: `${text.slice(0, 100)}…` });
  const plain = normaliseCell(text);
  if (CALL.test(plain)) return finish(called(plain, options), text.trim());
  const number = parseNumber(text, options);
  if (typeof number === 'number') return { middle: number };
  const made = spreadOf(plain, options);
  if (made === undefined) return hyphenRange(plain) ?? number;
  return finish(made, text.trim());
}

/** Undefined when the text has not the form of a spread. */
function spreadOf(text: string, options: CellOptions): Made | undefined {
  if (CALL.test(text)) return called(text, options);
  const around = cut(text, PLUS_MINUS);
  if (around) return readPlusMinus(around[0], around[1], options);
  const ends = cut(text, INTERVAL);
  if (!ends) return undefined;
  const low = parseNumber(ends[0], options);
  const high = parseNumber(ends[1], options);
  if (typeof low !== 'number') return low;
  return typeof high !== 'number' ? high : interval(low, high);
}

function called(text: string, options: CellOptions): Made {
  return callSpread(text, options, (part) => spreadOf(part, options) ?? parseNumber(part, options));
}

/** What stands on either side of the first `separator`, if there are digits on both. */
function cut(text: string, separator: RegExp): [string, string] | undefined {
  const found = separator.exec(text);
  if (!found) return undefined;
  const left = text.slice(0, found.index).trim();
  const right = text.slice(found.index + found[0].length).trim();
  return /\d/.test(left) && /\d/.test(right) ? [left, right] : undefined;
}

function readPlusMinus(left: string, right: string, options: CellOptions): Made {
  const centre = parseNumber(left, options);
  const relative = right.endsWith('%');
  const half = parseNumber(right, { ...options, percent: relative });
  if (typeof centre !== 'number') return centre;
  if (typeof half !== 'number') return half;
  if (relative && left.endsWith('%')) return cellError('ambiguous_percent');
  return plusMinus(centre, relative ? (Math.abs(centre) * half) / 100 : half);
}

function hyphenRange(text: string): CellError | undefined {
  const parts = HYPHEN.exec(text);
  return parts ? cellError('hyphen_range', { text, low: parts[1] as string, high: parts[2] as string }) : undefined;
}

function finish(made: Made, text: string): Cell | CellError {
  if (typeof made === 'number') return { middle: made };
  if (isCellError(made)) return cellError(made.code, { text, ...made.params });
  const value = middle(made);
  if (!(Number.isFinite(value) && isSized(made))) return cellError('number_too_large', { text });
  return { middle: value, spread: { ...made, text } };
}

/** Whether all its parameters are numbers with a size. */
function isSized(shape: SpreadShape): boolean {
  const numbers = shape as unknown as Readonly<Record<string, string | number | readonly number[]>>;
  for (const name in numbers) {
    const value = numbers[name];
    if (typeof value === 'number' && !Number.isFinite(value)) return false;
    if (Array.isArray(value) && !value.every(Number.isFinite)) return false;
  }
  return true;
}
