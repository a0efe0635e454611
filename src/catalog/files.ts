/** What the catalog is made of, as read. */
import type { CsvData } from './tables.ts';

export interface CatalogFiles {
  /** Path below methodologies/ → text. */
  yaml: Readonly<Record<string, string>>;
  csv: Readonly<Record<string, CsvData>>;
  /** Names of all countries of the world, for those without a line in countries.csv. */
  isoCountries: readonly { iso2: string; en: string; ja: string }[];
  version: string;
}
