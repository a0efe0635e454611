/** Bytes of a series file → records. Weather files are comma-separated whatever their first line looks like. */
import type { CsvRow } from './csv-read.ts';
import { SheetReader } from './sheet-read.ts';

/** First words of forms whose header would mislead the search for the separator. */
const COMMAS = /^\uFEFF?(LOCATION,|Latitude \(decimal|"?PVWatts|Source,)/;
const DATA_LINE = /[,;\t]/g;

/** @throws SheetError when the bytes are no text, or quotes do not fit */
export function readSeriesRows(bytes: Uint8Array): CsvRow[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  const reader = new SheetReader({ delimiter: COMMAS.test(head) ? ',' : commonSeparator(head) });
  return [...reader.push(bytes), ...reader.end()];
}

/** The separator that occurs most often in the beginning of the file: a title line says nothing of it. */
function commonSeparator(head: string): string | undefined {
  const counts = new Map<string, number>();
  for (const [c] of head.matchAll(DATA_LINE)) counts.set(c, (counts.get(c) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
