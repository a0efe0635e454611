/** The catalog's own spreads: which quantities have one, and what it is around a middle. */
import { type SpreadShape, shareOutside, Z95 } from '../assessment/cell/index.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { Catalog, Quantity } from '../catalog/index.ts';

/**
 * Nothing where the middle is 0 or undefined. Around a middle that its quantity can have it stays within the range: a uniform ends
 * there, a normal of which more than `limit` would lie outside is cut there.
 */
export function defaultSpread(q: Quantity, middle: number, limit: number): SpreadShape | undefined {
  const shape = around(q, middle);
  if (!shape || !q.range || middle < q.range[0] || middle > q.range[1]) return shape;
  const [low, high] = q.range;
  if (shape.kind === 'uniform') return { ...shape, low: Math.max(shape.low, low), high: Math.min(shape.high, high) };
  if (shape.kind !== 'normal' || !(shareOutside(shape, low, high) > limit)) return shape;
  return { kind: 'truncated', mean: shape.mean, sd: shape.sd, low, high };
}

function around(q: Quantity, middle: number): SpreadShape | undefined {
  if (!q.spread || !Number.isFinite(middle) || middle === 0) return undefined;
  const half = (Math.abs(middle) * q.spread.half_width_90_pct) / 100;
  switch (q.spread.kind) {
    case 'normal':
      return { kind: 'normal', mean: middle, sd: half / Z95 };
    case 'uniform':
      return { kind: 'uniform', low: middle - half, high: middle + half };
    case 'lognormal':
      return middle > 0
        ? { kind: 'lognormal', mu: Math.log(middle), sigma: Math.log1p(q.spread.half_width_90_pct / 100) / Z95 }
        : undefined;
  }
}

/** Names that may vary although no cell gives them, in order: once for the life of the project, or year by year. */
export function spreadNames(
  catalog: Catalog,
  scenario: ScenarioValues,
  useDefaults: boolean,
): { life: string[]; yearly: string[] } {
  const life = new Set(Object.entries(scenario.numbers).flatMap(([n, g]) => (g.spread ? [n] : [])));
  const yearly = new Set<string>();
  const quantities = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  for (const q of useDefaults ? quantities : []) {
    if (q.spread?.per === 'year') yearly.add(q.name);
    else if (q.spread) life.add(q.name);
  }
  return { life: [...life].sort(), yearly: [...yearly].sort() };
}
