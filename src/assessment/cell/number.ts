import { type CellError, cellError } from './errors.ts';
import { normaliseCell } from './normalise.ts';
import { ungroup } from './thousands.ts';

/** What the column allows besides a number. */
export interface CellOptions {
  /** The column's unit is %: a trailing % is accepted and changes nothing (`5%` is 5). Default false. */
  readonly percent?: boolean | undefined;
  /** A yen sign or 円 is accepted. Default true. */
  readonly yen?: boolean | undefined;
}

const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, i) => Number(`1e${i}`));

/**
 * The number in a cell. Understood: surrounding blanks, full-width characters, thousands separators in well-formed
 * groups, exponents, Unicode minus, `¥1,200`, `1,200円` (and `\1,200`: in Shift_JIS the yen sign is the backslash).
 * What could be read in two ways is refused. Never -0, NaN or infinite.
 */
export function parseNumber(text: string, options: CellOptions = {}): number | CellError {
  const fast = plainNumber(text);
  return Number.isNaN(fast) ? dressedNumber(text, options) : fast;
}

/** An ASCII number made of an optional minus, digits and at most one point; NaN for everything else. */
function plainNumber(text: string): number {
  const length = text.length;
  const negative = text.charCodeAt(0) === 45;
  let mantissa = 0;
  let digits = 0;
  let decimals = -1;
  for (let i = negative ? 1 : 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (digit === -2 && decimals < 0) decimals = 0;
    else return Number.NaN;
  }
  if (digits === 0 || digits > 300) return Number.NaN;
  // Up to 15 digits both the mantissa and the power of ten are exact, so the quotient is rounded once, correctly.
  if (digits > 15) return Number(text) + 0;
  const size = decimals > 0 ? mantissa / (POWERS_OF_TEN[decimals] as number) : mantissa;
  return negative && size !== 0 ? -size : size;
}

const ERROR_VALUE = /^(#[A-Z].*[A!?]|#+|Err:\d+)$/i;
const NOT_FINITE = /^[+-]?(nan|inf|infinity|∞)$/i;
const NOT_DECIMAL = /^[+-]?0[xbo]/i;
const PARTS = /^([+-]?)\s*([¥\\]?)\s*([+-]?)(\d[\d,]*(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*(.*)$/i;
const CURRENCY_FIRST = /^([$€£₫฿₹₱₩]|[A-Z]{3}(?= ?\d))\s*([\d.,]+)$/;
const UNIT = /^[\p{L}\p{Sc}°%‰]/u;

function dressedNumber(raw: string, options: CellOptions): number | CellError {
  const text = normaliseCell(raw);
  if (text === '') return cellError('empty');
  if (text.startsWith('=')) return cellError('formula_in_cell', { text });
  if (ERROR_VALUE.test(text)) return cellError('spreadsheet_error', { text });
  if (NOT_FINITE.test(text)) return cellError('not_finite', { text });
  if (NOT_DECIMAL.test(text)) return cellError('not_decimal', { text });
  const currency = CURRENCY_FIRST.exec(text);
  if (currency) return cellError('unit_in_cell', { text, number: currency[2] as string, unit: currency[1] as string });
  const parts = PARTS.exec(text);
  if (!parts) return cellError('not_a_number', { text });
  const [, signBefore = '', yen = '', signAfter = '', digits = '', exponent = '', rest = ''] = parts;
  if (signBefore && signAfter) return cellError('not_a_number', { text });
  const refused = refuseRest(text, digits + exponent, yen, rest, options);
  if (refused) return refused;
  const plain = ungroup(digits);
  if (typeof plain !== 'string') return plain;
  const value = Number(signBefore + signAfter + plain + exponent) + 0;
  return Number.isFinite(value) ? value : cellError('number_too_large', { text });
}

/** What may stand around the digits: yen signs and %, each only where the column allows it. */
function refuseRest(
  text: string,
  number: string,
  yen: string,
  rest: string,
  options: CellOptions,
): CellError | undefined {
  const yenAllowed = options.yen ?? true;
  if (yen && !yenAllowed) return cellError('unit_in_cell', { text, number, unit: '¥' });
  if (rest === '' || (rest === '円' && yenAllowed) || (rest === '%' && options.percent && !yen)) return undefined;
  if (/^,\d/.test(rest)) return cellError('ambiguous_decimal_comma', { text });
  if (UNIT.test(rest)) return cellError('unit_in_cell', { text, number, unit: rest });
  return cellError('not_a_number', { text });
}
