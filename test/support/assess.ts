/** A sheet in memory, read and assessed as the command does it, for tests. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import type { DroppedRow, SiteRow } from '../../src/assessment/row.ts';
import { readScenario, type Scenario } from '../../src/assessment/scenario.ts';
import { Sheet } from '../../src/assessment/sheet.ts';
import { AssessRun, type SiteResult } from '../../src/batch/assess.ts';
import type { Catalog } from '../../src/catalog/index.ts';
import { IdSet } from '../../src/io/id-set.ts';
import { SheetReader } from '../../src/io/sheet-read.ts';
import { loadCatalogFromFiles } from '../../tools/build-catalog.ts';

export const catalog: Catalog = await loadCatalogFromFiles();

const FIXTURES = join(import.meta.dirname, '../../fixtures');
export const fixture = (name: string): Uint8Array => readFileSync(join(FIXTURES, name));

export type Cells = Readonly<Record<string, string | number>>;

export interface Options {
  catalog?: Catalog;
  /** A scenario as plain data, as in its file. */
  scenario?: Readonly<Record<string, unknown>>;
  /** Outputs wanted; all when left out. */
  columns?: readonly string[];
  /** How many rows are assessed at a time. */
  chunk?: number;
}

export interface Read {
  sheet: Sheet;
  encoding: string;
  scenario: Scenario;
  rows: readonly (SiteRow | DroppedRow)[];
}

/** One site's results by output name. */
export class Site {
  readonly id: string;
  readonly result: SiteResult;
  readonly warnings: readonly string[];
  private readonly at: ReadonlyMap<string, number>;

  constructor(result: SiteResult) {
    this.id = result.row.siteId;
    this.result = result;
    this.warnings = [...result.warnings.map((w) => w.code), ...result.row.findings.map((f) => f.code)];
    this.at = new Map(result.model.outputs.map((o, i) => [o.column, i]));
  }

  get methodology(): string | undefined {
    return this.result.model.assessment.composition.methodology?.id;
  }

  get outputs(): readonly string[] {
    return [...this.at.keys()];
  }

  /** The number, or null when there is none. */
  value(output: string): number | null {
    const v = this.result.values[this.position(output)] as number;
    return Number.isNaN(v) ? null : v;
  }

  /** The number; fails the test when there is none. */
  number(output: string): number {
    const v = this.value(output);
    if (v === null) throw new Error(`${this.id}: ${output} is null (${this.reason(output)})`);
    return v;
  }

  reason(output: string): string | undefined {
    return this.result.reasons.get(this.position(output));
  }

  /** A coded output as its label. */
  label(output: string): string | null {
    const v = this.value(output);
    const labels = this.result.model.outputs[this.position(output)]?.quantity.labels ?? {};
    return Object.entries(labels).find(([, code]) => code === v)?.[0] ?? null;
  }

  /** Numbers, reasons and warnings, to compare two runs of a site. */
  get all(): { values: Record<string, number | string>; warnings: readonly string[] } {
    const values = this.outputs.map((o) => [o, this.value(o) ?? `null: ${this.reason(o)}`] as const);
    return { values: Object.fromEntries(values), warnings: this.warnings };
  }

  private position(output: string): number {
    const i = this.at.get(output);
    if (i === undefined) throw new Error(`no output "${output}"`);
    return i;
  }
}

/** Reads bytes to sites and dropped rows. */
export function read(bytes: Uint8Array, options: Options = {}): Read {
  const books = options.catalog ?? catalog;
  const scenario = readScenario(options.scenario, books);
  const reader = new SheetReader();
  const [header, ...body] = [...reader.push(bytes), ...reader.end()];
  const ids = new IdSet();
  const sheet = new Sheet(header?.cells ?? [], {
    catalog: books,
    scenario: scenario.values,
    fx: scenario.fx,
    addId: (id) => ids.add(id),
  });
  return { sheet, encoding: reader.encoding, scenario, rows: body.map((r) => sheet.row(r.line, r.cells)) };
}

export interface Assessed extends Read {
  run: AssessRun;
  sites: readonly Site[];
  dropped: readonly DroppedRow[];
  site(id: string): Site;
}

export function assess(bytes: Uint8Array, options: Options = {}): Assessed {
  const input = read(bytes, options);
  const run = new AssessRun({
    catalog: options.catalog ?? catalog,
    scenario: input.scenario.values,
    ...(options.columns ? { columns: new Set(options.columns) } : {}),
  });
  const chunk = options.chunk ?? Math.max(1, input.rows.length);
  const chunks: (SiteRow | DroppedRow)[][] = [];
  for (let i = 0; i < input.rows.length; i += chunk) chunks.push(input.rows.slice(i, i + chunk));
  for (const level of ['project', 'proposal'] as const) for (const part of chunks) run.gather(level, part);
  const sites = chunks.flatMap((part) => run.run(part.filter(isGood)).map((r) => new Site(r)));
  return {
    ...input,
    run,
    sites,
    dropped: input.rows.filter((r): r is DroppedRow => !isGood(r)),
    site: (id) => {
      const s = sites.find((x) => x.id === id);
      if (!s) throw new Error(`no site "${id}"`);
      return s;
    },
  };
}

export const isGood = (r: SiteRow | DroppedRow): r is SiteRow => !('dropped' in r);

/** Records to the bytes of a CSV file; a name that a record does not have is a blank cell. */
export function csvOf(records: readonly Cells[]): Uint8Array {
  const fields = [...new Set(records.flatMap((r) => Object.keys(r)))];
  const text = Papa.unparse({ fields, data: records.map((r) => fields.map((f) => r[f] ?? '')) }, { newline: '\n' });
  return new TextEncoder().encode(`${text}\n`);
}

export function assessRows(records: readonly Cells[], options: Options = {}): Assessed {
  return assess(csvOf(records.map((r, i) => ({ site_id: `R${i + 1}`, ...r }))), options);
}

export function assessRow(cells: Cells, options: Options = {}): Site {
  const { sites, dropped } = assessRows([cells], options);
  if (!sites[0]) throw new Error(`dropped: ${dropped[0]?.findings.map((f) => `${f.code} ${f.column}`).join(', ')}`);
  return sites[0];
}

/** The records of a CSV file of the fixtures. */
export function records(name: string): Record<string, string>[] {
  const text = new TextDecoder().decode(fixture(name));
  return Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
}
