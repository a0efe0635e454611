/** A whole sheet assessed, with all that a page, a document or a simulation of it needs. */
import { type Finding, finding } from '../assessment/findings.ts';
import type { DroppedRow, SiteRow } from '../assessment/row.ts';
import type { Scenario } from '../assessment/scenario.ts';
import { withoutEffect } from '../assessment/scenario-switches.ts';
import { Sheet, SheetFindings } from '../assessment/sheet.ts';
import { AssessRun, type SiteResult } from '../batch/assess.ts';
import { Gathered } from '../batch/gathered.ts';
import { LEVELS, type Level } from '../batch/groups.ts';
import type { Totals } from '../batch/totals.ts';
import type { Catalog } from '../catalog/index.ts';
import { IdSet } from '../io/id-set.ts';
import type { RawSheet } from './raw-sheet.ts';

export interface GroupTotals {
  level: Level;
  id: string;
  totals: Totals;
}

export interface Assessed {
  raw: RawSheet;
  sheet: Sheet;
  scenario: Scenario;
  run: AssessRun;
  /** Rows of the sheet in their pieces. */
  chunks: readonly (readonly (SiteRow | DroppedRow)[])[];
  /** Of the good rows, in order. */
  results: readonly SiteResult[];
  groups: readonly GroupTotals[];
  total: Totals;
  /** Whether the sheet has group columns. */
  grouped: boolean;
  /** In the order in which the command line gives them. */
  findings: readonly Finding[];
}

/** @throws SheetFindings when nothing can be assessed */
export function assessRaw(catalog: Catalog, raw: RawSheet, scenario: Scenario): Assessed {
  const faults = scenario.findings.filter((f) => f.severity === 'error');
  if (faults.length > 0) throw new SheetFindings(faults);
  const sheet = readerOf(catalog, raw, scenario);
  const chunks = raw.chunks.map((rows) => rows.map((r) => sheet.row(r.line, r.cells)));
  if (chunks.every((rows) => rows.length === 0)) throw new SheetFindings([finding('no_rows', 'error')]);
  const run = new AssessRun({ catalog, scenario: scenario.values, totals: true });
  const levels = LEVELS.filter((level) => (level === 'project' ? sheet.hasProjects : sheet.hasProposals));
  for (const level of levels) for (const rows of chunks) run.gather(level, rows);
  const groups: GroupTotals[] = [];
  const gathered = new Gathered(run.groups, (level, id, totals) => groups.push({ level, id, totals }));
  const findings: Finding[] = [
    ...scenario.findings,
    ...withoutEffect(scenario.switches, 'assess', ['fx']),
    ...sheet.findings,
  ];
  const results: SiteResult[] = [];
  for (const rows of chunks) {
    const here = run.run(rows.filter((r): r is SiteRow => !('dropped' in r)));
    gathered.rows(rows, here);
    for (const r of rows) findings.push(...r.findings);
    for (const r of here) {
      findings.push(...run.findings(r));
      results.push(r);
    }
  }
  findings.push(...run.groupFindings());
  const { total } = gathered;
  return { raw, sheet, scenario, run, chunks, results, groups, total, grouped: levels.length > 0, findings };
}

/**
 * What reads the rows of a sheet.
 * @param again the same row may be read several times
 * @throws SheetFindings when the header cannot be understood
 */
export function readerOf(catalog: Catalog, raw: RawSheet, scenario: Scenario, again = false): Sheet {
  if (raw.header.length === 0) throw new SheetFindings([finding('empty_sheet', 'error')]);
  const ids = new IdSet();
  return new Sheet(raw.header, {
    catalog,
    scenario: scenario.values,
    fx: scenario.fx,
    addId: (id) => again || ids.add(id),
    keepWritten: true,
  });
}
