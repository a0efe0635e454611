/** The JSON Schemas of the files under methodologies/, for editors and for people who bring a methodology of their own. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  bookSchema,
  callSchema,
  choicesSchema,
  methodologySchema,
  sourceSchema,
  tableSchema,
  unitSchema,
} from '../src/catalog/schema.ts';

const SCHEMAS = {
  book: bookSchema,
  methodology: methodologySchema,
  calls: z.array(callSchema),
  choices: choicesSchema,
  sources: z.array(sourceSchema),
  tables: z.record(z.string(), tableSchema),
  units: z.record(z.string(), unitSchema),
};

/** Writes only what changed, so that a build leaves a clean tree. */
export async function writeSchemas(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const json = `${JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }), null, 2)}\n`;
    const file = path.join(folder, `${name}.schema.json`);
    const old = await readFile(file, 'utf8').catch(() => '');
    if (old !== json) await writeFile(file, json);
  }
}
