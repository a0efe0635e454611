/** Builds the page: static files in dist/web that any web server can host, and that work without a network after the first visit. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Catalog } from '../src/catalog/index.ts';

const ROOT = join(import.meta.dirname, '..');
const OUT = join(ROOT, 'dist/web');
/** Stands in the built service worker where the list of files belongs. */
const FILES = /(["'`])JCM_FILES\1/;

/** @returns files of packages that are bundled into the page */
export async function buildWeb(catalog: Catalog): Promise<string[]> {
  await pageCatalog(catalog);
  // Under a test runner packages would be taken in their form for developers.
  process.env.NODE_ENV = 'production';
  const modules = new Set<string>();
  const collect: Plugin = {
    name: 'collect-modules',
    generateBundle: (_, bundle) => {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk')
          for (const [file, m] of Object.entries(part.modules)) if (m.renderedLength > 0) modules.add(file);
    },
  };
  await build({
    configFile: join(ROOT, 'web/vite.config.ts'),
    logLevel: 'warn',
    plugins: [collect],
    worker: { format: 'es', plugins: () => [collect] },
  });
  await listFiles();
  return [...modules].filter((m) => m.includes('node_modules'));
}

/** The raw data files behind `jcm catalog data` and the hourly year are left out: the page reads none of them. */
async function pageCatalog(catalog: Catalog): Promise<void> {
  await mkdir(join(ROOT, 'web/generated'), { recursive: true });
  await writeFile(join(ROOT, 'web/generated/catalog.json'), JSON.stringify({ ...catalog, data: {} }));
}

/** The service worker keeps these files; when one changes, so does its own text, and browsers take the new one. */
async function listFiles(): Promise<void> {
  const all = await readdir(OUT, { recursive: true, withFileTypes: true });
  const files = all
    .filter((e) => e.isFile() && e.name !== 'offline.js' && e.name !== 'index.html')
    .map((e) => relative(OUT, join(e.parentPath, e.name)).replaceAll('\\', '/'))
    .sort();
  const place = join(OUT, 'offline.js');
  const code = await readFile(place, 'utf8');
  if (!FILES.test(code)) throw new Error('web/src/offline.ts has no place for the list of files');
  const page = await readFile(join(OUT, 'index.html'));
  const version = createHash('sha256').update(page).update(files.join()).digest('hex').slice(0, 16);
  await writeFile(
    place,
    code.replace(FILES, () => JSON.stringify({ version, files: ['./', ...files] })),
  );
}
