/** Reads what a command needs beside the sheet: the built catalog, a user's methodology, a scenario. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DataFile, dataFilesOf } from '../assessment/empirical.ts';
import type { Finding } from '../assessment/findings.ts';
import { NO_SCENARIO, readScenario, type Scenario } from '../assessment/scenario.ts';
import { type Switch, withoutEffect } from '../assessment/scenario-switches.ts';
import type { Catalog } from '../catalog/index.ts';
import { SheetDecoder } from '../io/encoding.ts';
import { SheetError } from '../io/errors.ts';
import { type Context, UsageError } from './context.ts';

/** The catalog lies beside the built command line. */
export function loadCatalog(): Catalog {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const places = ['../catalog.json', '../../dist/catalog.json'].map((p) => path.join(here, p));
  const file = places.find((p) => existsSync(p));
  if (!file) throw new UsageError('catalog.json is missing: run npm run build');
  return JSON.parse(readFileSync(file, 'utf8')) as Catalog;
}

/** Version of the program, put in by the build. */
export function loadVersion(): string {
  return typeof JCM_VERSION === 'string' ? JCM_VERSION : 'dev';
}

declare const JCM_VERSION: string | undefined;

/** Adds methodology files a user brought; they win over the catalog's own of the same id and version. */
export async function withUserMethodologies(
  catalog: Catalog,
  files: readonly string[],
  context: Context,
): Promise<Catalog> {
  if (files.length === 0) return catalog;
  const { compileUserMethodology } = await import('../catalog/user-methodology.ts');
  const { methodologyFaults } = await import('../catalog/check.ts');
  const { CatalogFileError, faultText } = await import('../catalog/yaml-file.ts');
  const methodologies = { ...catalog.methodologies };
  for (const file of files) {
    try {
      const m = compileUserMethodology(file, readText(file, context), catalog);
      const faults = methodologyFaults(m, catalog);
      if (faults.length > 0) throw new UsageError(...faults.map((f) => `${file}: ${f}`));
      methodologies[`${m.id}@${m.version}`] = m;
    } catch (e) {
      if (e instanceof CatalogFileError) throw new UsageError(...e.faults.map(faultText));
      throw e;
    }
  }
  return { ...catalog, methodologies };
}

export interface LoadedScenario extends Scenario {
  /** Data files that `empirical(…)` in it reads, in order of first mention. */
  dataFiles: readonly string[];
}

/** @throws UsageError with the place of the fault when it is no YAML */
export async function loadYaml(file: string, context: Context): Promise<unknown> {
  const { parse } = await import('./yaml.ts');
  try {
    return parse(readText(file, context));
  } catch (e) {
    if (e instanceof UsageError) throw e;
    const { message, linePos } = e as Error & { linePos?: readonly { line: number; col: number }[] };
    const at = linePos?.[0] ? `:${linePos[0].line}:${linePos[0].col}` : '';
    throw new UsageError(`${file}${at}: ${message.split(' at line ')[0]}`);
  }
}

export async function loadScenario(
  file: string | undefined,
  catalog: Catalog,
  context: Context,
): Promise<LoadedScenario> {
  if (!file) return { ...NO_SCENARIO, dataFiles: [] };
  const raw = await loadYaml(file, context);
  const data = await loadData(raw, file, context);
  const scenario = readScenario(raw, catalog, new Map(data.map((d) => [d.name, d.rows])));
  if (scenario.findings.some((f) => f.severity === 'error')) {
    throw new UsageError(...scenario.findings.map((f) => `${file}: ${context.texts.finding(f)}`));
  }
  return { ...scenario, dataFiles: data.map((d) => d.file) };
}

/** What is noteworthy in a scenario that runs, and which of its switches have no effect in this command. */
export function scenarioFindings(
  scenario: Scenario,
  command: string,
  effective: readonly Switch[] = ['fx'],
): readonly Finding[] {
  return [...scenario.findings, ...withoutEffect(scenario.switches, command, effective)];
}

/** The data files of a scenario, beside it; those that do not exist are left out, which the scenario's reader says. */
async function loadData(
  scenario: unknown,
  file: string,
  context: Context,
): Promise<{ name: string; file: string; rows: DataFile }[]> {
  const names = dataFilesOf(scenario);
  if (names.length === 0) return [];
  // Of a pipe nothing lies beside it: the place counts from where the command runs.
  const beside = statSync(file, { throwIfNoEntry: false })?.isFile() ? path.dirname(file) : '.';
  const { SheetReader } = await import('../io/sheet-read.ts');
  return names.flatMap((name) => {
    const place = path.resolve(beside, name);
    if (!existsSync(place)) return [];
    try {
      const reader = new SheetReader();
      return [{ name, file: place, rows: [...reader.push(inputBytes(place, context).bytes), ...reader.end()] }];
    } catch (e) {
      if (e instanceof SheetError)
        throw new UsageError(`${place}: ${context.texts.finding({ code: e.code, params: e.params })}`);
      throw e;
    }
  });
}

/** Each file is read once: a pipe gives its bytes once, and the record of a run holds what was read. */
const read = new Map<string, Uint8Array>();

/** A scenario or methodology as it was read, and what it is called where it is kept. */
export function inputBytes(file: string, context: Context): { name: string; bytes: Uint8Array } {
  try {
    const bytes = read.get(file) ?? readFileSync(file);
    read.set(file, bytes);
    const regular = statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
    return { name: regular ? path.basename(file) : 'input.yaml', bytes };
  } catch (e) {
    throw new UsageError(fileProblem(file, e, context));
  }
}

/** In any of the encodings of a sheet. */
function readText(file: string, context: Context): string {
  const decoder = new SheetDecoder();
  try {
    return decoder.push(inputBytes(file, context).bytes) + decoder.end();
  } catch (e) {
    if (e instanceof SheetError)
      throw new UsageError(`${file}: ${context.texts.finding({ code: e.code, params: e.params })}`);
    throw e;
  }
}

export function fileProblem(file: string, e: unknown, context: Context): string {
  const code = (e as NodeJS.ErrnoException).code;
  return code === 'ENOENT'
    ? context.texts.cli('fileNotFound', { file })
    : context.texts.cli('cannotRead', { file, cause: code ?? String(e) });
}
