/** How far a target is met. */
import { holds, type Threshold } from '../simulate/threshold.ts';

export type Target = Pick<Threshold, 'op' | 'value'>;

/**
 * 0 or more: met, as `--probability` counts it; below: by how much it is missed, in the unit of the output. An undefined
 * output misses it by any amount.
 */
export function marginOf(value: number, target: Target): number {
  if (Number.isNaN(value)) return Number.NEGATIVE_INFINITY;
  const beyond = target.op === '>=' || target.op === '>' ? value - target.value : target.value - value;
  return holds(value, target) ? Math.max(0, beyond) : Math.min(-Number.MIN_VALUE, beyond);
}

/**
 * The same of a share of all draws: 0 or more when at least that share meets the target.
 * @param share above 0, at most 1
 */
export function marginAt(draws: Float64Array, target: Target, share: number): number {
  const margins = draws.map((v) => marginOf(v, target)).sort();
  const needed = Math.max(1, Math.ceil(share * margins.length - 1e-9));
  return margins[margins.length - needed] as number;
}
