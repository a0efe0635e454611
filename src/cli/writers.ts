/** Three ways to give the results of `assess`: table, CSV, JSON. Each takes sites as they come. */
import type { SiteResult } from '../batch/assess.ts';
import type { Level } from '../batch/groups.ts';
import type { Totals } from '../batch/totals.ts';
import type { Catalog } from '../catalog/index.ts';
import { type CsvShape, csvHeader, csvRow } from '../report/assess-csv.ts';
import { groupJson, jsonHead, jsonTail, type LabelsOf, siteJson, totalJson } from '../report/assess-json.ts';
import { assessTable, type TotalLine } from '../report/assess-table.ts';
import type { KeptFindings } from '../report/findings-json.ts';
import { SHOWN_GROUPS, SHOWN_SITES } from '../report/table.ts';
import { notedResult, notesText, TableNotes } from '../report/table-notes.ts';
import { harmless } from '../report/terminal.ts';
import { yearsTable } from '../report/years-table.ts';
import type { Context } from './context.ts';
import type { OutputColumn } from './outputs-option.ts';
import type { Sink } from './sink.ts';

export interface AssessWriter {
  sites(results: readonly SiteResult[]): void;
  /** A project or proposal that is complete, or at last the total of the sheet. */
  group(level: Level | 'total', id: string, totals: Totals): void;
  end(findings: KeptFindings): void;
}

export function csvWriter(sink: Sink, shape: CsvShape, bom: boolean): AssessWriter {
  sink.write((bom ? '\ufeff' : '') + csvHeader(shape));
  return {
    sites: (results) => {
      for (const r of results) sink.write(csvRow(r, shape));
    },
    group: () => undefined,
    end: () => undefined,
  };
}

export function jsonWriter(sink: Sink, catalog: Catalog, labels: LabelsOf): AssessWriter {
  sink.write(jsonHead(catalog));
  const groups: Record<Level, string[]> = { project: [], proposal: [] };
  let total = '{}';
  let first = true;
  return {
    sites: (results) => {
      for (const r of results) {
        sink.write((first ? '\n' : ',\n') + siteJson(r));
        first = false;
      }
    },
    group: (level, id, totals) => {
      if (level === 'total') total = JSON.stringify(totalJson(totals, labels));
      else groups[level].push(JSON.stringify(groupJson(`${level}_id`, { id, totals }, labels)));
    },
    end: (findings) => {
      sink.write(`],"projects":[`);
      for (const [i, g] of groups.project.entries()) sink.write((i ? ',\n' : '\n') + g);
      sink.write(`],"proposals":[`);
      for (const [i, g] of groups.proposal.entries()) sink.write((i ? ',\n' : '\n') + g);
      sink.write(jsonTail(total, findings));
    },
  };
}

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
