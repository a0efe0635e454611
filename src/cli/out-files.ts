/** `-o`: which files a command writes. What cannot be written, or would take the place of a file that is read, is refused before the run. */
import {
  accessSync,
  type BigIntStats,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { type Context, UsageError } from './context.ts';
import { cannotWrite } from './sink.ts';

export type Format = 'table' | 'csv' | 'json';

export interface InputFiles {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  /** Data files that the scenario reads. */
  dataFiles?: readonly string[] | undefined;
}

export interface OutArgs extends InputFiles {
  output?: string | undefined;
  json: boolean;
  csv: boolean;
  bom?: boolean | undefined;
}

export interface OutFiles {
  format: Format;
  /** The run directory, when it is one. */
  folder?: string | undefined;
  results?: string | undefined;
  findings?: string | undefined;
  years?: string | undefined;
  groups?: string | undefined;
  draws?: string | undefined;
  fan?: string | undefined;
  totals?: string | undefined;
  frontier?: string | undefined;
  rows?: string | undefined;
}

/** Tables that go beside the results of a CSV. */
export type Beside = Partial<Record<'years' | 'groups' | 'draws' | 'fan' | 'totals' | 'frontier' | 'rows', boolean>>;

/** What a run directory holds beside input/ and run.json. */
export const RUN_FILES = [
  'results.csv',
  'results.json',
  'findings.csv',
  'years.csv',
  'groups.csv',
  'draws.csv',
  'fan.csv',
  'totals.csv',
  'frontier.csv',
  'rows.csv',
] as const;
export const RECORD = 'run.json';
/** Folder of what a run has so far. */
export const PARTIAL = '.partial';
/** In it: the record of the run before, while its results give way to new ones. */
export const EARLIER = 'earlier.json';

/** Formats that are not written: a folder of that name would surprise. */
const OTHER_ENDINGS: ReadonlySet<string> = new Set([
  '.txt',
  '.tsv',
  '.xls',
  '.xlsx',
  '.ods',
  '.html',
  '.pdf',
  '.yaml',
  '.yml',
  '.xml',
]);

/**
 * `-o x.csv` or `x.json`: that file, findings beside it; anything else: a run directory.
 * @param also tables that go beside the results of a CSV
 * @throws UsageError when one of the files cannot be written or is read, or an option would have no effect
 */
export function outFiles(args: OutArgs, also: Beside, context: Context): OutFiles {
  const files = placed(args, also, context);
  if (args.bom && files.format !== 'csv') throw new UsageError(context.texts.cli('bomWithoutCsv'));
  if (also.years && files.format === 'csv' && !files.years) throw new UsageError(context.texts.cli('yearsNeedFile'));
  return files;
}

function placed(args: OutArgs, also: Beside, context: Context): OutFiles {
  const asked = args.json ? 'json' : args.csv ? 'csv' : undefined;
  if (!args.output) return { format: asked ?? 'table' };
  const ending = endingOf(args.output, context);
  if (OTHER_ENDINGS.has(ending)) throw new UsageError(context.texts.cli('unknownEnding', { file: args.output }));
  const beside = (format: Format, place: (name: string) => string): OutFiles => {
    const table = (name: keyof Beside) => (also[name] && format === 'csv' ? place(name) : undefined);
    return {
      format,
      findings: place('findings'),
      years: table('years'),
      groups: table('groups'),
      draws: table('draws'),
      fan: table('fan'),
      totals: table('totals'),
      frontier: table('frontier'),
      rows: table('rows'),
    };
  };
  if (ending === '.csv' || ending === '.json') {
    const stem = args.output.slice(0, -ending.length);
    const format = ending === '.csv' ? 'csv' : 'json';
    if (asked && asked !== format)
      throw new UsageError(context.texts.cli('formatAndEnding', { option: `--${asked}`, file: args.output }));
    const files = { ...beside(format, (name) => `${stem}.${name}.csv`), results: args.output };
    const { results, findings, years, groups, draws, fan, totals, frontier } = files;
    guard([results, findings, years, groups, draws, fan, totals, frontier], args, context);
    return files;
  }
  const folder = args.output;
  guardFolder(folder, context);
  guard(
    [...RUN_FILES, RECORD].map((name) => path.join(folder, name)),
    args,
    context,
  );
  const format = asked ?? 'csv';
  const files = beside(format, (name) => path.join(folder, `${name}.csv`));
  return { ...files, folder, results: path.join(folder, `results.${format}`) };
}

/** `-o` of a command that writes one file. @throws UsageError when it cannot be written or is read */
export function outFile(file: string | undefined, inputs: InputFiles | undefined, context: Context): void {
  if (!file) return;
  endingOf(file, context);
  guard([file], inputs, context);
}

/** Lower case, with its dot. @throws UsageError when there is no name before it */
function endingOf(file: string, context: Context): string {
  if (/^\.(csv|json)$/i.test(path.basename(file)) || OTHER_ENDINGS.has(path.basename(file).toLowerCase()))
    throw new UsageError(context.texts.cli('nameMissing', { file }));
  return path.extname(file).toLowerCase();
}

/** @throws UsageError when one of the files cannot be written or would take the place of one that is read */
function guard(files: readonly (string | undefined)[], inputs: InputFiles | undefined, context: Context): void {
  for (const file of files) {
    if (file === undefined) continue;
    const there = statOf(file);
    if (there?.isDirectory() || /[\\/]$/.test(file)) throw cannotWrite(file, { code: 'EISDIR' }, context);
    if (there && !there.isFile()) throw cannotWrite(file, { code: 'EINVAL' }, context);
    checkFolder(file, context);
    keepInputs(file, allOf(inputs), context);
  }
}

/** @throws UsageError when the file is one of the inputs, by whichever name */
export function keepInputs(file: string, inputs: readonly string[], context: Context): void {
  const there = statOf(file);
  const input = there && inputs.find((f) => same(statOf(f), there));
  if (input !== undefined) throw new UsageError(context.texts.cli('isInput', { file, input }));
}

export function allOf(inputs: InputFiles | undefined): string[] {
  if (!inputs) return [];
  return [inputs.sheet, inputs.scenario, ...inputs.methodologyFile, ...(inputs.dataFiles ?? [])].filter(
    (f) => f !== undefined && f !== '-',
  ) as string[];
}

const same = (a: BigIntStats | undefined, b: BigIntStats | undefined): boolean =>
  a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;

function statOf(file: string): BigIntStats | undefined {
  try {
    return statSync(file, { bigint: true });
  } catch {
    return undefined;
  }
}

/** The nearest folder above that exists must take new files. */
function checkFolder(file: string, context: Context): void {
  try {
    let folder = path.dirname(path.resolve(file));
    while (!lstatSync(folder, { throwIfNoEntry: false }) && path.dirname(folder) !== folder)
      folder = path.dirname(folder);
    if (!statSync(folder).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    accessSync(folder, constants.W_OK);
  } catch (e) {
    throw cannotWrite(file, e, context);
  }
}

/** Files that a desktop leaves anywhere. */
const LITTER: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** A folder is written into when it is new, empty, or holds an earlier run. */
function guardFolder(folder: string, context: Context): void {
  let names: string[];
  try {
    const there = statOf(folder);
    if (!there) {
      checkFolder(folder, context);
      return;
    }
    if (!there.isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    names = readdirSync(folder).filter((name) => !LITTER.has(name));
  } catch (e) {
    throw e instanceof UsageError ? e : cannotWrite(folder, e, context);
  }
  // A run that was cut off leaves what it had: another may take it up, or begin anew.
  if (names.length > 0 && !names.includes(PARTIAL) && !earlierInputs(folder))
    throw new UsageError(context.texts.cli('notRunFolder', { file: folder }));
}

/** Of the earlier run that the folder holds: its copies in input/ with their SHA-256. Nothing when it holds none. */
export function earlierInputs(folder: string): ReadonlyMap<string, string> | undefined {
  const record = [path.join(folder, RECORD), path.join(folder, PARTIAL, EARLIER)].find((f) => existsSync(f));
  if (!record) return undefined;
  try {
    const { schema, input } = JSON.parse(readFileSync(record, 'utf8'));
    if (typeof schema !== 'string' || !schema.startsWith('jcm.run/')) return undefined;
    return new Map<string, string>([
      [input.sheet, input.sheet_sha256],
      [input.scenario, input.scenario_sha256],
      ...[...input.methodologies, ...(input.data ?? [])].map((m): [string, string] => [m.file, m.sha256]),
    ]);
  } catch {
    return undefined;
  }
}
