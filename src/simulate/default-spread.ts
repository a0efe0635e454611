/** The catalog's own spreads: which quantities have one, and what it is around a middle. */
import { type SpreadShape, Z95 } from '../assessment/cell/index.ts';
import type { ScenarioValues } from '../assessment/site.ts';
import type { Catalog, Quantity } from '../catalog/index.ts';

/** Nothing where the middle is 0 or undefined. */
export function defaultSpread(q: Quantity, middle: number): SpreadShape | undefined {
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
