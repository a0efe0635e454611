/** What may be promised of a plan: in every year, as one figure for all years, in total. */
import { lowestShare, lowestYear, reached, sumOfYears } from '../../decide/reached.ts';
import type { DrawnUnit } from './unit-draws.ts';

/** A promise, as a share of the plan and as the yearly average that a proposal with it states. */
export interface Promisable {
  share: number;
  perYear: number;
}

export interface Promisables {
  /** The largest share of its own plan that every year reaches: each year is promised that share of what is planned for it. */
  everyYear: Promisable | null;
  /** The largest figure that is the same for all years and that every year reaches. */
  oneFigure: Promisable | null;
  /** What the sum over the years reaches. */
  inTotal: (Promisable & { total: number }) | null;
}

const NONE: Promisables = { everyYear: null, oneFigure: null, inTotal: null };

/**
 * With nothing uncertain all shares are 1 and the promise is the plan. A plan without reductions promises nothing.
 *
 * @param confidence share of the draws that reach it
 */
export function promisables({ years, planned }: DrawnUnit, confidence: number): Promisables {
  if (!(planned.average > 0 && planned.total > 0)) return NONE;
  const shares = lowestShare(years, planned.years);
  const share = shares && reached(shares, confidence);
  const figure = reached(lowestYear(years), confidence);
  const total = reached(sumOfYears(years), confidence);
  const of = (part: number): Promisable => ({ share: part, perYear: part * planned.average });
  return {
    everyYear: share === null ? null : of(share),
    oneFigure: figure === null ? null : { share: figure / planned.average, perYear: figure },
    inTotal: total === null ? null : { total, ...of(total / planned.total) },
  };
}
