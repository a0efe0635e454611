import type { Finding } from '../assessment/findings.ts';
import type { Texts } from '../i18n/index.ts';
import { csvLine } from '../io/csv-write.ts';

export const findingsHeader = (): string => csvLine(['severity', 'row', 'site_id', 'column', 'code', 'text', 'params']);

export function findingLine(f: Finding, texts: Texts): string {
  return csvLine([
    f.severity,
    f.row ?? null,
    f.site_id ?? '',
    f.column ?? '',
    f.code,
    texts.finding(f),
    JSON.stringify(f.params),
  ]);
}
