import { roundForSheet } from './round.ts';

export { roundForSheet } from './round.ts';

/**
 * One record of a CSV file (RFC 4180, comma), ended by LF. Null is an empty cell. Numbers are written by roundForSheet.
 * A text that a spreadsheet would take for a formula gets a leading apostrophe; numbers are never touched.
 * Throws RangeError for NaN and infinities: they must not reach an output.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i];
    if (i > 0) line += ',';
    if (typeof cell === 'number') line += numberCell(cell);
    else if (cell) line += textCell(cell);
  }
  return `${line}\n`;
}

/** One cell of a number. */
export function numberCell(x: number): string {
  if (!Number.isFinite(x)) throw new RangeError('a number of a sheet must be finite');
  return String(roundForSheet(x));
}

/** One cell of a text, guarded and quoted where needed. */
export function textCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text;
  return needsQuotes(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/** One record of texts that a sheet will be read from again: a plain number stays one, with all its digits. */
export function enteredLine(texts: readonly string[]): string {
  return `${texts.map((t) => (PLAIN_NUMBER.test(t) ? t : textCell(t))).join(',')}\n`;
}

/** Spreadsheets also take the full-width forms ＝ ＋ － ＠, and a leading tab or line end, for the start of a formula. */
function isFormula(text: string): boolean {
  switch (text.charCodeAt(0)) {
    case 0x3d: // =
    case 0x2b: // +
    case 0x2d: // -
    case 0x40: // @
    case 0x09:
    case 0x0a:
    case 0x0d:
    case 0xff1d:
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
      return true;
    default:
      return false;
  }
}

function needsQuotes(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x2c || c === 0x22 || c === 0x0a || c === 0x0d) return true;
  }
  return false;
}
