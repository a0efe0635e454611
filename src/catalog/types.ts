/** The built catalog: plain JSON, formulas in their checked form. Everything at run time reads this and nothing else. */
import type { Expr, Unit, UnitTable } from '../formula/index.ts';
import type { Choices } from './choices.ts';
import type { DefaultSpread } from './spread.ts';
import type { Text } from './text.ts';

export type { Text } from './text.ts';

export const EVIDENCE = [
  'published',
  'secondary',
  'corroborated',
  'derived',
  'recalled',
  'definition',
  'user',
] as const;
/**
 * How well a number or an equation is founded (design section 3), best first. `definition` marks an equation that holds by the
 * meaning of its words (a sum, a rate, a convention of this project): there is nothing to be found for it.
 */
export type Evidence = (typeof EVIDENCE)[number];
/** Levels that a result has to name: what must still be confirmed. */
export const UNVERIFIED: ReadonlySet<Evidence> = new Set<Evidence>(['recalled', 'derived', 'corroborated']);

export interface Source {
  id: string;
  title: string;
  publisher: string;
  year?: number | undefined;
  url?: string | undefined;
  licence: string;
  note?: string | undefined;
}

export interface Grounds {
  evidence?: Evidence | undefined;
  source?: string | undefined;
  note?: string | undefined;
}

export interface Condition {
  id: string;
  expr: Expr;
  unknownWhenMissing: boolean;
}

export type Definition =
  | { k: 'value'; v: number }
  | { k: 'formula'; expr: Expr; text: string }
  | { k: 'lookup'; table: string }
  | { k: 'by'; key: string; values: Readonly<Record<string, Option>> }
  /** Value of the step in which `of` lies; `from`: x ≤ value (left-closed), `up_to`: value ≤ x (right-closed). */
  | { k: 'step'; of: string; side: 'from' | 'up_to'; points: readonly (readonly [number, number])[]; otherwise: number }
  | { k: 'interp'; of: string; points: readonly (readonly [number, number])[] }
  | { k: 'conditions'; list: readonly Condition[] };

/** One way of getting a quantity; the first that can be had is taken. */
export interface Option extends Grounds {
  def: Definition;
  label?: string | undefined;
  assumed?: string | undefined;
}

export type Total = 'sum' | 'recompute' | 'same' | 'none';

export interface Quantity extends Grounds {
  name: string;
  /** Name of the sheet column and of the output: name + unit, or what `as` says. */
  column: string;
  kind: 'number' | 'label' | 'text';
  unit: string;
  /** In base units; numbers of the quantity stand in `unit`. */
  measure: Unit;
  /** A sheet cell times `written` is a number in `unit` (0.01 for `…_pct` columns of ratios). */
  written: number;
  writtenUnit: string;
  perYearImplied: boolean;
  label: Text;
  input: boolean;
  scenarioOnly: boolean;
  /** Filled by a year of hours (`jcm size`), not by hand: no part of an empty sheet. */
  fromHours: boolean;
  /** Whether nobody else gives it: what a user may vary (`from_hours: varied`) is the user's. */
  onlyFromHours: boolean;
  /** Another base name that headers with a unit may use (`gas_price [JPY/GJ_gcv]`). */
  header?: string | undefined;
  labels?: Readonly<Record<string, number>> | undefined;
  /** What people write for a label. */
  aliases?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Name of the list of texts (industries, fuels) that a text quantity takes its values from. */
  list?: string | undefined;
  slot?: 'methodology' | 'call' | undefined;
  range?: readonly [number, number] | undefined;
  whole: boolean;
  /** When given and also computable from other given numbers, a relative difference above this is said. */
  crossCheck?: number | undefined;
  shownAs?: 'percent' | undefined;
  options: readonly Option[];
  definedIf?: Expr | undefined;
  otherwise?: string | undefined;
  fixed: boolean;
  over?: 'project' | 'proposal' | undefined;
  total?: Total | undefined;
  /** `only`: of groups, this kind alone has the figure. */
  output?: { total: Total; short: boolean; only?: 'proposal' | undefined; variants: readonly string[] } | undefined;
  /** Shown in the yearly table. */
  years: boolean;
  unused?: string | undefined;
  assumed?: string | undefined;
  /** Default spread of a quantity that stands by itself. */
  spread?: DefaultSpread | undefined;
  /** That of a quantity with an equation: it holds where the quantity is given, else what the equation reads is spread. */
  spreadIfGiven?: DefaultSpread | undefined;
  sharedBy?: 'site' | 'grid' | 'country' | 'all' | undefined;
}

