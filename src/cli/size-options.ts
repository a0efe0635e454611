/** The sites of `jcm size`: one file, or the rows of a sheet with what they have in common. */
import { readFileSync } from 'node:fs';
import { siteOfRow } from '../batch/sizing/sites-of-sheet.ts';
import { isMap } from '../decide/sizing/keys.ts';
import { SheetError } from '../io/errors.ts';
import { SheetReader } from '../io/sheet-read.ts';
import { type Context, UsageError } from './context.ts';
import { loadYaml } from './load.ts';
import { spooled } from './spool.ts';

export interface RawSite {
  raw: unknown;
  /** Line of the sheet. */
  line?: number;
}

/** @throws UsageError when a file cannot be read at all */
export async function rawSites(file: string, sheet: string | undefined, context: Context): Promise<RawSite[]> {
  const common = await loadYaml(file, context);
  if (sheet === undefined) return [{ raw: common }];
  const { parse } = await import('./yaml.ts');
  const readCell = (text: string): unknown => {
    try {
      return parse(text);
    } catch {
      return text;
    }
  };
  const [header, ...rows] = await sheetRows(sheet, context);
  if (!header || rows.length === 0) throw new UsageError(context.texts.cli('nothingToAssess'));
  return rows.map(({ line, cells }) => ({
    raw: siteOfRow(isMap(common) ? common : {}, header.cells, cells, readCell),
    line,
  }));
}

async function sheetRows(file: string, context: Context) {
  const place = await spooled(file, context);
  const reader = new SheetReader();
  try {
    return [...reader.push(readFileSync(place.file)), ...reader.end()];
  } catch (e) {
    if (!(e instanceof SheetError)) throw e;
    throw new UsageError(`${file}: ${context.texts.finding({ code: e.code, params: e.params })}`);
  } finally {
    place.remove();
  }
}
