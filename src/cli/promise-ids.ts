/** Which sites and proposals `jcm promise` is asked about by name: looked for in the sheet before anything is worked out. */
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { type Context, UsageError } from './context.ts';
import { KnownIds } from './known-ids.ts';
import type { SheetSource } from './sheet-source.ts';

/** What is shown; undefined = all. */
export interface WantedIds {
  sites: ReadonlySet<string>;
  proposals: ReadonlySet<string>;
}

/**
 * Goes through the sheet once, if anything is asked for by name.
 *
 * @param only a site, which is shown with its proposal, or a proposal
 * @param promised sites and proposals with a promise of their own; one whose row is dropped is said
 * @throws UsageError when nothing has that name
 */
export async function wantedIds(
  source: SheetSource,
  only: string | undefined,
  promised: Iterable<string>,
  context: Context,
): Promise<WantedIds | undefined> {
  const asked = new Set([...promised, ...(only === undefined ? [] : [only])]);
  if (asked.size === 0) return undefined;
  const known = new Map<string, SiteRow | DroppedRow>();
  const proposals = new Set<string>();
  const ids = new KnownIds();
  for await (const { rows } of source.chunks())
    for (const row of rows) {
      // The second row of an id is never the site meant.
      if (asked.has(row.siteId) && !known.has(row.siteId)) known.set(row.siteId, row);
      if (asked.has(row.proposalId)) proposals.add(row.proposalId);
      ids.add(row.siteId).add(row.proposalId);
    }
  const { texts } = context;
  for (const id of asked) {
    const row = known.get(id);
    if (!row && !proposals.has(id)) {
      throw new UsageError(texts.cli('promise.unknownId', { id, suggestion: ids.suggestion(id) }));
    }
    if (row && 'dropped' in row && !proposals.has(id)) context.say('warn', texts.cli('promise.droppedId', { id }));
  }
  if (only === undefined) return undefined;
  const site = known.get(only);
  const ofSite = [site?.proposalId, proposals.has(only) ? only : ''].filter((p): p is string => Boolean(p));
  return { sites: new Set(site ? [only] : []), proposals: new Set(ofSite) };
}
