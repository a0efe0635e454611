/** What a quantity of a site is called, by the column that it has in results; joined ones (`a + b`) part by part. */
import type { Assessment } from '../assessment/assessment.ts';
import type { Quantity } from '../catalog/index.ts';
import type { Lang } from '../i18n/index.ts';

const KNOWN = new WeakMap<Assessment, ReadonlyMap<string, Quantity>>();

export function quantityOf(assessment: Assessment, column: string): Quantity | undefined {
  let known = KNOWN.get(assessment);
  if (!known) {
    known = new Map([...assessment.composition.entries.values()].map(({ quantity }) => [quantity.column, quantity]));
    KNOWN.set(assessment, known);
  }
  return known.get(column);
}

export function quantityLabel(assessment: Assessment, column: string, lang: Lang): string {
  const label = (c: string): string => quantityOf(assessment, c)?.label[lang] ?? c;
  return column.split(' + ').map(label).join(' + ');
}
