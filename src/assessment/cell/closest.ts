import { nearest } from '../../catalog/nearest.ts';

/** The candidate that needs the fewest single-letter edits to become `word`; '' if all need more than `limit`. */
export function closest(word: string, candidates: readonly string[], limit = 2): string {
  return nearest(word, candidates, limit) ?? '';
}
