import type { Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { assertLazy, packageFolder, startup } from './bundle-contents.ts';

const inputs = (...files: string[]) => Object.fromEntries(files.map((file) => [file, { bytesInOutput: 10 }]));
const META = {
  outputs: {
    'dist/a.js': {
      bytes: 30,
      inputs: inputs('src/a.ts', 'node_modules/yargs/index.mjs'),
      imports: [
        { path: 'dist/shared.js', kind: 'import-statement' },
        { path: 'dist/parse.js', kind: 'dynamic-import' },
      ],
    },
    'dist/shared.js': { bytes: 12, inputs: inputs('node_modules/@colors/colors/safe.js'), imports: [] },
    'dist/parse.js': { bytes: 500, inputs: inputs('node_modules/mathjs/lib/esm/index.js'), imports: [] },
  },
} as unknown as Metafile;

test('the start holds what is imported, not what import() fetches later', () => {
  expect(startup(META, 'dist/a.js')).toEqual({ bytes: 42, packages: ['@colors/colors', 'yargs'] });
});

test('a package that must be lazy is refused at start', () => {
  expect(() => assertLazy(META, 'dist/a.js', ['mathjs'])).not.toThrow();
  expect(() => assertLazy(META, 'dist/a.js', ['yargs'])).toThrow('dist/a.js loads yargs at start');
});

test('the innermost package owns a file', () => {
  expect(packageFolder('node_modules/cliui/node_modules/string-width/index.js')).toBe(
    'node_modules/cliui/node_modules/string-width',
  );
  expect(packageFolder('src/cli/main.ts')).toBeUndefined();
});
