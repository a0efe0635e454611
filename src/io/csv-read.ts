import Papa from 'papaparse';
import { findDelimiter } from './delimiter.ts';
import { SheetError } from './errors.ts';

/** One record of a sheet. */
export interface CsvRow {
  /** 1-based number of the line of the file on which the record starts: what a text editor shows. */
  readonly line: number;
  /** The cells as written, without their quotes; line ends inside them are LF. */
  readonly cells: string[];
}

/** A record longer than this (characters) is taken for a fault of the file, so that memory stays flat. */
export const RECORD_LIMIT = 1_048_576;

/** The part of Papa Parse's low-level parser used here; `cursor` is the end of the last complete record. */
interface Parser {
  parse(
    input: string,
    base: number,
    ignoreLastRow: boolean,
  ): { data: string[][]; errors: { code: string; row: number; index: number }[]; meta: { cursor: number } };
}

/**
 * Reads delimited text (RFC 4180, quotes allowed) piece by piece. The text must have LF line ends: see LineEnds.
 * Records whose cells are all blank are left out, as is Excel's `sep=;` on the first line, but their lines count.
 * The first record given is the header. Cells are slices of the text pushed: a row that outlives its chunk keeps the
 * whole chunk in memory.
 *
 * Throws SheetError `unclosed_quote`, `stray_quote` or `record_too_long`; after that the reader is of no use.
 */
export class CsvReader {
  private parser: Parser | undefined;
  private rest = '';
  private line = 1;

  /** `delimiter`: one character; found from the header when not given. */
  constructor(options: { delimiter?: string | undefined } = {}) {
    if (options.delimiter !== undefined) this.parser = createParser(options.delimiter);
  }

  /** Takes the next piece of text; gives the records completed by it. */
  push(text: string): CsvRow[] {
    this.rest += text;
    if (!this.parser) {
      const delimiter = findDelimiter(this.rest);
      if (delimiter) this.parser = createParser(delimiter);
    }
    const rows = this.parser ? this.parse(this.parser) : [];
    if (this.rest.length > RECORD_LIMIT) this.refuseRest();
    return rows;
  }

  /** Ends the text; gives the last record if it had no line end. */
  end(): CsvRow[] {
    if (this.rest === '') return [];
    const rows = this.push('\n');
    if (this.rest.trim() !== '') this.refuseRest();
    return rows;
  }

  private parse(parser: Parser): CsvRow[] {
    const text = this.rest;
    const { data, errors, meta } = parser.parse(text, 0, true);
    // Errors of the unfinished last record may come from the cut; it is parsed again with the next piece.
    const fault = errors.find((error) => error.row < data.length);
    if (fault) throw new SheetError('stray_quote', { line: this.line + lines(data.slice(0, fault.row)) });
    this.rest = text.slice(meta.cursor);
    return this.number(data, text.includes('"'));
  }

  /** Gives each record its line; only quoted cells can hold line feeds. */
  private number(data: string[][], quoted: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    for (const cells of data) {
      if (!isBlank(cells) && !(this.line === 1 && isSeparatorLine(cells))) rows.push({ line: this.line, cells });
      this.line += quoted ? lines([cells]) : 1;
    }
    return rows;
  }

  private refuseRest(): never {
    const parser = this.parser ?? createParser(',');
    const { errors } = parser.parse(this.rest, 0, false);
    const mine = errors.filter((error) => error.row === 0);
    const open = mine.find((error) => error.code === 'MissingQuotes');
    if (!open) throw new SheetError('record_too_long', { line: this.line, limit: RECORD_LIMIT });
    if (mine.length > 1) throw new SheetError('stray_quote', { line: this.line });
    const before = this.rest.slice(0, open.index).split('\n').length - 1;
    throw new SheetError('unclosed_quote', { line: this.line + before });
  }
}

function createParser(delimiter: string): Parser {
  return new Papa.Parser({ delimiter, newline: '\n', quoteChar: '"' });
}

function isBlank(cells: string[]): boolean {
  for (const cell of cells) if (cell.trim() !== '') return false;
  return true;
}

function isSeparatorLine(cells: string[]): boolean {
  return cells.length === 2 && cells[0] === 'sep=' && cells[1] === '';
}

/** How many lines of the file the records take. */
function lines(records: string[][]): number {
  let count = records.length;
  for (const cells of records) {
    for (const cell of cells) for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count++;
  }
  return count;
}
