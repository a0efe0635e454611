/** The default spread of a quantity, for explanations. */
import { defaultSpreadOf } from '../assessment/default-spread.ts';
import type { Bindings, Resolved } from '../assessment/resolved.ts';
import type { Quantity, SpreadForm } from '../catalog/index.ts';

export interface ExplainedSpread extends Omit<SpreadForm, 'source' | 'note'> {
  /** off: defaults are not used; replaced: the row or the scenario gives a spread of its own. */
  state: 'off' | 'on' | 'replaced';
  per: 'life' | 'year';
  shared_by: NonNullable<Quantity['sharedBy']>;
  source: string | null;
  note: string | null;
}

/** Off, since an explanation is made at the middles; whoever draws says otherwise. */
export function explainSpread(r: Resolved, bindings: Bindings): ExplainedSpread | null {
  const fitting = defaultSpreadOf(r, bindings);
  if (!fitting) return null;
  const { sharedBy, source = null, note = null, ...form } = fitting;
  return { state: 'off', ...form, shared_by: sharedBy, source, note };
}
