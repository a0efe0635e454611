/** What stands under a table: why figures are missing, what was assumed, what must be confirmed. */
import type { SiteResult } from '../batch/assess.ts';
import { recalledSpreads, type SimulatedSite } from '../batch/simulated-site.ts';
import type { Texts } from '../i18n/index.ts';
import type { TableColumn } from './assess-table.ts';
import { namesText } from './names.ts';
import { reasonOf } from './outputs.ts';

/** What the notes take of a site. */
export interface Noted {
  siteId: string;
  /** Why it lacks an output; nothing where it has it. */
  reason(column: string): string | undefined;
  warnings: Iterable<string>;
  unverified: readonly string[];
  /** Quantities drawn from a spread of the catalog that was found in no text. */
  recalledSpreads?: readonly string[] | undefined;
}

export function notedResult(r: SiteResult): Noted {
  return {
    siteId: r.row.siteId,
    reason: (column) => reasonOf(r, column),
    warnings: new Set(r.warnings.map((w) => w.code)),
    unverified: r.model.unverified,
  };
}

/** Of the draws: an output that exists in none of them, and what holds for every row of the kind. */
export function notedSite(s: SimulatedSite): Noted {
  const missing = new Map<string, string>();
  for (const o of s.outputs)
    if (o.summary?.undefined_share === 1) missing.set(o.output.column, o.reason ?? 'not_finite');
  return {
    siteId: s.row.siteId,
    reason: (column) => missing.get(column),
    warnings: s.model.middle.warnings,
    unverified: s.model.middle.unverified,
    recalledSpreads: recalledSpreads(s),
  };
}

/** How many sites, and the first ones by name. */
interface SiteList {
  n: number;
  first: string[];
}

/** Sites named in a note; of more only the number is given. */
const NAMED = 5;

function noteSite(lists: Map<string, SiteList>, key: string, siteId: string): void {
  const list = lists.get(key) ?? { n: 0, first: [] };
  list.n++;
  if (list.first.length < NAMED) list.first.push(siteId);
  lists.set(key, list);
}

function sitesText(list: SiteList, all: number, texts: Texts): string {
  return list.n <= NAMED && list.n < all ? list.first.join(', ') : texts.cli('sitesCount', { n: list.n });
}

/** Collects what the notes under the table say. */
export class TableNotes {
  /** Output → reason → sites. */
  readonly reasons = new Map<string, Map<string, SiteList>>();
  readonly warnings = new Map<string, SiteList>();
  readonly unverified = new Map<string, number>();
  readonly recalledSpreads = new Set<string>();
  sites = 0;

  add(r: Noted, columns: readonly TableColumn[]): void {
    this.sites++;
    for (const c of columns) {
      const reason = r.reason(c.column);
      if (!reason) continue;
      const lists = this.reasons.get(c.column) ?? new Map<string, SiteList>();
      noteSite(lists, reason, r.siteId);
      this.reasons.set(c.column, lists);
    }
    for (const code of r.warnings) noteSite(this.warnings, code, r.siteId);
    for (const name of r.recalledSpreads ?? []) this.recalledSpreads.add(name);
    for (const name of r.unverified) this.unverified.set(name, (this.unverified.get(name) ?? 0) + 1);
  }

  /** Columns in which at least one site has a figure. */
  shown(columns: readonly TableColumn[]): TableColumn[] {
    return columns.filter(
      (c) => [...(this.reasons.get(c.column)?.values() ?? [])].reduce((a, b) => a + b.n, 0) < this.sites,
    );
  }
}

/** Why figures are missing, a line a reason. */
export function missingText(notes: TableNotes, columns: readonly TableColumn[], texts: Texts): string[] {
  const byReason = new Map<string, { labels: Set<string>; sites: SiteList }>();
  for (const c of columns) {
    for (const [reason, sites] of notes.reasons.get(c.column) ?? []) {
      const known = byReason.get(reason) ?? { labels: new Set(), sites };
      known.labels.add(c.quantity.label[texts.lang]);
      if (sites.n > known.sites.n) known.sites = sites;
      byReason.set(reason, known);
    }
  }
  return [...byReason].map(
    ([reason, g]) =>
      `  – ${[...g.labels].join(', ')}: ${texts.reason(reason)} (${sitesText(g.sites, notes.sites, texts)})`,
  );
}

/** Warnings, a line each with the sites it concerns. */
export function warningsText(notes: TableNotes, texts: Texts): string[] {
  return [...notes.warnings].map(
    ([code, sites]) => `  – ${texts.warning(code, {})} (${sitesText(sites, notes.sites, texts)})`,
  );
}

/** Lines under the table: why figures are missing, what was assumed, what must be confirmed. */
export function notesText(notes: TableNotes, columns: readonly TableColumn[], texts: Texts): string {
  const out: string[] = [];
  const missing = missingText(notes, columns, texts);
  const warnings = warningsText(notes, texts);
  if (missing.length > 0) out.push(texts.cli('reasonLegend'), ...missing);
  if (warnings.length > 0) out.push(texts.cli('warningLegend'), ...warnings);
  if (notes.unverified.size > 0) out.push(texts.cli('unverifiedNote', { names: namesText(notes.unverified.keys()) }));
  if (notes.recalledSpreads.size > 0)
    out.push(texts.cli('recalledSpreads', { names: [...notes.recalledSpreads].join(', ') }));
  return out.length > 0 ? `${out.join('\n')}\n` : '';
}
