/** Options of commands that change plans: targets, shares of draws, quantities. */
import { type Catalog, nearest } from '../catalog/index.ts';
import { parseShare, parseTarget } from '../decide/target.ts';
import type { Threshold } from '../simulate/threshold.ts';
import { type Context, UsageError } from './context.ts';
import { checkRate } from './rate-threshold.ts';
import { wantedOutputs } from './simulate-options.ts';

export function lessIsBetterIn({ choices }: Catalog): (output: string) => boolean {
  return (output) => (choices.lessIsBetter ?? []).some((start) => output.startsWith(start));
}

/** @throws UsageError when it cannot be read, or names no output */
export function targetOf(text: string, catalog: Catalog, context: Context): Threshold {
  const target = parseTarget(text, lessIsBetterIn(catalog));
  if ('code' in target) throw new UsageError(context.texts.cli('badTarget', { text }));
  wantedOutputs({ outputs: target.output, probability: [] }, catalog, context);
  checkRate(target, catalog, context);
  return target;
}

/** @throws UsageError */
export function shareOf(text: string, context: Context): number {
  const share = parseShare(text);
  if (share === undefined) throw new UsageError(context.texts.cli('badAt', { text }));
  return share;
}

/** @throws UsageError on a name that no technology knows */
export function checkPlanQuantity(name: string, catalog: Catalog, context: Context): void {
  const all = Object.values(catalog.books).flatMap((b) => Object.values(b.quantities));
  const numbers = all.filter((q) => q.kind === 'number');
  const words = Object.keys(catalog.choices.planWords ?? {});
  const known = [...words, ...numbers.flatMap((q) => [q.column, q.name])];
  if (known.includes(name)) return;
  throw new UsageError(context.texts.cli('unknownPlanQuantity', { name, suggestion: nearest(name, known) ?? '' }));
}
