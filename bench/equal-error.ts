/** How many independent draws one of our Sobol' points is worth for a percentile: the ratio of the variances of its estimate. */
import type { SiteRow } from '../src/assessment/row.ts';
import type { Sampling } from '../src/simulate/draws.ts';
import { newRun, optionsOf, ours } from './ours.ts';
import { OUTPUTS } from './sites.ts';

const SEEDS = 256;
const PERCENTILES = ['p10', 'p90'] as const;

/** @returns geometric mean over sites and outputs of the variance under `random` over that under `sobol`, by percentile */
export function worthOfADraw(rows: readonly SiteRow[], draws: number): Record<(typeof PERCENTILES)[number], number> {
  const independent = variances(rows, draws, 'random');
  const sobol = variances(rows, draws, 'sobol');
  const mean = (p: number): number => {
    const logs = independent.flatMap((v, i) => {
      const other = sobol[i] as number;
      // A percentile that never moves (a subsidy at its grant) has no error to compare.
      return i % PERCENTILES.length === p && v > 0 && other > 0 ? [Math.log(v / other)] : [];
    });
    return Math.exp(logs.reduce((a, b) => a + b, 0) / logs.length);
  };
  return { p10: mean(0), p90: mean(1) };
}

/** Site by site, output by output, percentile by percentile. */
function variances(rows: readonly SiteRow[], draws: number, sampling: Sampling): number[] {
  const n = rows.length * OUTPUTS.length * PERCENTILES.length;
  const sums = new Float64Array(n);
  const squares = new Float64Array(n);
  const first = new Float64Array(n);
  for (let seed = 1; seed <= SEEDS; seed++) {
    let at = 0;
    ours(newRun(optionsOf(draws, seed, sampling)), rows, (outputs) => {
      for (const { summary } of outputs) {
        for (const p of PERCENTILES) {
          const value = summary?.[p] as number;
          if (seed === 1) first[at] = value;
          const off = value - first[at]!;
          sums[at]! += off;
          squares[at]! += off * off;
          at++;
        }
      }
    });
  }
  return Array.from(squares, (s, i) => (s - sums[i]! ** 2 / SEEDS) / (SEEDS - 1));
}
