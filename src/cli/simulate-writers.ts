/** Three ways to give the results of `simulate`: table, CSV, JSON. Each takes sites as they come. */
import type { SumFigures } from '../batch/draw-sums.ts';
import type { FanSeries } from '../batch/open-site.ts';
import type { SimulatedGroup } from '../batch/simulated-groups.ts';
import type { SimulatedSite } from '../batch/simulated-site.ts';
import type { KeptFindings } from '../report/findings-json.ts';
import { simulateCsvHeader, simulateCsvRow, simulateGroupLine, simulateGroupsHeader } from '../report/simulate-csv.ts';
import { drawsHeader, drawsLines, fanHeader, fanLines, fanTable } from '../report/simulate-extras.ts';
import {
  type SimulateHead,
  simulatedGroupJson,
  simulatedSiteJson,
  simulateHeadJson,
  simulateTailJson,
} from '../report/simulate-json.ts';
import { type ShownSite, shownSite, simulateTable } from '../report/simulate-table.ts';
import { SHOWN_GROUPS, SHOWN_SITES } from '../report/table.ts';
import { notedSite, notesText, TableNotes } from '../report/table-notes.ts';
import type { Context } from './context.ts';
import type { Format } from './out-files.ts';
import type { Wanted } from './simulate-options.ts';
import type { Sink } from './sink.ts';

export interface SimulateWriter {
  /** @param fan the spread of each year, where it is asked for */
  site(s: SimulatedSite, fan?: readonly FanSeries[]): void;
  /** A project or proposal that is complete. */
  group(g: SimulatedGroup): void;
  end(total: SumFigures, findings: KeptFindings): void;
  /** Plain data; with it a later run goes on. */
  readonly state: WriterState;
}

export interface WriterState {
  begun: boolean;
  first: boolean;
  groups: Record<'project' | 'proposal', string[]>;
}

export const NEW_WRITER: WriterState = { begun: false, first: true, groups: { project: [], proposal: [] } };

export interface WriterOptions {
  format: Format;
  sink: Sink;
  /** Tables beside the results of a CSV. */
  groups?: Sink | undefined;
  draws?: Sink | undefined;
  fan?: Sink | undefined;
  wanted: Wanted;
  head: SimulateHead;
  state: WriterState;
}

export function simulateWriter(options: WriterOptions, context: Context): SimulateWriter {
  switch (options.format) {
    case 'csv':
      return csvWriter(options);
    case 'json':
      return jsonWriter(options);
    case 'table':
      return tableWriter(options, context);
  }
}

function csvWriter({ sink, groups, draws, fan, wanted, state }: WriterOptions): SimulateWriter {
  const { columns } = wanted;
  const names = columns.map((c) => c.column);
  const chances = wanted.thresholds.map((t) => t.text);
  if (!state.begun) {
    sink.write(simulateCsvHeader(columns, chances));
    groups?.write(simulateGroupsHeader(columns, chances));
    draws?.write(drawsHeader(names));
    fan?.write(fanHeader());
  }
  return {
    site: (s, years) => {
      sink.write(simulateCsvRow(s, columns, chances));
      if (draws) for (const lines of drawsLines(s, names)) draws.write(lines);
      if (years) fan?.write(fanLines(s.row.siteId, years));
    },
    group: (g) => groups?.write(simulateGroupLine(g.level, g.id, g, columns, chances)),
    end: (total) => groups?.write(simulateGroupLine('total', '', total, columns, chances)),
    state: { ...state, begun: true },
  };
}

function jsonWriter({ sink, head, state }: WriterOptions): SimulateWriter {
  const own: WriterState = { ...state, begun: true };
  if (!state.begun) sink.write(simulateHeadJson(head));
  return {
    site: (s, fan) => {
      sink.write(own.first ? '\n' : ',\n');
      for (const piece of simulatedSiteJson(s, fan)) sink.write(piece);
      own.first = false;
    },
    group: (g) => {
      own.groups[g.level].push(simulatedGroupJson(g));
    },
    end: (total, findings) => sink.write(simulateTailJson(own.groups, total, findings)),
    state: own,
  };
}

function tableWriter({ sink, wanted, state }: WriterOptions, context: Context): SimulateWriter {
  const { texts } = context;
  const sites: ShownSite[] = [];
  const groups: SimulatedGroup[] = [];
  const fans: string[] = [];
  const notes = new TableNotes();
  let all = 0;
  return {
    site: (s, fan) => {
      notes.add(notedSite(s), wanted.columns);
      if (fan) fans.push(fanTable(s.row.siteId, fan, texts));
      if (sites.length < SHOWN_SITES) sites.push(shownSite(s));
    },
    group: (g) => {
      all++;
      if (groups.length < SHOWN_GROUPS) groups.push(g);
    },
    end: (total) => {
      const probabilities = wanted.thresholds.map((t) => t.text);
      sink.write(simulateTable({ sites, columns: wanted.columns, probabilities, groups, total }, texts));
      if (total.sites > sites.length) sink.write(`${texts.cli('moreSites', { n: total.sites - sites.length })}\n`);
      if (all > groups.length) sink.write(`${texts.cli('moreGroups', { n: all - groups.length })}\n`);
      sink.write(notesText(notes, wanted.columns, texts));
      for (const fan of fans) sink.write(`\n${fan}`);
    },
    state,
  };
}
