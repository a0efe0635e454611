/** Changes to a sheet that a person makes beside it: the sheet itself stays as it came. */
import { textCell } from '../io/csv-write.ts';
import type { RawSheet } from './raw-sheet.ts';

/** A cell with another text; a column that the sheet lacks is added at its right. */
export interface CellEdit {
  /** Line of the file on which the row begins. */
  line: number;
  /** Header as written, or the canonical name of a column that is to be added. */
  header: string;
  text: string;
}

/** The sheet with its changes, the later ones over the earlier. */
export function edited(raw: RawSheet, edits: readonly CellEdit[]): RawSheet {
  if (edits.length === 0) return raw;
  const header = [...raw.header];
  const byLine = new Map<number, [at: number, text: string][]>();
  for (const e of edits) {
    let at = header.findIndex((h) => h.trim() === e.header);
    if (at < 0) at = header.push(e.header) - 1;
    const list = byLine.get(e.line);
    if (list) list.push([at, e.text]);
    else byLine.set(e.line, [[at, e.text]]);
  }
  const chunks = raw.chunks.map((rows) =>
    rows.map((row) => {
      const changes = byLine.get(row.line);
      if (!changes) return row;
      const cells = [...row.cells];
      for (const [at, text] of changes) {
        while (cells.length <= at) cells.push('');
        cells[at] = text;
      }
      return { ...row, cells };
    }),
  );
  return { ...raw, header, chunks };
}

/** The sheet as CSV; rows keep the lines on which they begin, so that findings speak of the same places. */
export function sheetCsv(raw: RawSheet): string {
  let text = '';
  let line = 1;
  const write = (at: number, cells: readonly string[]): void => {
    for (; line < at; line++) text += '\n';
    const record = `${cells.map(asWritten).join(',')}\n`;
    text += record;
    line += record.split('\n').length - 1;
  };
  write(1, raw.header);
  for (const rows of raw.chunks) for (const row of rows) write(row.line, row.cells);
  return text;
}

/** A cell is input here, not a result: it is not guarded against spreadsheets, or a negative number would change. */
function asWritten(text: string): string {
  const cell = textCell(text);
  return cell.startsWith("'") || cell.startsWith('"\'') ? quoted(text) : cell;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
