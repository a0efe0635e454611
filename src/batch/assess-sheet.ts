/** A whole sheet in memory, from rows of cells to results: what a page or a script needs; long sheets stream instead. */
import type { Finding } from '../assessment/findings.ts';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import { NO_SCENARIO, type Scenario } from '../assessment/scenario.ts';
import { withoutEffect } from '../assessment/scenario-switches.ts';
import { Sheet } from '../assessment/sheet.ts';
import type { Catalog } from '../catalog/index.ts';
import { AssessRun, type SiteResult } from './assess.ts';
import { LEVELS } from './groups.ts';
import { Totals } from './totals.ts';

export interface AssessedSheet {
  run: AssessRun;
  results: readonly SiteResult[];
  dropped: readonly DroppedRow[];
  total: Totals;
  findings: readonly Finding[];
}

/**
 * @param rows the header first, then the sites; `line` is the line of the file (for messages)
 * @throws SheetFindings when the header cannot be understood
 */
export function assessSheet(
  catalog: Catalog,
  rows: readonly { line: number; cells: readonly string[] }[],
  scenario: Scenario = NO_SCENARIO,
): AssessedSheet {
  const ids = new Set<string>();
  const addId = (id: string): boolean => !ids.has(id) && Boolean(ids.add(id));
  const sheet = new Sheet(rows[0]?.cells ?? [], {
    catalog,
    scenario: scenario.values,
    fx: scenario.fx,
    addId,
    keepWritten: true,
  });
  const read = rows.slice(1).map((r) => sheet.row(r.line, r.cells));
  const run = new AssessRun({ catalog, scenario: scenario.values, totals: true });
  for (const level of LEVELS) run.gather(level, read);
  const good = read.filter((r): r is SiteRow => !('dropped' in r));
  const results = run.run(good);
  const total = new Totals('those_with');
  for (const r of results) total.add(r);
  const findings = [
    ...scenario.findings,
    ...withoutEffect(scenario.switches, 'assess', ['fx']),
    ...sheet.findings,
    ...read.flatMap((r) => r.findings),
    ...results.flatMap((r) => run.findings(r)),
    ...run.groupFindings(),
  ];
  return { run, results, dropped: read.filter((r): r is DroppedRow => 'dropped' in r), total, findings };
}
