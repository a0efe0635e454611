/** What commands that change plans take when nothing is said: from `choices.yaml`. */
import type { z } from 'zod';
import type { Choices } from './choices.ts';
import { fault, type Loaded } from './placed.ts';
import type { choicesSchema } from './schema.ts';
import type { Book } from './types.ts';

/** @throws CatalogFileError on a name that nobody defines */
export function planChoices(
  f: Loaded<z.infer<typeof choicesSchema>>,
  books: Readonly<Record<string, Book>>,
): Pick<Choices, 'lessIsBetter' | 'multiples' | 'breakEven' | 'planWords'> {
  const quantities = Object.values(books).flatMap((b) => Object.values(b.quantities));
  const { less_is_better: lessIsBetter = [], multiples, breakeven: breakEven, plan_words: planWords } = f.value;
  const better = lessIsBetter.find((o) => !quantities.some((q) => q.output && q.column.startsWith(o)));
  if (better) throw fault(f, ['less_is_better', lessIsBetter.indexOf(better)], `no output begins with "${better}"`);
  for (const [sought, range] of Object.entries(breakEven?.quantities ?? {})) {
    const unknown = [sought, ...(range.with ?? [])].find((n) => !quantities.some((q) => q.name === n));
    if (unknown) throw fault(f, ['breakeven', 'quantities', sought], `no quantity "${unknown}"`);
  }
  for (const [word, names] of Object.entries(planWords ?? {})) {
    const unknown = names.find((n) => !quantities.some((q) => q.name === n));
    if (unknown) throw fault(f, ['plan_words', word], `no quantity "${unknown}"`);
  }
  return { lessIsBetter, multiples, breakEven, planWords };
}
