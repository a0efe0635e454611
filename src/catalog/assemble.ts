/** All files under methodologies/ → the built catalog. Run by the build and by tests; needs the parser, so never at start-up. */
import type { z } from 'zod';
import { FormulaError, sameDim, type Unit, type UnitTable } from '../formula/index.ts';
import { resolveUnits, type UnitLine } from '../formula/units-mathjs.ts';
import { circleIn } from './circle.ts';
import { compileBook, declaredUnits } from './compile-book.ts';
import { compileCall, compileMethodology, type FillerScope, SlotError } from './compile-methodology.ts';
import type { FormulaScope } from './compile-option.ts';
import { nearest } from './nearest.ts';
import {
  type BookFile,
  bookSchema,
  callSchema,
  type MethodologyFile,
  methodologySchema,
  sourceSchema,
  tableSchema,
  unitSchema,
} from './schema.ts';
import { buildTable, type CsvData } from './tables.ts';
import type { Book, Call, Catalog, Country, ListEntry, Methodology, Rate, Source, Table } from './types.ts';
import { CatalogFileError, type LoadedFile, readYaml } from './yaml-file.ts';

export interface CatalogFiles {
  /** Path below methodologies/ → text. */
  yaml: Readonly<Record<string, string>>;
  csv: Readonly<Record<string, CsvData>>;
  /** Names of all countries of the world, for those without a line in countries.csv. */
  isoCountries: readonly { iso2: string; en: string; ja: string }[];
  version: string;
}

interface Loaded<T> extends LoadedFile<T> {
  path: string;
}

const KINDS: Readonly<Record<string, Book['kind']>> = {
  families: 'family',
  technologies: 'technology',
  programmes: 'programme',
  finance: 'finance',
};

/** @throws CatalogFileError with every fault found */
export async function assembleCatalog(files: CatalogFiles): Promise<Catalog> {
  const { z } = await import('zod');
  const one = <T>(path: string, schema: z.ZodType<T>): Loaded<T> => ({
    path,
    ...readYaml(path, files.yaml[path] as string, schema),
  });
  const under = (folder: string) =>
    Object.keys(files.yaml)
      .filter((p) => p.startsWith(`${folder}/`))
      .sort();

  const units = resolveUnits(one('units.yaml', z.record(z.string(), unitSchema)).value as Record<string, UnitLine>);
  const bookFiles = Object.keys(KINDS)
    .flatMap(under)
    .filter((p) => !p.endsWith('calls.yaml'))
    .map((p) => one(p, bookSchema));
  const global = globalUnits(bookFiles, units);
  const labelsOf = labelNames(bookFiles.map((f) => f.value.quantities ?? {}));
  const books: Record<string, Book> = {};
  for (const f of bookFiles) {
    const kind = KINDS[f.path.split('/')[0] as string] as Book['kind'];
    const scope = { ...scopeOf(f.value, bookFiles, global, units), labelsOf };
    books[f.value.id] = placed(f, () => compileBook(f.value, kind, scope, units), scope);
  }
  const filler: FillerScope = {
    unitOf: (n) => global.get(n),
    names: [...global.keys()],
    labelsOf,
    slots: slotsOf(books),
  };
  const methodologies: Record<string, Methodology> = {};
  for (const p of under('jcm')) {
    const f = one(p, methodologySchema);
    const m = placed(f, () => compileMethodology(f.value, filler), filler);
    refuseCircle(f, m, books);
    methodologies[`${m.id}@${m.version}`] = m;
  }
  const calls = placedCalls(one('programmes/calls.yaml', z.array(callSchema)), filler);
  const sources: Record<string, Source> = {};
  for (const p of under('sources')) {
    for (const s of one(p, z.array(sourceSchema)).value) sources[s.id] = s;
  }
  const list = countries(files);
  const tables: Record<string, Table> = {};
  for (const [name, t] of Object.entries(one('factors/tables.yaml', z.record(z.string(), tableSchema)).value)) {
    const path = t.file.startsWith('../') ? t.file.slice(3) : `factors/${t.file}`;
    tables[name] = buildTable(name, t, files.csv[path] as CsvData);
  }
  tables.country_status = statusTable(list, calls);
  return {
    schema: 'jcm.catalog/1',
    version: files.version,
    hash: '',
    units,
    sources,
    books,
    methodologies,
    calls,
    tables,
    countries: list,
    lists: {
      industries: named(files, 'factors/industries.csv', 'industry'),
      fuels: named(files, 'factors/fuels.csv', 'fuel'),
      grids: named(files, 'factors/grids.csv', 'grid'),
      currencies: named(files, 'factors/currencies.csv', 'currency'),
    },
    rates: rates(files),
    data: Object.fromEntries(Object.entries(files.csv).map(([p, d]) => [p, d])),
  };
}

