/** Whether sizes that were left out could change the choice. */
import type { Aim, Choice } from './choose.ts';

/**
 * @param limits that sizes left out may keep where those tried do not; of all else those tried are the best
 * @returns whether only these limits stand between the choice and a better one
 */
export function isUnsure({ best, broken, values }: Choice, { best: most }: Aim, limits: readonly string[]): boolean {
  const top = best === undefined ? undefined : (values[best] as number);
  const better = (v: number) => !Number.isNaN(v) && (top === undefined || (most === 'most' ? v > top : v < top));
  return broken.some(
    (ids, i) => ids.length > 0 && ids.every((id) => limits.includes(id)) && better(values[i] as number),
  );
}
