/** A sheet on disk (or a pipe, spooled), read in chunks; a sheet with group columns is read once per group level before the rows. */
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { Scenario } from '../assessment/scenario.ts';
import { Sheet, SheetFindings } from '../assessment/sheet.ts';
import type { Catalog } from '../catalog/index.ts';
import { SheetError } from '../io/errors.ts';
import { IdSet } from '../io/id-set.ts';
import { SHEET_CHUNK, SheetReader } from '../io/sheet-read.ts';
import { type Context, UsageError } from './context.ts';
import { type Spooled, spooled } from './spool.ts';

export interface SheetChunk {
  sheet: Sheet;
  rows: readonly (SiteRow | DroppedRow)[];
  bytes: number;
}

export interface SheetSource {
  /** Total size in bytes. */
  size: number;
  /** The file that holds it: of a pipe, a copy. */
  place: Spooled;
  /** Reads the sheet from the start. @throws UsageError when it cannot be read at all */
  chunks(): AsyncGenerator<SheetChunk>;
  close(): void;
}

export interface SourceOptions {
  catalog: Catalog;
  scenario: Scenario;
  keepWritten?: boolean;
}

export async function openSheet(file: string, options: SourceOptions, context: Context): Promise<SheetSource> {
  const place = await spooled(file, context);
  return {
    size: place.size,
    place,
    chunks: () => readChunks(place.file, file, options, context),
    close: () => place.remove(),
  };
}

async function* readChunks(
  place: string,
  shown: string,
  options: SourceOptions,
  context: Context,
): AsyncGenerator<SheetChunk> {
  const fd = openSync(place, 'r');
  try {
    const reader = new SheetReader();
    const ids = new IdSet();
    const buffer = new Uint8Array(SHEET_CHUNK);
    let sheet: Sheet | undefined;
    let any = false;
    for (;;) {
      const n = readSync(fd, buffer, 0, SHEET_CHUNK, null);
      const raw = n > 0 ? reader.push(buffer.subarray(0, n)) : reader.end();
      let from = 0;
      if (!sheet && raw[0]) {
        sheet = new Sheet(raw[0].cells, {
          catalog: options.catalog,
          scenario: options.scenario.values,
          fx: options.scenario.fx,
          addId: (id) => ids.add(id),
          keepWritten: options.keepWritten,
        });
        from = 1;
      }
      if (sheet) {
        const rows: (SiteRow | DroppedRow)[] = [];
        for (let i = from; i < raw.length; i++)
          rows.push(sheet.row((raw[i] as { line: number }).line, (raw[i] as { cells: string[] }).cells));
        any ||= rows.length > 0;
        yield { sheet, rows, bytes: n };
      }
      if (n === 0) break;
      await breathe();
    }
    if (!sheet) throw new SheetFindings([{ code: 'empty_sheet', severity: 'error', params: {} }]);
    if (!any) throw new SheetFindings([{ code: 'no_rows', severity: 'error', params: {} }]);
  } catch (e) {
    throw unreadable(e, shown, context);
  } finally {
    closeSync(fd);
  }
}

function unreadable(e: unknown, file: string, context: Context): unknown {
  if (e instanceof SheetFindings)
    return new UsageError(
      ...e.findings.filter((f) => f.severity === 'error').map((f) => `${file}: ${context.texts.finding(f)}`),
    );
  if (e instanceof SheetError)
    return new UsageError(`${file}: ${context.texts.finding({ code: e.code, params: e.params })}`);
  return e;
}
