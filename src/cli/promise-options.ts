/** What is asked of `jcm promise`: the confidence, and figures that are promised already. */
import { isCellError, parseNumber } from '../assessment/cell/index.ts';
import type { Unit } from '../batch/promise/unit.ts';
import { parseShare } from '../decide/target.ts';
import { type Context, UsageError } from './context.ts';

/**
 * @param text `0.9` or `p90`
 * @throws UsageError unless it lies between 0 and 1
 */
export function confidenceOf(text: string, context: Context): number {
  const confidence = parseShare(text) ?? Number(text.trim() || Number.NaN);
  if (confidence > 0 && confidence < 1) return confidence;
  throw new UsageError(context.texts.cli('promise.badConfidence', { confidence: text }));
}

/** Yearly tonnes by site or proposal, and those of all that are scored by themselves. */
export interface PromisedFigures {
  all: number | undefined;
  of: ReadonlyMap<string, number>;
}

/**
 * @param given `1200`, or `ID=1200` for one site or proposal; the last one counts
 * @throws UsageError on anything else
 */
export function promisedFigures(given: readonly string[], context: Context): PromisedFigures {
  const of = new Map<string, number>();
  let all: number | undefined;
  for (const text of given) {
    const [, id, figure] = /^(?:(.*)=)?([^=]*)$/su.exec(text) ?? [];
    const value = parseNumber(figure ?? '');
    if (isCellError(value) || value < 0) throw new UsageError(context.texts.cli('promise.badPromise', { text }));
    if (id === undefined) all = value;
    else of.set(id.trim(), value);
  }
  return { all, of };
}

/** Of a row within a proposal only a figure of its own counts. */
export function promisedOf({ all, of }: PromisedFigures, unit: Unit): number | undefined {
  const [row] = unit.rows;
  if (unit.proposalId) return of.get(unit.proposalId) ?? all;
  return of.get(row?.siteId ?? '') ?? (row?.proposalId ? undefined : all);
}