export interface Need {
  /** Value when nobody gives the quantity. */
  default?: number | undefined;
  optional: boolean;
}

export interface Check {
  id: string;
  when: Expr;
  code: string;
  severity: 'warning' | 'error';
  show: readonly string[];
}

export interface Book {
  id: string;
  kind: 'family' | 'technology' | 'programme' | 'finance';
  abstract: boolean;
  /** A family book that also stands alone where no methodology is settled (a site known by its tonnes). */
  withoutMethodology: boolean;
  title: Text;
  aliases: readonly string[];
  uses: readonly string[];
  needs: Readonly<Record<string, Need>>;
  quantities: Readonly<Record<string, Quantity>>;
  variants: Readonly<Record<string, Readonly<Record<string, number>>>>;
  checks: readonly Check[];
}

/** What fills a slot of a book: a methodology's factor, a call's cap. */
export interface Filler {
  options: readonly Option[];
}

export interface Monitored {
  symbol: string;
  quantity: string;
  option?: 'A' | 'B' | 'C' | undefined;
  frequency?: Text | undefined;
  text: Text;
  evidence: Evidence;
  source: string;
}

export interface Methodology {
  id: string;
  version: string;
  generic: boolean;
  country?: string | undefined;
  families: Readonly<Record<string, string>>;
  title: Text;
  titleEvidence?: Evidence | undefined;
  technologies: readonly string[];
  when: Readonly<Record<string, readonly string[]>>;
  versions: readonly { version: string; approved?: string | undefined; note?: string | undefined }[];
  page?: string | undefined;
  note?: string | undefined;
  eligibility: readonly { id: string; text: Text; evidence: Evidence; source: string }[];
  monitored: readonly Monitored[];
  fillers: Readonly<Record<string, Filler>>;
  formulaEvidence: Readonly<Record<string, Grounds>>;
  examples: readonly {
    name: string;
    technology?: string | undefined;
    inputs: Readonly<Record<string, string | number>>;
    expect: Readonly<Record<string, number>>;
    within: number;
    source: string;
  }[];
  /** True when the user brought it. */
  user?: boolean | undefined;
}

export interface Call {
  programme: string;
  call: string;
  title: Text;
  fillers: Readonly<Record<string, Filler>>;
}

export interface TableRow extends Grounds {
  /** Texts that must be equal, in the order of the table's keys; empty = fits any. */
  keys: readonly string[];
  value: number | string | null;
}

export interface Table {
  name: string;
  file: string;
  /** [column of the file, name of the site's text]. */
  keys: readonly (readonly [string, string])[];
  required: readonly string[];
  fallback: readonly Readonly<Record<string, string>>[];
  unit: string;
  otherwise?: string | undefined;
  rows: readonly TableRow[];
}

export interface Country extends Grounds {
  iso2: string;
  name: Text;
  aliases: readonly string[];
  status: 'partner' | 'candidate' | 'former-candidate' | 'home' | 'none';
  since?: string | undefined;
  calls: readonly string[];
  currency?: string | undefined;
}

export interface ListEntry {
  id: string;
  name: Text;
  aliases: readonly string[];
}

export interface Rate extends Grounds {
  currency: string;
  date: string;
  jpyPerUnit: number;
}

export interface Catalog {
  schema: 'jcm.catalog/1';
  version: string;
  /** Hash of everything else in the catalog. */
  hash: string;
  units: UnitTable;
  sources: Readonly<Record<string, Source>>;
  books: Readonly<Record<string, Book>>;
  methodologies: Readonly<Record<string, Methodology>>;
  calls: readonly Call[];
  choices: Choices;
  tables: Readonly<Record<string, Table>>;
  countries: readonly Country[];
  lists: Readonly<Record<string, readonly ListEntry[]>>;
  rates: readonly Rate[];
  /** CSV files as they are, for `jcm catalog` and later readers: name → header and rows. */
  data: Readonly<Record<string, { header: readonly string[]; rows: readonly (readonly string[])[] }>>;
}
