/** `jcm check`: reads a sheet and a scenario and says what is wrong, without results. */
import { AssessRun } from '../../batch/assess.ts';
import { findingsMembers } from '../../report/findings-json.ts';
import { missingText, notedResult, TableNotes, warningsText } from '../../report/table-notes.ts';
import { harmless } from '../../report/terminal.ts';
import { type Context, EXIT } from '../context.ts';
import { FindingsLog } from '../findings-log.ts';
import { gatherGroups } from '../gather-groups.ts';
import { loadCatalog, loadScenario, withUserMethodologies } from '../load.ts';
import { allOutputs } from '../outputs-option.ts';
import { openSheet } from '../sheet-source.ts';
import { stdoutSink } from '../sink.ts';

export interface CheckArgs {
  sheet: string;
  scenario?: string | undefined;
  methodologyFile: readonly string[];
  json: boolean;
}

export async function check(args: CheckArgs, context: Context): Promise<number> {
  const catalog = await withUserMethodologies(loadCatalog(), args.methodologyFile, context);
  const scenario = await loadScenario(args.scenario, catalog, context);
  const source = await openSheet(args.sheet, { catalog, scenario }, context);
  const log = new FindingsLog(context, { keep: args.json });
  const run = new AssessRun({ catalog, scenario: scenario.values });
  const columns = allOutputs(catalog).filter((o) => o.short);
  const notes = new TableNotes();
  await gatherGroups(source, run);
  let first = true;
  for await (const { sheet, rows } of source.chunks()) {
    if (first) for (const f of [...scenario.findings, ...sheet.findings]) log.add(f);
    first = false;
    for (const r of run.run(log.rowsIn(rows))) {
      for (const f of run.findings(r)) log.add(f);
      notes.add(notedResult(r), columns);
    }
  }
  for (const f of run.groupFindings()) log.add(f);
  source.close();
  const sink = stdoutSink();
  const good = log.rows - log.dropped;
  if (args.json) {
    sink.write(
      `${JSON.stringify({ schema: 'jcm.check/1', rows: log.rows, good, dropped: log.dropped, ...findingsMembers(log), warnings: Object.fromEntries([...notes.warnings].map(([code, l]) => [code, l.n])) }, null, 2)}\n`,
    );
  } else {
    sink.write(`${context.texts.cli('checkSummary', { rows: log.rows, good, dropped: log.dropped })}\n`);
    const missing = missingText(notes, columns, context.texts);
    if (missing.length > 0) sink.write(`${context.texts.cli('checkMissing')}\n${harmless(missing.join('\n'))}\n`);
    const warned = warningsText(notes, context.texts);
    if (warned.length > 0) sink.write(`${context.texts.cli('warningLegend')}\n${harmless(warned.join('\n'))}\n`);
  }
  await sink.close();
  await log.close();
  return log.dropped > 0 ? EXIT.someRowsLeftOut : EXIT.done;
}
