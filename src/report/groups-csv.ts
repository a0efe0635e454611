/** Projects, proposals and the total of the sheet as CSV: one line each, with the reasons beside it. */
import type { Totals } from '../batch/totals.ts';
import { csvLine } from '../io/csv-write.ts';
import type { LabelsOf } from './assess-json.ts';
import { labelOf } from './outputs.ts';

export const groupsHeader = (columns: readonly string[]): string =>
  csvLine(['group', 'id', 'sites', ...columns, 'reasons']);

export function groupLine(
  group: string,
  id: string,
  totals: Totals,
  columns: readonly string[],
  labels: LabelsOf,
): string {
  const outputs = totals.outputs();
  const cells = columns.map((c) => {
    const v = outputs.get(c)?.value ?? null;
    const codes = labels(c);
    return v === null || !codes ? v : labelOf(codes, v);
  });
  const reasons = columns.flatMap((c) => {
    const reason = outputs.get(c)?.reason;
    return reason ? [`${c}=${reason}`] : [];
  });
  return csvLine([group, id, totals.rows, ...cells, reasons.join(' ')]);
}
