import { CsvReader, type CsvRow } from './csv-read.ts';
import { SheetDecoder } from './encoding.ts';
import { LineEnds } from './line-ends.ts';
import type { SheetEncoding } from './strict-decode.ts';

/** Bytes read at a time. Findings of long sheets come in the order of these pieces. */
export const SHEET_CHUNK = 1 << 18;

/**
 * Bytes of a CSV or TSV file in, records out, chunk by chunk, in memory that does not grow with the file as long as
 * the caller lets go of the rows. Throws SheetError (see the parts).
 */
export class SheetReader {
  private readonly decoder = new SheetDecoder();
  private readonly lineEnds = new LineEnds();
  private readonly csv: CsvReader;

  constructor(options: { delimiter?: string | undefined } = {}) {
    this.csv = new CsvReader(options);
  }

  get encoding(): SheetEncoding {
    return this.decoder.encoding;
  }

  /** Takes the next bytes of the file; gives the records completed by them. */
  push(bytes: Uint8Array): CsvRow[] {
    return this.csv.push(this.lineEnds.push(this.decoder.push(bytes)));
  }

  /** Ends the file; gives the remaining records. */
  end(): CsvRow[] {
    const rows = this.csv.push(this.lineEnds.push(this.decoder.end()));
    return rows.concat(this.csv.end());
  }
}
