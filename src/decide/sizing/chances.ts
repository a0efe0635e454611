/** Limits on the draws: `npv_jpy >= 0 at p80` holds when the output is so in 80 % of them. */
import { parseThreshold, type Threshold } from '../../simulate/threshold.ts';
import { parseShare } from '../target.ts';
import type { Limit } from './choose.ts';

export interface Chance {
  threshold: Threshold;
  /** Of the draws, 0 to 1. */
  share: number;
}

const PARTS = /^(.*\S)\s+at\s+(p\s*\d\S*)\s*$/iu;

/** @returns nothing when it cannot be read */
export function parseChance(text: string): Chance | undefined {
  const [, left, right] = PARTS.exec(text) ?? [];
  if (left === undefined || right === undefined) return undefined;
  const threshold = parseThreshold(left);
  const share = parseShare(right);
  return 'code' in threshold || share === undefined ? undefined : { threshold, share };
}

/** Name of the figure that a chance limits. */
export const chanceOf = (threshold: Pick<Threshold, 'text'>): string => `chance of ${threshold.text}`;

export const chanceLimit = ({ threshold, share }: Chance): Limit => ({
  id: `${threshold.text} at p${Number((100 * share).toPrecision(6))}`,
  of: chanceOf(threshold),
  at: 'least',
  value: share,
});

/** What may be aimed at in the draws. */
export const STATISTICS = ['mean', 'p5', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Name of the figure that an aim of the draws has. */
export const statisticOf = (statistic: Statistic, output: string): string => `${statistic} of ${output}`;
