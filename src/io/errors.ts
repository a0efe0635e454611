/**
 * Every reason why a file cannot be read as a sheet. Texts live in the locale tables, keyed by these codes.
 *
 * - `xlsx_file`       {kind: 'xlsx' | 'xls'}: a workbook (or another zip file) where text was expected
 * - `binary_file`     {kind: 'pdf' | 'gzip' | 'unknown', offset}: not text; `offset` = 0-based byte of the first sign of it
 * - `undecodable`     {encoding, offset}: the byte at `offset` (0-based, in the file) fits no known encoding, or contradicts
 *                     the one found before it (`offset` = length of the file if it ends within a character);
 *                     `encoding` is the one that was being read ('unknown' if none fitted)
 * - `unclosed_quote`  {line}: a quoted cell that began on this line (1-based) never ends
 * - `stray_quote`     {line}: in the record that starts on this line, a closing quote is followed by more text
 * - `record_too_long` {line, limit}: the record that starts on this line has more than `limit` characters
 */
export const SHEET_ERROR_CODES = [
  'xlsx_file',
  'binary_file',
  'undecodable',
  'unclosed_quote',
  'stray_quote',
  'record_too_long',
] as const;

export type SheetErrorCode = (typeof SHEET_ERROR_CODES)[number];

/** A file that cannot be read as a sheet at all. The message is the code: texts are made elsewhere. */
export class SheetError extends Error {
  readonly code: SheetErrorCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: SheetErrorCode, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'SheetError';
    this.code = code;
    this.params = params;
  }
}
