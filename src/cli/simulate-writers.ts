/** Three ways to give the results of `simulate`: table, CSV, JSON. Each takes sites as they come. */
import type { SimulatedGroup } from '../batch/simulated-groups.ts';
import { fanTable } from '../report/fan-table.ts';
import { type ShownSite, shownSite, simulateTable } from '../report/simulate-table.ts';
import {
  type SimulateWriter,
  type SimulateWriterOptions,
  simulateCsvWriter,
  simulateJsonWriter,
} from '../report/simulate-writers.ts';
import { SHOWN_GROUPS, SHOWN_SITES } from '../report/table.ts';
import { notedSite, notesText, TableNotes } from '../report/table-notes.ts';
import type { Context } from './context.ts';
import type { Format } from './out-files.ts';
import type { Wanted } from './simulate-options.ts';
import type { Sink } from './sink.ts';

export interface WriterOptions extends SimulateWriterOptions {
  format: Format;
  sink: Sink;
  wanted: Wanted;
}

export function simulateWriter(options: WriterOptions, context: Context): SimulateWriter {
  switch (options.format) {
    case 'csv':
      return simulateCsvWriter(options);
    case 'json':
      return simulateJsonWriter(options);
    case 'table':
      return tableWriter(options, context);
  }
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
