/** What is loaded when the command starts: neither the formula parser nor the schema checker. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { expect, inject, test } from 'vitest';
import { assertLazy, startup } from '../../tools/bundle-contents.ts';

const ENTRY = 'cli/jcm.js';

/** The part of esbuild's record that the built files themselves tell: what each holds, and what it imports. */
function recordOf(entry: string): Metafile {
  const outputs: Record<string, unknown> = {};
  const visit = (file: string): void => {
    if (file in outputs) return;
    const code = readFileSync(join(inject('dist'), file), 'utf8');
    // A bundle that is not minified names the source of each part in a comment.
    const inputs = [...code.matchAll(/^(?: *)\/\/ ((?:\.\.\/)*(?:node_modules|src)\/\S+)$/gm)].map((m) => [
      m[1],
      { bytesInOutput: 1 },
    ]);
    const path = (p: string) => join(dirname(file), p);
    const imports = [
      ...[...code.matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]+)";$|^import "(\.[^"]+)";$/gms)].map((m) => ({
        path: path((m[1] ?? m[2]) as string),
        kind: 'import-statement',
      })),
      ...[...code.matchAll(/\bimport\("(\.[^"]+)"\)/g)].map((m) => ({
        path: path(m[1] as string),
        kind: 'dynamic-import',
      })),
    ];
    outputs[file] = { bytes: Buffer.byteLength(code), inputs: Object.fromEntries(inputs), imports };
    for (const i of imports) visit(i.path);
  };
  visit(entry);
  return { inputs: {}, outputs } as unknown as Metafile;
}

const record = recordOf(ENTRY);

test('the parser and the schema checker are in the bundle, but not loaded at start', () => {
  const everything = Object.values(record.outputs)
    .flatMap((o) => Object.keys(o.inputs))
    .join('\n');
  expect(everything).toMatch(/node_modules\/mathjs\//);
  expect(everything).toMatch(/node_modules\/zod\//);
  const { packages } = startup(record, ENTRY);
  expect(packages).toContain('yargs');
  expect(() => assertLazy(record, ENTRY, ['mathjs', 'zod', 'yaml', 'papaparse', 'cli-table3'])).not.toThrow();
});

test('the start is small', () => {
  expect(startup(record, ENTRY).bytes).toBeLessThan(650_000);
});

test('assess loads neither of them', () => {
  const chunk = Object.keys(record.outputs).find((f) => /\/assess-[A-Z0-9]+\.js$/.test(f)) as string;
  expect(() => assertLazy(record, chunk, ['mathjs', 'zod'])).not.toThrow();
});
