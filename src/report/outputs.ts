/** What a result looks like to a reader: text for coded outputs, numbers otherwise. */
import type { SiteResult } from '../batch/assess.ts';
import type { ModelOutput } from '../engine/model.ts';

export type OutputValue = number | string | null;

/** Text of a code, e.g. 0.5 → `unknown`. */
export function labelOf(labels: Readonly<Record<string, number>>, code: number): string | null {
  for (const [text, c] of Object.entries(labels)) if (c === code) return text;
  return null;
}

export function outputValue(o: Pick<ModelOutput, 'quantity'>, v: number): OutputValue {
  if (Number.isNaN(v)) return null;
  return o.quantity.labels ? labelOf(o.quantity.labels, v) : v;
}

/** Value of an output by column; null when undefined or not computed. */
export function valueIn(result: SiteResult, column: string): OutputValue {
  const i = result.model.outputs.findIndex((o) => o.column === column);
  return i < 0 ? null : outputValue(result.model.outputs[i] as ModelOutput, result.values[i] as number);
}

export function reasonOf(result: SiteResult, column: string): string | undefined {
  return result.reasons.get(result.model.outputs.findIndex((o) => o.column === column));
}

export function methodologyName(result: SiteResult): string | null {
  const m = result.model.assessment.composition.methodology;
  return m ? `${m.id}@${m.version}` : null;
}

export function programmeName(result: SiteResult): string | null {
  const c = result.model.assessment.composition.call;
  return c ? `${c.programme}@${c.call}` : null;
}
