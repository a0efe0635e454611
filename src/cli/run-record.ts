/** A run directory's record: what was run, with which versions, so that it can be compared and repeated. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../catalog/index.ts';
import { ASSESS_SCHEMA } from '../report/assess-json.ts';
import type { Context } from './context.ts';
import { cannotWrite } from './sink.ts';

export interface RunArgs {
  /** A file: that of standard input is its spool. */
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  outputs?: string | undefined;
  years: boolean;
}

export function runRecord(folder: string, args: RunArgs, catalog: Catalog, context: Context): void {
  try {
    const copied = copyInputs(folder, [args.sheet, args.scenario, ...args.methodologyFile]);
    const of = (file: string | undefined) => copied.find((c) => c.from === file);
    const record = {
      schema: 'jcm.run/1',
      command: 'assess',
      results: ASSESS_SCHEMA,
      engine: catalog.version,
      catalog: { version: catalog.version, hash: catalog.hash },
      input: {
        sheet: of(args.sheet)?.name ?? null,
        sheet_sha256: of(args.sheet)?.sha256 ?? null,
        scenario: of(args.scenario)?.name ?? null,
        scenario_sha256: of(args.scenario)?.sha256 ?? null,
        methodologies: args.methodologyFile.map((f) => ({ file: of(f)?.name ?? null, sha256: of(f)?.sha256 ?? null })),
      },
      outputs: args.outputs ?? null,
      years: Boolean(args.years),
    };
    writeFileSync(path.join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
  } catch (e) {
    throw cannotWrite(folder, e, context);
  }
  context.say('info', context.texts.cli('savedTo', { file: folder }));
}

interface Copied {
  from: string;
  /** Inside input/. */
  name: string;
  sha256: string;
}

/** The sheet, the scenario and the methodologies as read go with the run. Of two files of one name the later gets a number. */
function copyInputs(folder: string, files: readonly (string | undefined)[]): Copied[] {
  mkdirSync(path.join(folder, 'input'), { recursive: true });
  const copied: Copied[] = [];
  for (const from of new Set(files)) {
    if (!from) continue;
    const taken = (n: string) => copied.some((c) => c.name === n);
    let name = path.basename(from);
    for (let i = 2; taken(name); i++) name = `${i}-${path.basename(from)}`;
    const to = path.join(folder, 'input', name);
    copyFileSync(from, to);
    copied.push({ from, name, sha256: createHash('sha256').update(readFileSync(to)).digest('hex') });
  }
  return copied;
}
