/** The passes over a sheet that come before its rows can be worked out. */
import type { AssessRun } from '../batch/assess.ts';
import { LEVELS } from '../batch/groups.ts';
import type { SheetSource } from './sheet-source.ts';

/**
 * Sums over groups come first: a row's grant rests on its whole project.
 * @returns whether the sheet has group columns
 */
export async function gatherGroups(source: SheetSource, run: Pick<AssessRun, 'gather'>): Promise<boolean> {
  let grouped = false;
  for (const level of LEVELS) {
    for await (const { sheet, rows } of source.chunks()) {
      if (!(level === 'project' ? sheet.hasProjects : sheet.hasProposals)) break;
      grouped = true;
      run.gather(level, rows);
    }
  }
  return grouped;
}
