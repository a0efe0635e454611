/**
 * The candidate closest in spelling, if close enough to be what was meant.
 * @param limit edits that are still close; a third of the word's letters unless told
 */
export function nearest(word: string, candidates: Iterable<string>, limit?: number): string | undefined {
  const w = word.toLowerCase();
  let best: string | undefined;
  let bound = limit ?? Math.max(1, Math.floor(w.length / 3));
  for (const candidate of candidates) {
    const c = candidate.toLowerCase();
    if (Math.abs(c.length - w.length) > bound) continue;
    const d = distance(w, c, bound);
    if (d > bound) continue;
    best = candidate;
    bound = d - 1;
    if (d === 0) break;
  }
  return best;
}

/** Rows of the table of distances, used again for every pair of words. */
let before: number[] = [];
let last: number[] = [];
let row: number[] = [];

/**
 * Number of single-character edits, swaps of neighbours included (optimal string alignment).
 * @returns any number above `bound` as soon as it is clear that there are more
 */
function distance(a: string, b: string, bound: number): number {
  for (let j = 0; j <= b.length; j++) last[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, (before[j - 2] as number) + 1);
      row[j] = d;
      if (d < least) least = d;
    }
    // The next row is built on this one and, by a swap, on the one before.
    if (Math.min(least, leastBefore + 1) > bound) return bound + 1;
    leastBefore = least;
    [before, last, row] = [last, row, before];
  }
  return last[b.length] as number;
}
