/** The package as a user gets it: packed, installed in an empty folder, run as a command and as a library. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'jcm-pack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// On Windows npm and npx are scripts, which only a shell can start.
const shell = process.platform === 'win32';
// The npm that runs these tests must not hand its own settings down.
const env = Object.fromEntries(
  Object.entries(process.env).filter(([k]) => !/^npm_(package|lifecycle|command)/.test(k)),
);
const run = (command: string, args: readonly string[], cwd: string) =>
  promisify(execFile)(command, args as string[], { cwd, shell, env: { ...env, LANG: 'C.UTF-8' }, maxBuffer: 1e8 });

let packed: { files: { path: string }[]; unpackedSize: number };

beforeAll(async () => {
  // The build is there: --ignore-scripts keeps `prepare` from making it again under the other tests.
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
  packed = JSON.parse(stdout)[0];
  const tarball = readdirSync(folder).find((f) => f.endsWith('.tgz')) as string;
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...quiet, `./${tarball}`], folder);
  copyFileSync(join(ROOT, 'fixtures/three-sites.csv'), join(folder, 'sites.csv'));
}, 180_000);

test('what goes into the package', () => {
  const paths = packed.files.map((f) => f.path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/cli/jcm.js',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/catalog.json',
      'dist/THIRD-PARTY-LICENSES.txt',
      'LICENSE',
      'LICENSE-DATA',
      'NOTICE',
      'CHANGELOG.md',
    ]),
  );
  expect(paths.filter((p) => /^(src|test|tools|bench|fixtures)\//.test(p))).toEqual([]);
  expect(packed.unpackedSize).toBeLessThan(15e6);
});

test('npx jcm', async () => {
  const { stdout } = await run('npx', ['--no-install', 'jcm', 'assess', 'sites.csv', '--json'], folder);
  const { schema, sites } = JSON.parse(stdout);
  expect(schema).toBe('jcm.assess/1');
  expect(sites).toHaveLength(3);
  expect(sites[0].outputs.reduction_tco2_year1).toBeGreaterThan(0);
});

test('every command has what it needs, the parser included', async () => {
  const own = readFileSync(join(ROOT, 'methodologies/jcm/TH_AM001.yaml'), 'utf8').replace(
    'id: TH_AM001',
    'id: MY_SOLAR',
  );
  writeFileSync(join(folder, 'own.yaml'), own);
  writeFileSync(join(folder, 'scenario.yaml'), 'discount_rate_pct: 5\n');
  const jcm = (...args: string[]) => run('npx', ['--no-install', 'jcm', ...args], folder);
  expect((await jcm('assess', 'sites.csv', '-m', 'own.yaml', '-s', 'scenario.yaml', '-o', 'run')).stdout).toBe('');
  expect(readdirSync(join(folder, 'run')).sort()).toEqual(['findings.csv', 'input', 'results.csv', 'run.json']);
  expect((await jcm('explain', 'sites.csv', '-q', 'npv_jpy', '--site', 'S1')).stdout).toContain('Sources');
  expect((await jcm('catalog', '--lang', 'ja')).stdout).toContain('jcm catalog methodologies');
  expect((await jcm('--help', '--lang', 'ja')).stdout).toMatch(/コマンド/);
});

test('the library gives what the command gives', async () => {
  writeFileSync(
    join(folder, 'use.mjs'),
    `import { readFileSync } from 'node:fs';
import { SheetReader, assessSheet } from 'jcm';
import catalog from 'jcm/catalog.json' with { type: 'json' };
const reader = new SheetReader();
const rows = [...reader.push(readFileSync('sites.csv')), ...reader.end()];
const { results, dropped } = assessSheet(catalog, rows);
const sites = results.map((r) => r.model.outputs.map((o, i) => [o.column, r.values[i]]).filter(([, v]) => Number.isFinite(v)));
console.log(JSON.stringify({ dropped: dropped.length, sites: sites.map(Object.fromEntries) }));
`,
  );
  const library = JSON.parse((await run(process.execPath, ['--no-warnings', 'use.mjs'], folder)).stdout);
  const command = JSON.parse(
    (await run('npx', ['--no-install', 'jcm', 'assess', 'sites.csv', '--json'], folder)).stdout,
  );
  expect(library.dropped).toBe(0);
  for (const [i, site] of command.sites.entries()) {
    const numbers = Object.entries(site.outputs).filter(([, v]) => typeof v === 'number');
    expect(numbers.length).toBeGreaterThan(20);
    expect(library.sites[i]).toMatchObject(Object.fromEntries(numbers));
  }
});

test('the example of the README is right in its types', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const example = /^As a library:\n+```ts\n(.*?)^```$/ms.exec(readme)?.[1] as string;
  expect(example).toContain("from 'jcm/catalog.json'");
  writeFileSync(join(folder, 'example.mts'), example);
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules/@types')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['example.mts'] }));
  const tsc = join(ROOT, 'node_modules/typescript/lib/tsc.js');
  const compile = () => run(process.execPath, [tsc, '-p', '.'], folder).catch((e) => e as { stdout: string });
  expect((await compile()).stdout).toBe('');
  writeFileSync(join(folder, 'example.mts'), example.replace('asCatalog(json)', 'json'));
  expect((await compile()).stdout).toContain('TS2345');
}, 120_000);

test('the library has its types', async () => {
  const declared = readFileSync(join(folder, 'node_modules/jcm/dist/index.d.ts'), 'utf8');
  for (const [, path] of declared.matchAll(/from '(\.[^']+)'/g)) {
    const file = join(folder, 'node_modules/jcm/dist', (path as string).replace(/\.(js|ts)$/, '.d.ts'));
    expect(existsSync(file), path).toBe(true);
  }
});