/** Compiles one methodology a user brought, against a built catalog. @throws CatalogFileError */
export function compileUserMethodology(path: string, text: string, catalog: Catalog): Methodology {
  const f = { path, ...readYaml<MethodologyFile>(path, text, methodologySchema) };
  const quantities = Object.values(catalog.books).map((b) => b.quantities);
  const measures = new Map(quantities.flatMap((qs) => Object.values(qs).map((q) => [q.name, q.measure])));
  const scope: FillerScope = {
    unitOf: (name) => measures.get(name),
    names: [...measures.keys()],
    labelsOf: labelNames(quantities),
    slots: slotsOf(catalog.books),
  };
  const m = placed(f, () => compileMethodology(f.value, scope), scope);
  checkBooks(f, m, catalog);
  refuseCircle(f, m, catalog.books);
  return { ...m, user: true };
}

/** The labels of a name, in whichever book it is coded; undefined for one that is not. */
function labelNames(
  books: readonly Readonly<Record<string, { labels?: Readonly<Record<string, number>> | undefined }>>[],
): (name: string) => readonly string[] | undefined {
  const labels = new Map<string, string[]>();
  for (const [name, q] of books.flatMap((b) => Object.entries(b)))
    if (q.labels) labels.set(name, [...(labels.get(name) ?? []), ...Object.keys(q.labels)]);
  return (name) => labels.get(name);
}

function refuseCircle(f: Loaded<unknown>, m: Methodology, books: Readonly<Record<string, Book>>): void {
  const circle = circleIn(m, books);
  if (circle) throw fault(f, ['quantities', circle[0] as string], `needs itself: ${circle.join(' → ')}`);
}

/** The technologies and families that a methodology names must be there. */
function checkBooks(f: Loaded<MethodologyFile>, m: Methodology, catalog: Catalog): void {
  const ids = (kind: Book['kind']) => Object.values(catalog.books).flatMap((b) => (b.kind === kind ? [b.id] : []));
  const [technologies, families] = [ids('technology'), ids('family')];
  for (const [i, t] of m.technologies.entries()) {
    if (!technologies.includes(t))
      throw fault(f, ['technologies', i], `no technology "${t}"`, nearest(t, technologies));
  }
  for (const [t, family] of Object.entries(m.families)) {
    const own = Object.hasOwn(f.value.families ?? {}, t);
    if (!families.includes(family))
      throw fault(f, own ? ['families', t] : ['family'], `no family "${family}"`, nearest(family, families));
  }
}

/** A name has one unit everywhere. */
function globalUnits(files: readonly Loaded<BookFile>[], units: UnitTable): Map<string, Unit> {
  const all = new Map<string, Unit>();
  for (const f of files) {
    for (const [name, u] of placed(f, () => declaredUnits(f.value, units))) {
      const known = all.get(name);
      if (known && (known.scale !== u.scale || !sameDim(known.dim, u.dim))) {
        const part = Object.hasOwn(f.value.quantities ?? {}, name) ? 'quantities' : 'needs';
        throw fault(f, [part, name], `"${name}" has another unit in another book`);
      }
      all.set(name, u);
    }
  }
  return all;
}

function scopeOf(file: BookFile, files: readonly Loaded<BookFile>[], global: Map<string, Unit>, units: UnitTable) {
  const names = new Set<string>();
  const add = (b: BookFile): void => {
    for (const n of declaredUnits(b, units).keys()) names.add(n);
    for (const u of b.uses ?? []) {
      const used = files.find((x) => x.value.id === u)?.value;
      if (used) add(used);
    }
  };
  add(file);
  return { names, unitOf: (n: string) => (names.has(n) ? global.get(n) : undefined) };
}

function slotsOf(books: Readonly<Record<string, Book>>): Set<string> {
  const slots = new Set<string>();
  for (const b of Object.values(books)) for (const q of Object.values(b.quantities)) if (q.slot) slots.add(q.name);
  return slots;
}

function placedCalls(f: Loaded<z.infer<typeof callSchema>[]>, filler: FillerScope): Call[] {
  return f.value
    .map((c, i) => placed(f, () => compileCall(c, filler), filler, [i, 'values']))
    .sort((a, b) => (a.call < b.call ? 1 : -1));
}

/**
 * Runs a compile step; a fault gets the file, the line and the column.
 * @param scope names that may have been meant
 * @param holder where the quantities lie in the file
 */
function placed<T>(
  f: Loaded<unknown>,
  run: () => T,
  scope?: FormulaScope,
  holder: readonly PropertyKey[] = ['quantities'],
): T {
  try {
    return run();
  } catch (e) {
    if (e instanceof FormulaError) {
      const at = typeof e.params.at === 'string' ? e.params.at.split('.') : [];
      throw fault(f, at.length > 1 ? at : [...holder, ...at], e.message, meantName(e, scope));
    }
    if (e instanceof SlotError) throw fault(f, [...holder, e.slot], e.message, e.suggestion);
    throw e;
  }
}

