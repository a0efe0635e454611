/** A run directory's record: what was run, with which versions, so that it can be compared and repeated. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../catalog/index.ts';
import { ASSESS_SCHEMA } from '../report/assess-json.ts';
import { type AssessArgs, copyInputs } from './commands/assess.ts';
import type { Context } from './context.ts';

export function runRecord(folder: string, args: AssessArgs, catalog: Catalog, context: Context): void {
  const files = [args.sheet, args.scenario, ...args.methodologyFile];
  copyInputs(folder, files);
  const sha = (file: string | undefined) => (file && file !== '-' ? createHash('sha256').update(readFileSync(file)).digest('hex') : null);
  const record = {
    schema: 'jcm.run/1',
    command: 'assess',
    results: ASSESS_SCHEMA,
    engine: catalog.version,
    catalog: { version: catalog.version, hash: catalog.hash },
    input: {
      sheet: args.sheet === '-' ? null : path.basename(args.sheet),
      sheet_sha256: sha(args.sheet),
      scenario: args.scenario ? path.basename(args.scenario) : null,
      scenario_sha256: sha(args.scenario),
      methodologies: args.methodologyFile.map((f) => ({ file: path.basename(f), sha256: sha(f) })),
    },
    outputs: args.outputs ?? null,
    years: args.years,
  };
  writeFileSync(path.join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
  context.say('info', context.texts.cli('savedTo', { file: folder }));
}
