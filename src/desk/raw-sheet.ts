/** A sheet as it was written: cells in pieces, as the command line reads them. */
import type { CsvRow } from '../io/csv-read.ts';
import { SHEET_CHUNK, SheetReader } from '../io/sheet-read.ts';
import type { SheetEncoding } from '../io/strict-decode.ts';

export interface RawSheet {
  header: readonly string[];
  /** Rows below the header; `line` is that of the file. */
  chunks: readonly (readonly CsvRow[])[];
  encoding: SheetEncoding;
}

/** @throws SheetError when the bytes are no sheet */
export function readRaw(bytes: Uint8Array): RawSheet {
  const reader = new SheetReader();
  const chunks: CsvRow[][] = [];
  for (let at = 0; at < bytes.length; at += SHEET_CHUNK) chunks.push(reader.push(bytes.subarray(at, at + SHEET_CHUNK)));
  chunks.push(reader.end());
  const first = chunks.find((c) => c.length > 0);
  const header = first?.shift()?.cells ?? [];
  return { header, chunks, encoding: reader.encoding };
}
