/**
 * Every reason why a numeric cell is refused. Texts live in the locale tables, keyed by these codes.
 * `text` is what was refused: the cell, or the part of a spread.
 *
 * Numbers
 * - `empty`                    {}: nothing but blanks
 * - `not_a_number`             {text}
 * - `ambiguous_decimal_comma`  {text}: `1,5` may be 1.5 or a slip in 1,500; write 1.5
 * - `bad_grouping`             {text}: thousands separators in the wrong places, `1,23,456`
 * - `unit_in_cell`             {text, number, unit}: a unit belongs in the header; for `%` in a column that is not in %
 *                              and for `¥`, `円` in one that is not in JPY too
 * - `spreadsheet_error`        {text}: `#REF!`, `#N/A`, `#DIV/0!`, `####`
 * - `formula_in_cell`          {text}: begins with `=`
 * - `not_finite`               {text}: `NaN`, `inf`
 * - `not_decimal`              {text}: `0x1F`, `0b11`, `0o17`
 * - `number_too_large`         {text}: beyond what a double holds
 *
 * Spreads
 * - `hyphen_range`             {text, low, high}: `1100-1300`; write `1100 to 1300`
 * - `low_above_high`           {text, low, high}
 * - `mode_outside`             {text, low, mode, high}
 * - `negative_width`           {text, width}: a standard deviation or half-width below 0
 * - `ambiguous_percent`        {text}: `80% ± 5%`: of the value, or percentage points?
 * - `mean_not_positive`        {text, mean}: a lognormal needs a mean above 0
 * - `wrong_argument_count`     {text, name, expected, given}
 * - `unknown_spread`           {text, name, suggestion}: `suggestion` may be ''
 * - `empirical_in_cell`        {text}: a column of data belongs in a scenario
 * - `unclosed_parenthesis`     {text}
 * - `pair_expected`            {text}: `discrete` takes `value: probability`
 * - `bad_probability`          {text, probability}: below 0 or above 1
 * - `probability_sum`          {text, sum}: must be 1
 * - `normal_expected`          {text}: `truncated` takes a normal
 * - `nothing_left`             {text, low, high}: the bounds of `truncated` leave less than a billionth of the normal
 */
export const CELL_ERROR_CODES = [
  'empty',
  'not_a_number',
  'ambiguous_decimal_comma',
  'bad_grouping',
  'unit_in_cell',
  'spreadsheet_error',
  'formula_in_cell',
  'not_finite',
  'not_decimal',
  'number_too_large',
  'hyphen_range',
  'low_above_high',
  'mode_outside',
  'negative_width',
  'ambiguous_percent',
  'mean_not_positive',
  'wrong_argument_count',
  'unknown_spread',
  'empirical_in_cell',
  'unclosed_parenthesis',
  'pair_expected',
  'bad_probability',
  'probability_sum',
  'normal_expected',
  'nothing_left',
] as const;

export type CellErrorCode = (typeof CELL_ERROR_CODES)[number];

/** Why a cell was refused. */
export interface CellError {
  readonly code: CellErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
}

export function cellError(code: CellErrorCode, params: CellError['params'] = {}): CellError {
  return { code, params };
}

/** Whether a result of this folder (number, spread, cell or list of them) is an error. */
export function isCellError(result: unknown): result is CellError {
  return typeof result === 'object' && result !== null && 'code' in result;
}
