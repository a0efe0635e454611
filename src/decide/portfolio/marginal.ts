/**
 * What each candidate adds to a measure of a choice, to first order: its mean, or for a quantile its mean over the draws in
 * which the total lies near the quantile (the derivative of a quantile: C. Gouriéroux, J. P. Laurent and O. Scaillet,
 * "Sensitivity analysis of values at risk", Journal of Empirical Finance 7 (2000)).
 */
import { type Chosen, type Measure, meansOf, totalOf } from './problem.ts';

/** Share of the draws on either side of the quantile that counts as near. */
const NEAR = 0.03;

export function marginal(measure: Measure, chosen: Chosen): Float64Array {
  const { taken, draws } = measure;
  if (taken.kind === 'mean' || !chosen.includes(1)) return meansOf(measure);
  const near = nearby(totalOf(measure, chosen), taken.p);
  return Float64Array.from(draws, (d) => {
    let sum = 0;
    for (const k of near) sum += d[k] as number;
    return sum / near.length;
  });
}

/** Draws whose rank lies near that of the quantile. */
function nearby(total: Float64Array, p: number): Uint32Array {
  const order = Uint32Array.from(total, (_, k) => k).sort((a, b) => (total[a] as number) - (total[b] as number));
  const at = p * (total.length - 1);
  const width = Math.max(1, NEAR * total.length);
  return order.subarray(Math.max(0, Math.floor(at - width)), Math.min(total.length, Math.ceil(at + width) + 1));
}
