/** How likely monitored figures fall short of what was promised for each year. */

/** Differences below this are rounding, not shortfall (rules of calculation, section 7: figures are rounded to 1e-6 first). */
const ROUNDING = 0.5e-6;

export interface Shortfall {
  /** Promised year by year, in the unit of the figure. */
  promises: readonly number[];
  /** Year by year: that the year misses the promise, and that the sum so far misses the promises so far. */
  years: readonly { chance: number; cumulative: number }[];
  /** That at least one year misses. */
  anyYear: number;
}

/**
 * @param years one array of draws a year; an undefined draw (NaN) falls short
 * @param promises one figure a year
 */
export function shortfall(years: readonly Float64Array[], promises: readonly number[]): Shortfall {
  const draws = years[0]?.length ?? 0;
  const sums = new Float64Array(draws);
  const missed = new Uint8Array(draws);
  let promisedSoFar = 0;
  const list = years.map((year, t) => {
    const promise = promises[t] as number;
    promisedSoFar += promise;
    let short = 0;
    let behind = 0;
    for (let k = 0; k < draws; k++) {
      const v = year[k] as number;
      sums[k] = (sums[k] as number) + v;
      if (!(v >= promise - ROUNDING)) {
        short++;
        missed[k] = 1;
      }
      if (!((sums[k] as number) >= promisedSoFar - ROUNDING)) behind++;
    }
    return { chance: short / draws, cumulative: behind / draws };
  });
  return { promises, years: list, anyYear: missed.reduce((a, b) => a + b, 0) / draws };
}
