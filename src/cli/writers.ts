/** Three ways to give the results of `assess`: table, CSV, JSON. Each takes sites as they come. */
import type { SiteResult } from '../batch/assess.ts';
import type { Totals } from '../batch/totals.ts';
import type { Catalog } from '../catalog/index.ts';
import { type CsvShape, csvHeader, csvRow } from '../report/assess-csv.ts';
import {
  type GroupFigures,
  groupJson,
  jsonHead,
  jsonTail,
  type LabelsOf,
  siteJson,
  totalJson,
} from '../report/assess-json.ts';
import { assessTable, notesText, TableNotes, type TotalLine } from '../report/assess-table.ts';
import type { KeptFindings } from '../report/findings-json.ts';
import { SHOWN_GROUPS, SHOWN_SITES } from '../report/table.ts';
import { harmless } from '../report/terminal.ts';
import { yearsTable } from '../report/years-table.ts';
import type { Context } from './context.ts';
import type { OutputColumn } from './outputs-option.ts';
import type { Sink } from './sink.ts';

export interface Ending {
  projects: readonly GroupFigures[];
  proposals: readonly GroupFigures[];
  total: Totals;
  findings: KeptFindings;
}

export interface AssessWriter {
  sites(results: readonly SiteResult[]): void;
  end(ending: Ending): void;
}

export function csvWriter(sink: Sink, shape: CsvShape, bom: boolean): AssessWriter {
  sink.write((bom ? '\ufeff' : '') + csvHeader(shape));
  return {
    sites: (results) => {
      for (const r of results) sink.write(csvRow(r, shape));
    },
    end: () => undefined,
  };
}

export function jsonWriter(sink: Sink, catalog: Catalog, labels: LabelsOf): AssessWriter {
  sink.write(jsonHead(catalog));
  let first = true;
  return {
    sites: (results) => {
      for (const r of results) {
        sink.write((first ? '\n' : ',\n') + siteJson(r));
        first = false;
      }
    },
    end: (e) => {
      const projects = e.projects.map((g) => groupJson('project_id', g, labels));
      const proposals = e.proposals.map((g) => groupJson('proposal_id', g, labels));
      sink.write(jsonTail(projects, proposals, totalJson(e.total, labels), e.findings));
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
  const { texts } = context;
  const write = (text: string) => sink.write(harmless(text));
  return {
    sites: (results) => {
      for (const r of results) {
        notes.add(r, columns);
        if (kept.length < SHOWN_SITES) kept.push(r);
      }
    },
    end: (e) => {
      const shown = notes.shown(columns);
      const line = (name: string, t: Totals): TotalLine => ({ name, sites: t.rows, outputs: t.outputs() });
      const groups = [
        ...e.projects.map((g) => ({ ...g, level: 'project' as const })),
        ...e.proposals.map((g) => ({ ...g, level: 'proposal' as const })),
      ];
      const totals = [
        ...groups.slice(0, SHOWN_GROUPS).map((g) => line(`${texts.cli(g.level)} ${g.id}`, g.totals)),
        ...(notes.sites > 1 ? [line(texts.cli('total'), e.total)] : []),
      ];
      write(assessTable(kept, shown, totals, texts));
      if (totals.some((t) => [...t.outputs.values()].some((o) => o.value !== null && o.sites < t.sites)))
        write(`${texts.cli('sitesWith')}\n`);
      if (notes.sites > kept.length) write(`${texts.cli('moreSites', { n: notes.sites - kept.length })}\n`);
      if (groups.length > SHOWN_GROUPS) write(`${texts.cli('moreGroups', { n: groups.length - SHOWN_GROUPS })}\n`);
      write(notesText(notes, columns, texts));
      if (years) for (const r of kept) write(`\n${yearsTable(r, texts)}`);
    },
  };
}
