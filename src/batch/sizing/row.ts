/** A size of a site as a row of the sheet. */
import { CAPEX, type Columns, type SiteFile } from '../../decide/sizing/site-file.ts';
import type { Candidate } from './sizer.ts';

export interface RowTexts {
  header: readonly string[];
  cells: readonly string[];
}

/** The site without any size: for what does not depend on it. @param probe see Sizer */
export function baseRow(columns: Columns, sized: ReadonlySet<string>, probe: readonly Cell[] = []): RowTexts {
  return textsOf([...columns.filter(([, , c]) => !sized.has(c)), ...probe]);
}

export function sizedRow(
  { columns, costSpread }: SiteFile,
  candidate: Pick<Candidate, 'columns'>,
  sized: ReadonlySet<string>,
): RowTexts {
  const replaced = new Set([...sized, ...candidate.columns.map(([h]) => h)]);
  const spread = (c: string, t: string) => (c === CAPEX && costSpread !== undefined ? `${t} ${costSpread}` : t);
  const kept = columns.filter(([, , c]) => !replaced.has(c)).map(([h, t, c]): Cell => [h, spread(c, t)]);
  const filled = candidate.columns.flatMap(([h, t]): Cell[] => (t === undefined ? [] : [[h, spread(h, t)]]));
  return textsOf([...kept, ...filled]);
}

type Cell = readonly [header: string, text: string, ...rest: string[]];

const textsOf = (columns: readonly Cell[]): RowTexts => ({
  header: columns.map(([h]) => h),
  cells: columns.map(([, t]) => t),
});
