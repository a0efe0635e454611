/** What under a table must still be confirmed, by name. */
import type { Texts } from '../i18n/index.ts';
import { namesText } from './names.ts';

/**
 * @param unverified values and equations that the results rest on
 * @param spreads default spreads that were found in no text
 */
export function confirmNote(unverified: Iterable<string>, spreads: Iterable<string>, texts: Texts): string {
  const names = namesText(new Set(unverified));
  const recalled = [...new Set(spreads)].join(', ');
  const first = names ? `${texts.cli('unverifiedNote', { names })}\n` : '';
  return first + (recalled ? `${texts.cli('recalledSpreads', { names: recalled })}\n` : '');
}
