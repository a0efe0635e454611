/** The results of `assess` as a table for people; for programs there are report/assess-writers. */
import type { SiteResult } from '../batch/assess.ts';
import { assessTable, type TotalLine } from '../report/assess-table.ts';
import type { AssessWriter } from '../report/assess-writers.ts';
import { SHOWN_GROUPS, SHOWN_SITES } from '../report/table.ts';
import { notedResult, notesText, TableNotes } from '../report/table-notes.ts';
import { harmless } from '../report/terminal.ts';
import { yearsTable } from '../report/years-table.ts';
import type { Context } from './context.ts';
import type { OutputColumn } from './outputs-option.ts';
import type { Sink } from './sink.ts';

export function tableWriter(
  sink: Sink,
  columns: readonly OutputColumn[],
  years: boolean,
  context: Context,
): AssessWriter {
  const notes = new TableNotes();
  const kept: SiteResult[] = [];
  const sums: TotalLine[] = [];
  let groups = 0;
  const { texts } = context;
  const write = (text: string) => sink.write(harmless(text));
  return {
    sites: (results) => {
      for (const r of results) {
        notes.add(notedResult(r), columns);
        if (kept.length < SHOWN_SITES) kept.push(r);
      }
    },
    group: (level, id, t) => {
      if (level === 'total') {
        if (notes.sites > 1) sums.push({ name: texts.cli('total'), sites: t.rows, outputs: t.outputs() });
        return;
      }
      groups++;
      if (groups <= SHOWN_GROUPS) sums.push({ name: `${texts.cli(level)} ${id}`, sites: t.rows, outputs: t.outputs() });
    },
    end: () => {
      const shown = notes.shown(columns);
      const totals = sums;
      write(assessTable(kept, shown, totals, texts));
      if (totals.some((t) => [...t.outputs.values()].some((o) => o.value !== null && o.sites < t.sites)))
        write(`${texts.cli('sitesWith')}\n`);
      if (notes.sites > kept.length) write(`${texts.cli('moreSites', { n: notes.sites - kept.length })}\n`);
      if (groups > SHOWN_GROUPS) write(`${texts.cli('moreGroups', { n: groups - SHOWN_GROUPS })}\n`);
      write(notesText(notes, columns, texts));
      if (years) for (const r of kept) write(`\n${yearsTable(r, texts)}`);
    },
  };
}
