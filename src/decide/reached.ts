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
  const sorted = Float64Array.from(values, (v) => (Number.isNaN(v) ? Number.NEGATIVE_INFINITY : v)).sort();
  // A share such as 0.9 is not exact: 1,000 draws may miss 100, not 99.
  const missed = Math.min(values.length - 1, Math.floor(values.length * (1 - confidence) + 1e-9));
  const figure = sorted[missed] as number;
  return Number.isFinite(figure) ? figure : null;
}

/** The lowest of the years, draw by draw: what every year reaches. Undefined where a year is. */
export function lowestYear(years: readonly Float64Array[]): Float64Array {
  return combined(years, Math.min);
}

/**
 * The lowest share of the plan that a year reaches, draw by draw: what every year reaches of its own plan. Undefined where a
 * year is.
 *
 * @param plan the figure of each year as planned
 * @returns null when a year of the plan is not above 0, since no share of it means anything
 */
export function lowestShare(years: readonly Float64Array[], plan: readonly number[]): Float64Array | null {
  if (years.length === 0 || !plan.every((p) => p > 0)) return null;
  return lowestYear(years.map((year, t) => year.map((v) => v / (plan[t] as number))));
}

/** The sum over the years, draw by draw. */
export function sumOfYears(years: readonly Float64Array[]): Float64Array {
  return combined(years, (a, b) => a + b);
}

function combined(years: readonly Float64Array[], join: (a: number, b: number) => number): Float64Array {
  const out = (years[0] ?? new Float64Array(0)).slice();
  for (const year of years.slice(1))
    for (let k = 0; k < out.length; k++) {
      const [a, b] = [out[k] as number, year[k] as number];
      out[k] = Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : join(a, b);
    }
  return out;
}
