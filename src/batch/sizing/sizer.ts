/** What a technology gives to sizing: the sizes that can be built, and what a year of each gives. The rest is common to all. */
import type { Spread } from '../../assessment/cell/index.ts';
import type { Finding } from '../../assessment/findings.ts';
import type { Scenario } from '../../assessment/scenario.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { SeriesPlan } from '../../decide/sizing/series-plan.ts';
import type { SiteFile } from '../../decide/sizing/site-file.ts';
import type { HourlyYear, Row } from '../../hourly/series/types.ts';

/** One size, as the equations of the site take it. */
export interface Candidate {
  /** By axis, in the order of the sizer's axes. */
  size: Readonly<Record<string, number | string>>;
  /** What a year gives, by name with unit; null = not known. */
  year: Readonly<Record<string, number | null>>;
  /** Initial cost, JPY; undefined when nobody says. */
  capexJpy?: number | undefined;
  /** Columns of the sheet that it fills; those without a text are taken away. */
  columns: readonly (readonly [header: string, text: string | undefined])[];
  /** What people must look into should it be chosen. */
  caveats?: (() => readonly Finding[]) | undefined;
  /** Parts of which it is put together, for people: rooms with their lamps. */
  parts?: readonly Readonly<Record<string, number | string>>[] | undefined;
}

export interface Candidates {
  list: readonly Candidate[];
  /** Facts of the search, for people: the most that fits, where the hours come from. */
  facts: Readonly<Record<string, number | string | null>>;
  /** Limits that ended an axis before its range did, by axis. */
  cutBy?: Readonly<Record<string, string>> | undefined;
  /** The least there can be of an axis, where that is not 0. */
  least?: Readonly<Record<string, number>> | undefined;
  /** Limits that sizes left out of the list may keep where those of it do not, and what is said when that may change the best. */
  partial?: { limits: readonly string[]; finding: Finding } | undefined;
  /** Axes on which any number may be taken, not only those of the list; `more` gives sizes at others. */
  open?: readonly string[] | undefined;
  /** @param values by axis: those of the list's other axes too */
  more?: ((values: Readonly<Record<string, readonly (number | string)[]>>) => readonly Candidate[]) | undefined;
  /** A size as it would be without a limit that shapes its year, by limit. */
  freed?: Readonly<Record<string, (size: Candidate['size']) => Candidate>> | undefined;
  findings: readonly Finding[];
}

/** What the site says without a size. */
export interface SiteFacts {
  /** Coded texts: country, technology, … */
  texts: Readonly<Record<string, string | undefined>>;
  /** A once-only quantity, in its own unit; NaN where there is none. */
  number(name: string): number;
  /** As the site or the scenario writes it, in the unit of the quantity; undefined: none. */
  spread(name: string): Spread | undefined;
  /** Whether the site or the scenario gives it. */
  given(name: string): boolean;
}

/** What the files of a plan held. */
export interface SizingInputs {
  /** By name of the demand, and `weather`. */
  years: Readonly<Record<string, HourlyYear | undefined>>;
  /** Intervals that were missing and filled, by name of the file. */
  filled?: Readonly<Record<string, number>> | undefined;
  /** Rows of tables, by name. */
  tables: Readonly<Record<string, readonly Row[] | undefined>>;
}

export interface SizingSite<Plan> {
  catalog: Catalog;
  scenario: Scenario;
  file: SiteFile;
  plan: Plan;
  facts: SiteFacts;
  /**
   * What the equations say of the site with other columns.
   * @returns by row and name the numbers of its years; nothing when a row is refused
   */
  ask(rows: readonly Candidate['columns'][], names: readonly string[]): Float64Array[][] | undefined;
  inputs: SizingInputs;
}

/** Files that a plan names. */
export interface PlanFiles {
  series?: SeriesPlan | undefined;
  /** Name → path. */
  tables?: Readonly<Record<string, string>> | undefined;
}

export interface Sizer<Plan = unknown> {
  fits(technology: string, catalog: Catalog): boolean;
  /** Keys of the site file that it has beside series, aim, limits, range, cost. */
  parts: readonly string[];
  /** Limits that its sizes keep by themselves. */
  limits: readonly string[];
  /** Columns that the size takes the place of. */
  sized: ReadonlySet<string>;
  /** Some size, in columns of `sized`: equations work out nothing that no output needs, such as a price of what no size uses yet. */
  probe?: readonly (readonly [header: string, text: string])[] | undefined;
  /** What `size` of a candidate has; numbers rise along the list of candidates. */
  axes: readonly string[];
  /** Of `year`, what a table for people shows. */
  shown: readonly string[];
  read(file: SiteFile, catalog: Catalog, findings: Finding[]): Plan;
  /** Of the columns that the size takes the place of, those that it reads: a size of one, an own word, a number that it adds to. */
  takes?(plan: Plan): readonly string[];
  files(plan: Plan): PlanFiles;
  /** @returns no list when a finding is an error */
  candidates(site: SizingSite<Plan>): Candidates | { findings: readonly Finding[] };
}
