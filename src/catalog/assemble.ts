/** All files under methodologies/ → the built catalog. Run by the build and by tests; needs the parser, so never at start-up. */
import type { z } from 'zod';
import { resolveUnits, type UnitLine } from '../formula/units-mathjs.ts';
import type { Choices, Fact, PortfolioChoices, PromiseChoices } from './choices.ts';
import { compileBook } from './compile-book.ts';
import { compileCall, type FillerScope } from './compile-methodology.ts';
import type { CatalogFiles } from './files.ts';
import { countries, named, rates, statusTable } from './lists.ts';
import { fault, type Loaded, placed } from './placed.ts';
import { planChoices } from './plan-choices.ts';
import {
  bookSchema,
  callSchema,
  choicesSchema,
  methodologySchema,
  sourceSchema,
  tableSchema,
  unitSchema,
} from './schema.ts';
import { globalUnits, labelNames, scopeOf, slotsOf } from './scope.ts';
import { buildTable, type CsvData } from './tables.ts';
import type { Book, Call, Catalog, Methodology, Quantity, Source, Table } from './types.ts';
import { methodologyOf } from './user-methodology.ts';
import { readYaml } from './yaml-file.ts';

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
    const m = methodologyOf(f, filler, books);
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
  const choices = one('choices.yaml', choicesSchema);
  return {
    schema: 'jcm.catalog/1',
    version: files.version,
    hash: '',
    units,
    sources,
    books,
    methodologies,
    calls,
    choices: { ...choicesOf(choices, books, calls), ...planChoices(choices, books) },
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

/** Facts get the labels and the default of their quantity. */
function choicesOf(
  f: Loaded<z.infer<typeof choicesSchema>>,
  books: Readonly<Record<string, Book>>,
  calls: readonly Call[],
): Choices {
  const { programme, outputs, simulated = [], sizing, spread_outside_range: spreadOutsideRange } = f.value;
  if (!calls.some((c) => c.programme === programme))
    throw fault(f, ['programme'], `no call of a programme "${programme}"`);
  const quantities = Object.values(books).flatMap((b) => Object.values(b.quantities));
  const facts: Record<string, Fact> = {};
  for (const [name, fact] of Object.entries(f.value.facts)) {
    if ('given' in fact) {
      const unknown = fact.given.find((n) => !quantities.some((q) => q.name === n && q.input));
      if (unknown) throw fault(f, ['facts', name], `"${unknown}" is no input`);
      facts[name] = { ...fact, values: [fact.value, fact.otherwise] };
    } else {
      const labels = quantities.find((q) => q.name === name && q.labels);
      if (!labels) throw fault(f, ['facts', name], `no quantity "${name}" with labels`);
      facts[name] = { otherwise: defaultLabel(labels), values: Object.keys(labels.labels ?? {}) };
    }
  }
  const unused = outputs.find((o) => !quantities.some((q) => q.output && q.column.startsWith(o)));
  if (unused) throw fault(f, ['outputs', outputs.indexOf(unused)], `no output begins with "${unused}"`);
  const unknown = simulated.find((o) => !quantities.some((q) => q.output && q.column === o));
  if (unknown) throw fault(f, ['simulated', simulated.indexOf(unknown)], `no output "${unknown}"`);
  const { promise, portfolio } = f.value;
  checkNames(
    f,
    ['promise'],
    promise ? [promise.average, promise.total, promise.eligible, ...promise.scores] : [],
    outputNames(quantities),
  );
  checkNames(f, ['promise'], promise ? quantitiesOf(promise) : [], new Set(quantities.map((q) => q.name)));
  checkNames(f, ['portfolio'], portfolio ? outputsOf(portfolio) : [], outputNames(quantities));
  const sized = [
    ...Object.values(sizing?.aims ?? {}).flatMap((a) => a.outputs),
    ...Object.values(sizing?.limits ?? {}).map((l) => l.output),
  ];
  const noOutput = sized.find((o) => !isOutput(quantities, o));
  if (noOutput) throw fault(f, ['sizing'], `no output "${noOutput}"`);
  return { programme, facts, spreadOutsideRange, simulated, sizing, outputs, promise, portfolio };
}

const outputNames = (quantities: readonly Quantity[]): ReadonlySet<string> =>
  new Set(quantities.flatMap((q) => (q.output ? [q.column] : [])));

const quantitiesOf = (p: PromiseChoices): string[] => [
  ...[p.series, p.years, p.basis],
  ...Object.values(p.levers).flatMap((l) => l.scales),
];

const outputsOf = (p: PortfolioChoices): string[] => [p.eligible, p.cost, p.tonnes, ...p.points];

/** @throws CatalogFileError on a name that nobody defines */
function checkNames(f: Loaded<unknown>, path: string[], names: readonly string[], known: ReadonlySet<string>): void {
  const unknown = names.find((n) => !known.has(n));
  if (unknown) throw fault(f, path, `nothing is called "${unknown}"`);
}

/** The column of an output, or of one of its variants. */
function isOutput(quantities: readonly Quantity[], column: string): boolean {
  return quantities.some((q) => q.output && ['', ...q.output.variants].some((v) => q.column + v === column));
}

function defaultLabel(q: Quantity): string | undefined {
  const [only] = q.options;
  if (only?.def.k !== 'value') return undefined;
  const code = only.def.v;
  return Object.entries(q.labels ?? {}).find(([, c]) => c === code)?.[0];
}

function placedCalls(f: Loaded<z.infer<typeof callSchema>[]>, filler: FillerScope): Call[] {
  return f.value
    .map((c, i) => placed(f, () => compileCall(c, filler), filler, [i, 'values']))
    .sort((a, b) => (a.call < b.call ? 1 : -1));
}
