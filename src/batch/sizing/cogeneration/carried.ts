/** Numbers of the site that a plan changes, as cells of its row: the spread of the site comes along where it can. */
import { scaleSpread } from '../../../assessment/cell/index.ts';
import { shiftSpread, spreadText } from '../../../assessment/cell/spread-text.ts';
import type { Candidate, SiteFacts } from '../sizer.ts';

/** @param value in the unit of the quantity; the spread is as wide as the site's in proportion to it */
export function inProportion(value: number, name: string, facts: SiteFacts): string {
  const [spread, was] = [facts.spread(name), facts.number(name)];
  const kept = spread && was > 0 && value > 0 ? scaleSpread(spread, value / was) : undefined;
  return (kept && spreadText(kept)) ?? String(value);
}

/** The site's number (nothing: 0) and so much more, its spread as wide as before. */
export function raised(name: string, by: number, facts: SiteFacts): string {
  const [spread, was] = [facts.spread(name), facts.number(name)];
  const kept = spread && shiftSpread(spread, by);
  return (kept && spreadText(kept)) ?? String((Number.isNaN(was) ? 0 : was) + by);
}

/** Columns for which the site has a spread and some row a plain number. */
export function lostSpreads(
  list: readonly Candidate[],
  columns: readonly (readonly [name: string, column: string])[],
  facts: SiteFacts,
): string[] {
  const plain = (column: string) =>
    list.some((c) => c.columns.some(([h, text]) => h === column && Number.isFinite(Number(text))));
  return columns.filter(([name, column]) => facts.spread(name) && plain(column)).map(([, column]) => column);
}
