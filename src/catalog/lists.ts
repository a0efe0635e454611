/** CSV files of countries, names and rates → lists of the catalog. */
import type { CatalogFiles } from './files.ts';
import type { CsvData } from './tables.ts';
import type { Call, Country, ListEntry, Rate, Table } from './types.ts';

function column(d: CsvData, name: string): (r: readonly string[]) => string {
  const i = d.header.indexOf(name);
  return (r) => (i < 0 ? '' : (r[i] ?? ''));
}

export function countries(files: CatalogFiles): Country[] {
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
export function statusTable(list: readonly Country[], calls: readonly Call[]): Table {
  const newest = calls[0]?.call;
  const rows = calls.flatMap((c) =>
    list
      .filter((x) => x.status !== 'none')
      .map((x) => ({
        keys: [c.call, x.iso2],
        value: c.call === newest ? x.status : statusIn(x, c.call),
        evidence: x.evidence,
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
export function named(files: CatalogFiles, path: string, key: string): ListEntry[] {
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

export function rates(files: CatalogFiles): Rate[] {
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
