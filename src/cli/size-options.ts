/** The sites of `jcm size`: one file, or the rows of a sheet with what they have in common. */
import { readFileSync } from 'node:fs';
import { isCellError, parseNumber } from '../assessment/cell/index.ts';
import { type Finding, finding } from '../assessment/findings.ts';
import { siteOfRow } from '../batch/sizing/sites-of-sheet.ts';
import { isMap } from '../decide/sizing/keys.ts';
import { siteColumns } from '../decide/sizing/site-file.ts';
import { SheetError } from '../io/errors.ts';
import { SheetReader } from '../io/sheet-read.ts';
import { type Context, UsageError } from './context.ts';
import { loadYaml } from './load.ts';
import { spooled } from './spool.ts';

export interface RawSite {
  raw: unknown;
  id?: string | undefined;
  /** Line of the sheet. */
  line?: number;
  /** The row itself is at fault: it is not sized. */
  faults: readonly Finding[];
}

/** @throws UsageError when a file cannot be read at all */
export async function rawSites(file: string, sheet: string | undefined, context: Context): Promise<RawSite[]> {
  const place = await spooled(file, context);
  const common = await loadYaml(place.file, context);
  if (sheet === undefined) return [{ raw: common, id: idOf(common), faults: [] }];
  const { parse } = await import('./yaml.ts');
  const [header, ...rows] = await sheetRows(sheet, context);
  if (!header || rows.length === 0) throw new UsageError(context.texts.cli('nothingToAssess'));
  const base = isMap(common) ? common : {};
  const seen = new Set<string>();
  return rows.map(({ line, cells }) => {
    const { site, extra } = siteOfRow(base, header.cells, cells, (text) => partValue(text, parse));
    const id = idOf(site);
    const faults: Finding[] = [];
    if (id === undefined) faults.push(finding('missing_site_id', 'error'));
    else if (seen.has(id)) faults.push(finding('duplicate_site_id', 'error', { site_id: id }));
    if (extra > 0)
      faults.push(
        finding('too_many_cells', 'error', { cells: header.cells.length + extra, columns: header.cells.length }),
      );
    seen.add(id ?? '');
    return { raw: site, id, line, faults };
  });
}

const idOf = (raw: unknown): string | undefined =>
  (isMap(raw) ? siteColumns(raw, []) : []).find(([, , c]) => c === 'site_id')?.[1].trim() || undefined;

/** A number as the sheet takes it, else a list or a range as a site file has it. */
function partValue(text: string, parse: (text: string) => unknown): unknown {
  const number = parseNumber(text);
  if (!isCellError(number)) return number;
  try {
    return parse(text);
  } catch {
    return text;
  }
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