/** For a name that nobody defines (not: a label of a name), the one that was meant. */
function meantName(e: FormulaError, scope: FormulaScope | undefined): string | undefined {
  if (e.code !== 'formula_unknown_name' || e.params.in !== undefined) return undefined;
  return nearest(String(e.params.name), scope?.names ?? []);
}

function fault(
  f: Loaded<unknown>,
  path: readonly PropertyKey[],
  message: string,
  suggestion?: string,
): CatalogFileError {
  return new CatalogFileError([
    { file: f.path, ...f.locate(path.map((p) => (/^\d+$/.test(String(p)) ? Number(p) : p))), message, suggestion },
  ]);
}

function column(d: CsvData, name: string): (r: readonly string[]) => string {
  const i = d.header.indexOf(name);
  return (r) => (i < 0 ? '' : (r[i] ?? ''));
}

function countries(files: CatalogFiles): Country[] {
  const d = files.csv['factors/countries.csv'] as CsvData;
  const get = (n: string) => column(d, n);
  const [iso2, en, ja, aliases, status, since, calls, currency] = [
    'iso2',
    'name_en',
    'name_ja',
    'aliases',
    'status',
    'since',
    'candidate_calls',
    'currency',
  ].map(get) as [
    ReturnType<typeof get>,
    ReturnType<typeof get>,
    ReturnType<typeof get>,
    ReturnType<typeof get>,
    ReturnType<typeof get>,
    ReturnType<typeof get>,
    ReturnType<typeof get>,
    ReturnType<typeof get>,
  ];
  const listed = d.rows.map(
    (r): Country => ({
      iso2: iso2(r),
      name: { en: en(r), ja: ja(r) },
      aliases: split(aliases(r)),
      status: status(r) as Country['status'],
      since: since(r) || undefined,
      calls: split(calls(r)),
      currency: currency(r) || undefined,
      evidence: (column(d, 'evidence')(r) || undefined) as Country['evidence'],
      source: column(d, 'source')(r) || undefined,
    }),
  );
  const known = new Set(listed.map((c) => c.iso2));
  const rest = files.isoCountries
    .filter((c) => !known.has(c.iso2))
    .map((c): Country => ({ iso2: c.iso2, name: { en: c.en, ja: c.ja }, aliases: [], status: 'none', calls: [] }));
  return [...listed, ...rest];
}

/** Status of each country in each call: that of today in the newest, by its dates in the earlier ones. */
function statusTable(list: readonly Country[], calls: readonly Call[]): Table {
  const newest = calls[0]?.call;
  const rows = calls.flatMap((c) =>
    list
      .filter((x) => x.status !== 'none')
      .map((x) => ({
        keys: [c.call, x.iso2],
        value: c.call === newest ? x.status : statusIn(x, c.call),
        evidence: x.evidence ?? 'secondary',
        source: x.source,
        note: x.since ? `Partner since ${x.since}.` : undefined,
      })),
  );
  const keys = [
    ['call', 'call'],
    ['iso2', 'country'],
  ] as const;
  return {
    name: 'country_status',
    file: 'countries.csv',
    keys,
    required: [],
    fallback: [],
    unit: '',
    otherwise: 'none',
    rows,
  };
}

function statusIn(country: Country, call: string): Country['status'] {
  if (country.status === 'home') return 'home';
  if (country.since && country.since.slice(0, 4) <= call) return 'partner';
  return country.calls.includes(call) ? 'candidate' : 'none';
}

/** A list of texts with names in both languages and what else people write. */
function named(files: CatalogFiles, path: string, key: string): ListEntry[] {
  const d = files.csv[path];
  if (!d) return [];
  const [id, en, ja, aliases] = [key, 'name_en', 'name_ja', 'aliases'].map((n) => column(d, n)) as [
    ReturnType<typeof column>,
    ReturnType<typeof column>,
    ReturnType<typeof column>,
    ReturnType<typeof column>,
  ];
  return d.rows.map((r) => ({ id: id(r), name: { en: en(r), ja: ja(r) }, aliases: split(aliases(r)) }));
}

function rates(files: CatalogFiles): Rate[] {
  const d = files.csv['factors/fx.csv'] as CsvData;
  const get = (n: string) => column(d, n);
  return d.rows.map((r) => ({
    currency: get('currency')(r),
    date: get('date')(r),
    jpyPerUnit: Number(get('jpy_per_unit')(r)),
    evidence: (get('evidence')(r) || undefined) as Rate['evidence'],
    source: get('source')(r) || undefined,
    note: get('note')(r) || undefined,
  }));
}

const split = (s: string): string[] =>
  s
    .split('|')
    .map((x) => x.trim())
    .filter((x) => x !== '');
