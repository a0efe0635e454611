/**
 * Which aims and limits ask for less cost, less energy, fewer replacements (and more light): for these a choice that another one beats in all of them is never the best.
 * Of the others, such as a payback that may not be too short, nothing can be left out.
 */
import type { SiteFile } from '../../../decide/sizing/site-file.ts';

/** Fall, or stay, as cost or energy rises; and their kind without subsidy. */
const FALL = [
  'npv_jpy',
  'irr',
  'annual_saving_jpy',
  'electricity_mwh_year1',
  'reduction_tco2_year1',
  'reduction_tco2_average',
  'reduction_tco2_horizon',
  'reduction_tco2_durable',
  'score_cost_points',
  'score_reduction_points',
];

/** Rise, or stay. */
const RISE = [
  'capex_jpy',
  'payback_years',
  'discounted_payback_years',
  'subsidy_jpy_per_tco2',
  'subsidy_requested_jpy_per_tco2',
  'capex_jpy_per_tco2',
];

const WITHOUT = '_without_subsidy';

function asksForLess(output: string, best: 'most' | 'least'): boolean {
  const name = output.endsWith(WITHOUT) ? output.slice(0, -WITHOUT.length) : output;
  return (best === 'most' ? FALL : RISE).includes(name);
}

export interface Wants {
  /** The aim is one of them. */
  aim: boolean;
  /** Ids of limits. */
  limits: readonly string[];
}

/** What does not ask for less. */
export function otherWants({ aim, limits, chances }: Pick<SiteFile, 'aim' | 'limits' | 'chances'>): Wants {
  const ofChance = (i: number) => chances[i - (limits.length - chances.length)];
  return {
    aim: !aim.columns.every((c) => asksForLess(c, aim.best)),
    limits: limits.flatMap((l, i) => {
      const { output, op } = ofChance(i)?.threshold ?? {};
      const less =
        output === undefined
          ? asksForLess(l.of, l.at === 'least' ? 'most' : 'least')
          : asksForLess(output, op?.startsWith('>') ? 'most' : 'least');
      return less ? [] : [l.id];
    }),
  };
}
