/**
 * Builds dist/: the catalog, the command line (ESM, lazily loaded parts in chunks), the library for Node and browser, its types.
 * `--if-missing` does nothing when a built command line is there.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, type BuildResult, build, type Metafile, type Plugin } from 'esbuild';
import { checkedCatalog, writeCatalog } from './build-catalog.ts';
import { buildWeb } from './build-web.ts';
import { assertLazy, startup } from './bundle-contents.ts';
import { thirdPartyLicences } from './third-party.ts';

const ROOT = join(import.meta.dirname, '..');
const CLI = 'dist/cli/jcm.js';
const LIBRARY = 'dist/index.js';
const YARGS_LANGUAGES = ['en', 'ja'];
/** Packages that must never be loaded at start. */
const LAZY_PACKAGES = ['mathjs', 'highs', 'hono', 'zod'];
const require = createRequire(import.meta.url);

async function main(): Promise<void> {
  if (process.argv.includes('--if-missing') && existsSync(join(ROOT, CLI))) return;
  process.chdir(ROOT);
  // A fault in a data file leaves the last good build alone.
  const catalog = await checkedCatalog();
  await rm('dist', { recursive: true, force: true });
  await writeCatalog(catalog);
  const [cli, library, , page] = await Promise.all([commandLine(), libraryBundle(), declarations(), buildWeb(catalog)]);
  for (const [meta, entry] of [
    [cli.metafile, CLI],
    [library.metafile, LIBRARY],
  ] as const) {
    report(meta, entry);
    assertLazy(meta, entry, LAZY_PACKAGES);
  }
  await writeFile(
    'dist/THIRD-PARTY-LICENSES.txt',
    (await thirdPartyLicences([cli.metafile, library.metafile], page)) + (await directionNumbersLicence()),
  );
  await linkCommand();
}

/** The table of direction numbers carries its licence in a comment, which the bundle leaves out. */
async function directionNumbersLicence(): Promise<string> {
  const source = await readFile(join(ROOT, 'src/simulate/joe-kuo.ts'), 'utf8');
  const comment = source.slice(source.indexOf('Copyright (c)'), source.indexOf('*/'));
  return `\nDirection numbers of the Sobol' sequence (S. Joe and F. Y. Kuo)\n\n${comment.replaceAll(/^ \* ?/gm, '').trim()}\n`;
}

function version(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;
}

const BUNDLE = {
  bundle: true,
  format: 'esm',
  splitting: true,
  target: 'es2023',
  minify: false,
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
  // Papa Parse then leaves out its Node stream part; text is handed to it.
  define: { PAPA_BROWSER_CONTEXT: 'true', JCM_VERSION: JSON.stringify(version()) },
} as const satisfies BuildOptions;

type Bundle = BuildResult & { metafile: Metafile };

async function commandLine(): Promise<Bundle> {
  const result = await build({
    ...BUNDLE,
    entryPoints: {
      jcm: 'src/cli/main.ts',
      worker: 'src/runners/node-worker.ts',
      'choice-worker': 'src/cli/choice-worker.ts',
      'task-worker': 'src/server/task-worker.ts',
    },
    outdir: 'dist/cli',
    platform: 'node',
    // CommonJS packages ask for Node built-ins through require.
    banner: {
      js: "import { createRequire as createRequireForBundle } from 'node:module';\nconst require = createRequireForBundle(import.meta.url);",
    },
    plugins: [yargsLocales],
  });
  const code = await readFile(CLI, 'utf8');
  if (!code.startsWith('#!')) await writeFile(CLI, `#!/usr/bin/env node\n${code}`);
  await chmod(CLI, 0o755);
  // The solver reads its WebAssembly from beside the bundle.
  await cp(require.resolve('highs/runtime'), 'dist/cli/highs.wasm');
  return result;
}

/** A Node built-in in the library is a build error here: it must run in the browser. */
async function libraryBundle(): Promise<Bundle> {
  return build({
    ...BUNDLE,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'neutral',
    alias: { stream: join(ROOT, 'tools/no-stream.ts') },
    mainFields: ['module', 'main'],
  });
}

async function declarations(): Promise<void> {
  const tsc = require.resolve('typescript/lib/tsc.js');
  await promisify(execFile)(process.execPath, [tsc, '-p', 'tsconfig.build.json']).catch((error) => {
    throw new Error(`types of the library:\n${error.stdout || error.message}`);
  });
}

/** yargs reads its texts from files beside its source; in the bundle they lie in dist/cli/locales. */
const yargsLocales: Plugin = {
  name: 'yargs-locales',
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /yargs[\\/]lib[\\/]platform-shims[\\/]esm\.mjs$/ }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const [there, here] = ["'../../../locales'", "'../locales'"];
      if (!code.includes(there)) throw new Error('yargs has moved its locales: adapt tools/build.ts');
      for (const language of YARGS_LANGUAGES) {
        const from = join(path, '../../../locales', `${language}.json`);
        await cp(from, join('dist/cli/locales', `${language}.json`));
      }
      return { contents: code.replace(there, here), loader: 'js' };
    });
  },
};

/** npm links the commands of dependencies but not the package's own: node_modules/.bin/jcm is made here. */
async function linkCommand(): Promise<void> {
  const folder = 'node_modules/.bin';
  if (!existsSync(folder)) return;
  const link = join(folder, 'jcm');
  await rm(link, { force: true });
  if (process.platform === 'win32') await writeFile(`${link}.cmd`, `@node "%~dp0..\\..\\dist\\cli\\jcm.js" %*\r\n`);
  else await symlink(`../../${CLI}`, link);
}

function report(meta: Metafile, entry: string): void {
  const { bytes, packages } = startup(meta, entry);
  say(`${entry}: ${Math.ceil(bytes / 1024)} kB at start, with ${packages.join(', ') || 'no packages'}`);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

await main();
