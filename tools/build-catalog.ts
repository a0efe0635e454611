/** methodologies/ → dist/catalog.json, checked once, and the JSON Schemas of the files → methodologies/schema/. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import isoCountries from 'i18n-iso-countries';
import en from 'i18n-iso-countries/langs/en.json' with { type: 'json' };
import ja from 'i18n-iso-countries/langs/ja.json' with { type: 'json' };
import Papa from 'papaparse';
import { assembleCatalog } from '../src/catalog/assemble.ts';
import { checkCatalog } from '../src/catalog/check.ts';
import type { CatalogFiles } from '../src/catalog/files.ts';
import type { Catalog } from '../src/catalog/index.ts';
import type { CsvData } from '../src/catalog/tables.ts';
import { writeSchemas } from './write-schemas.ts';

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../..');
const FOLDER = path.join(ROOT, 'methodologies');

/** The checked catalog. @throws Error with every fault, file and line */
export async function checkedCatalog(): Promise<Catalog> {
  const catalog = await loadCatalogFromFiles();
  const faults = checkCatalog(catalog);
  if (faults.length > 0) throw new Error(`the catalog has faults:\n${faults.join('\n')}`);
  return catalog;
}

export async function writeCatalog(catalog: Catalog): Promise<void> {
  await mkdir(path.join(ROOT, 'dist'), { recursive: true });
  await writeFile(path.join(ROOT, 'dist/catalog.json'), JSON.stringify(catalog));
  await writeSchemas(path.join(FOLDER, 'schema'));
}

export async function loadCatalogFromFiles(): Promise<Catalog> {
  const catalog = await assembleCatalog(await readFiles());
  const { hash: _none, ...content } = catalog;
  return { ...catalog, hash: createHash('sha256').update(JSON.stringify(content)).digest('hex') };
}

export async function readFiles(): Promise<CatalogFiles> {
  const yaml: Record<string, string> = {};
  const csv: Record<string, CsvData> = {};
  for (const entry of (await readdir(FOLDER, { recursive: true })).sort()) {
    const name = entry.split(path.sep).join('/');
    if (name.endsWith('.yaml')) yaml[name] = await readFile(path.join(FOLDER, entry), 'utf8');
    if (name.endsWith('.csv')) csv[name] = parseCsv(name, await readFile(path.join(FOLDER, entry), 'utf8'));
  }
  const pkg = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return { yaml, csv, isoCountries: worldCountries(), version: pkg.version };
}

function parseCsv(name: string, text: string): CsvData {
  const { data, errors } = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',' });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.message} in row ${errors[0]?.row}`);
  const [header = [], ...rows] = data;
  for (const [i, r] of rows.entries()) {
    if (r.length !== header.length)
      throw new Error(`${name}:${i + 2} has ${r.length} cells, the header has ${header.length}`);
  }
  return { header, rows };
}

function worldCountries(): CatalogFiles['isoCountries'] {
  isoCountries.registerLocale(en);
  isoCountries.registerLocale(ja);
  return Object.keys(isoCountries.getAlpha2Codes())
    .sort()
    .map((iso2) => ({
      iso2,
      en: isoCountries.getName(iso2, 'en') ?? iso2,
      ja: isoCountries.getName(iso2, 'ja') ?? iso2,
    }));
}
