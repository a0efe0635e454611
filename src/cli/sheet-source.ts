/** A sheet on disk (or standard input, spooled), read in chunks; a sheet with group columns is read once per group level before the rows. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { Scenario } from '../assessment/scenario.ts';
import { Sheet, SheetFindings } from '../assessment/sheet.ts';
import type { Catalog } from '../catalog/index.ts';
import { SheetError } from '../io/errors.ts';
import { IdSet } from '../io/id-set.ts';
import { SheetReader } from '../io/sheet-read.ts';
import { type Context, UsageError } from './context.ts';
import { fileProblem } from './load.ts';
import { writeAll } from './sink.ts';

const CHUNK = 1 << 18;

export interface SheetChunk {
  sheet: Sheet;
  rows: readonly (SiteRow | DroppedRow)[];
  bytes: number;
}

export interface SheetSource {
  /** Total size in bytes. */
  size: number;
  /** The file that holds it: for standard input, the spool. */
  place: string;
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
  const spool = file === '-' ? await spoolStdin(context) : undefined;
  const place = spool?.file ?? file;
  let size: number;
  try {
    const s = statSync(place);
    if (s.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    size = s.size;
  } catch (e) {
    throw new UsageError(fileProblem(file, e, context));
  }
  return {
    size,
    place,
    chunks: () => readChunks(place, file, options, context),
    close: () => spool?.remove(),
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
    const buffer = new Uint8Array(CHUNK);
    let sheet: Sheet | undefined;
    let any = false;
    for (;;) {
      const n = readSync(fd, buffer, 0, CHUNK, null);
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

/** Not read in one go, so that Ctrl-C works while nothing comes. */
async function spoolStdin(context: Context): Promise<{ file: string; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jcm-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const file = path.join(folder, 'stdin.csv');
  const out = openSync(file, 'w');
  try {
    for await (const bytes of process.stdin) writeAll(out, bytes as Uint8Array);
  } catch (e) {
    throw new UsageError(fileProblem('-', e, context));
  } finally {
    closeSync(out);
  }
  return { file, remove };
}
