/** Which default spread of the catalog fits a quantity of a row: settled at binding, whether the defaults are used or not. */
import { isAbsolute, type Quantity, type SpreadForm } from '../catalog/index.ts';
import type { Bindings, Resolved } from './resolved.ts';

export interface FittingSpread extends SpreadForm {
  per: 'life' | 'year';
  sharedBy: NonNullable<Quantity['sharedBy']>;
}

/**
 * Nothing for what a methodology may fix ex ante, unless a table of the catalog gives it; for what the row leaves out or what an equation gives, and for a given value
 * where the shape is made of values that stand for one nobody gave.
 */
export function defaultSpreadOf(r: Resolved, bindings: Bindings): FittingSpread | undefined {
  const q = r.quantity;
  const given = r.from === 'cell' || r.from === 'scenario';
  const spread = q?.spread ?? (given ? q?.spreadIfGiven : undefined);
  if (!q || !spread || r.name !== q.name || r.missing) return undefined;
  // A factor that a row gives in place of the methodology's is as fixed as that.
  if (q.slot === 'methodology' && r.from !== 'table') return undefined;
  const label = spread.by === undefined ? undefined : labelOf(bindings.resolve(spread.by));
  const form = (label === undefined ? undefined : spread.values[label]) ?? spread.values.default;
  if (!form || (given && isAbsolute(form))) return undefined;
  return { ...form, per: spread.per, sharedBy: q.sharedBy ?? 'site' };
}

function labelOf(r: Resolved): string | undefined {
  const { body } = r;
  if (body.k !== 'num') return undefined;
  return Object.entries(r.quantity?.labels ?? {}).find(([, code]) => code === body.v)?.[0];
}
