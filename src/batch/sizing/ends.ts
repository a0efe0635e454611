/** Where the best size lies at an end of what was tried, a better one may lie beyond. */
import type { Candidates } from './sizer.ts';

/** @returns for each axis that ends at the best: the limit that cut it, or its key of the range; not where it ends at nothing */
export function endsOf(
  { list, cutBy, least }: Pick<Candidates, 'list' | 'cutBy' | 'least'>,
  axes: readonly string[],
  best: Readonly<Record<string, number | string>> | undefined,
): string[] {
  return axes.flatMap((axis) => {
    const own = best?.[axis];
    const values = list.map((c) => c.size[axis]).filter((v) => typeof v === 'number');
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (typeof own !== 'number') return [];
    const cut = own === high ? cutBy?.[axis] : undefined;
    if (cut !== undefined) return [cut];
    if (low === high) return [];
    if (own === high) return [`range.${axis}`];
    return own === low && low > (least?.[axis] ?? 0) ? [`range.${axis}`] : [];
  });
}
