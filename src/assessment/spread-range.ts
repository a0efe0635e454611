/** Spreads that reach beyond what their quantity can be: an efficiency below 0, own use above 100 %. */
import type { Quantity } from '../catalog/index.ts';
import { momentsOf, type Spread, shareOutside, supportOf } from './cell/index.ts';
import { type Finding, finding } from './findings.ts';

/**
 * A spread with ends must have them within the range: an error otherwise. A normal or lognormal has none: a warning when more than
 * `limit` of it lies outside, with the spread that would stay inside.
 *
 * @param spread in the unit of the quantity
 * @param written number in the user's unit × scale = number in the unit of the quantity
 * @param limit probability, from the catalog
 */
export function spreadFault(
  spread: Spread,
  q: Quantity,
  written: { scale: number; unit: string },
  limit: number,
): Finding | undefined {
  if (!q.range) return undefined;
  const said = (x: number): number => Number((x / written.scale).toPrecision(6));
  const [low, high] = q.range;
  const common = () => ({
    quantity: q.column,
    text: spread.text,
    low: said(low),
    high: said(high),
    unit: written.unit,
  });
  const moments = momentsOf(spread);
  if (!moments) {
    const [least, most] = supportOf(spread);
    if (least >= low && most <= high) return undefined;
    return finding('spread_out_of_range', 'error', { ...common(), least: said(least), most: said(most) });
  }
  const share = shareOutside(spread, low, high);
  if (!(share > limit)) return undefined;
  const remedy = `truncated(normal(${said(moments.mean)}, ${said(moments.sd)}), ${said(low)}, ${said(high)})`;
  return finding('spread_beyond_range', 'warning', {
    ...common(),
    share_pct: Number((100 * share).toPrecision(2)),
    remedy,
  });
}
