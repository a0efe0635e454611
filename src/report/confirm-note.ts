/** What under a table must still be confirmed, by name. */
import type { Texts } from '../i18n/index.ts';

/**
 * @param unverified values and equations that the results rest on
 * @param spreads default spreads that were found in no text
 */
export function confirmNote(unverified: Iterable<string>, spreads: Iterable<string>, texts: Texts): string {
  const [names, recalled] = [new Set(unverified), new Set(spreads)].map((s) => [...s].join(', ')) as [string, string];
  const first = names ? `${texts.cli('unverifiedNote', { names })}\n` : '';
  return first + (recalled ? `${texts.cli('recalledSpreads', { names: recalled })}\n` : '');
}
