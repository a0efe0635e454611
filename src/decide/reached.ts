/** What will be reached with a given confidence: the figure that may be promised. */

/**
 * The largest figure that is reached in at least this share of the draws. A draw in which the figure does not exist reaches
 * nothing. No interpolation between draws: the share is kept, not merely approached.
 *
 * @param values one number a draw, NaN = undefined
 * @param confidence share of the draws, 0 to 1
 * @returns null when too many draws are undefined
 */
export function reached(values: Float64Array, confidence: number): number | null {
  const sorted = values.slice();
  for (let k = 0; k < sorted.length; k++) if (Number.isNaN(sorted[k])) sorted[k] = Number.NEGATIVE_INFINITY;
  sorted.sort();
  // A share such as 0.9 is not exact: 1,000 draws may miss 100, not 99.
  const missed = Math.min(values.length - 1, Math.floor(values.length * (1 - confidence) + 1e-9));
  const figure = sorted[missed] as number;
  return Number.isFinite(figure) ? figure : null;
}

/** The lowest of the years, draw by draw: what every year reaches. Undefined where a year is. */
export function lowestYear(years: readonly Float64Array[]): Float64Array {
  const out = (years[0] ?? new Float64Array(0)).slice();
  for (const year of years) for (let k = 0; k < out.length; k++) out[k] = Math.min(out[k] as number, year[k] as number);
  return out;
}

/** The sum over the years, draw by draw. Undefined where a year is. */
export function sumOfYears(years: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(years[0]?.length ?? 0);
  for (const year of years) for (let k = 0; k < out.length; k++) out[k] = (out[k] as number) + (year[k] as number);
  return out;
}
