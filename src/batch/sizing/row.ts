/** A size of a site as a row of the sheet. */
import { CAPEX, type Columns, type SiteFile } from '../../decide/sizing/site-file.ts';
import type { Candidate } from './sizer.ts';

export interface RowTexts {
  header: readonly string[];
  cells: readonly string[];
}

/** The site without any size: for what does not depend on it. @param probe see Sizer */
export function baseRow(columns: Columns, sized: ReadonlySet<string>, probe: Columns = []): RowTexts {
  return textsOf([...columns.filter(([h]) => !sized.has(h)), ...probe]);
}

export function sizedRow(
  { columns, costSpread }: SiteFile,
  candidate: Candidate,
  sized: ReadonlySet<string>,
): RowTexts {
  const replaced = new Set([...sized, ...candidate.columns.map(([h]) => h)]);
  const filled = candidate.columns.flatMap(([h, t]): [string, string][] => {
    if (t === undefined) return [];
    return [[h, h === CAPEX && costSpread !== undefined ? `${t} ${costSpread}` : t]];
  });
  return textsOf([...columns.filter(([h]) => !replaced.has(h)), ...filled]);
}

const textsOf = (columns: Columns): RowTexts => ({
  header: columns.map(([h]) => h),
  cells: columns.map(([, t]) => t),
});
