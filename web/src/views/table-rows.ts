/** The rows of the table in the order in which they are shown. */
import type { CatalogView, Figure, OutputView, SheetView, SiteView } from '../../../src/desk/views.ts';
import type { TableState } from '../state.ts';

export interface TableColumn {
  /** `site`, `country`, `technology`, `unverified` or an output. */
  key: string;
  output?: OutputView | undefined;
  /** Position among the outputs. */
  at: number;
}

export function columnsOf(catalog: CatalogView): TableColumn[] {
  const outputs = catalog.outputs.flatMap((output, at) => (output.short ? [{ key: output.column, output, at }] : []));
  const plain = (key: string): TableColumn => ({ key, at: -1 });
  return [plain('site'), plain('country'), plain('technology'), ...outputs, plain('unverified')];
}

interface Shown {
  sites: readonly SiteView[];
  sort: string | undefined;
  down: boolean;
  filter: string;
  rows: readonly SiteView[];
}

let last: Shown | undefined;

/** Filtered and sorted; rows without a figure come last either way. Kept while nothing that matters has changed. */
export function rowsShown(
  sheet: SheetView,
  { sort, down, filter }: TableState,
  columns: readonly TableColumn[],
): readonly SiteView[] {
  if (last && last.sites === sheet.sites && last.sort === sort && last.down === down && last.filter === filter)
    return last.rows;
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const kept = sheet.sites.filter((s) => {
    const text = `${s.siteId} ${s.name} ${s.country} ${s.technology} ${s.methodology ?? ''}`.toLowerCase();
    return words.every((w) => text.includes(w));
  });
  const column = columns.find((c) => c.key === sort);
  const rows = column ? sorted(kept, column, down) : kept;
  last = { sites: sheet.sites, sort, down, filter, rows };
  return rows;
}

function sorted(sites: readonly SiteView[], column: TableColumn, down: boolean): SiteView[] {
  const keyed = sites.map((site) => ({ site, key: keyOf(site, column) }));
  const sign = down ? -1 : 1;
  keyed.sort((p, q) => {
    if (p.key === null || q.key === null) return Number(p.key === null) - Number(q.key === null);
    if (typeof p.key === 'number' && typeof q.key === 'number') return sign * (p.key - q.key);
    return sign * String(p.key).localeCompare(String(q.key));
  });
  return keyed.map((k) => k.site);
}

function keyOf(s: SiteView, column: TableColumn): Figure {
  switch (column.key) {
    case 'site':
      return s.siteId;
    case 'country':
      return s.country;
    case 'technology':
      return s.technology;
    case 'unverified':
      return s.unverified.length;
    default:
      return s.figures[column.at] ?? null;
  }
}
