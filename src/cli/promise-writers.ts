/** Three ways to give promises: table, CSV, JSON. */
import type { PromiseColumns } from '../report/promise-csv.ts';
import { promiseCsvHeader, promiseCsvLine, promiseYearsHeader, promiseYearsLines } from '../report/promise-csv.ts';
import {
  type Promised,
  type PromiseHead,
  promisedJson,
  promiseHeadJson,
  promiseTailJson,
} from '../report/promise-json.ts';
import { promiseTable, type ShownPromise } from '../report/promise-table.ts';
import { SHOWN_SITES } from '../report/table.ts';
import { type Noted, notedResult, notesText, TableNotes } from '../report/table-notes.ts';
import type { Context } from './context.ts';
import type { FindingsLog } from './findings-log.ts';
import type { Format } from './out-files.ts';
import type { OutputColumn } from './outputs-option.ts';
import type { Sink } from './sink.ts';

export interface PromiseWriter {
  /** @param whole a proposal */
  add(promised: Promised, whole: boolean): void;
  end(log: FindingsLog): void;
}

export interface PromiseWriterOptions {
  format: Format;
  sink: Sink;
  /** A line a year, beside the CSV. */
  years: Sink | undefined;
  head: PromiseHead;
  columns: PromiseColumns;
  /** Outputs whose absence is explained under the table. */
  noted: readonly OutputColumn[];
}

export function promiseWriter(options: PromiseWriterOptions, context: Context): PromiseWriter {
  switch (options.format) {
    case 'csv':
      return csvWriter(options);
    case 'json':
      return jsonWriter(options);
    case 'table':
      return tableWriter(options, context);
  }
}

function csvWriter({ sink, years, columns }: PromiseWriterOptions): PromiseWriter {
  sink.write(promiseCsvHeader(columns));
  years?.write(promiseYearsHeader());
  return {
    add: (p, whole) => {
      sink.write(promiseCsvLine(p, whole, columns));
      years?.write(promiseYearsLines(p.judged, whole));
    },
    end: () => undefined,
  };
}

function jsonWriter({ sink, head }: PromiseWriterOptions): PromiseWriter {
  sink.write(promiseHeadJson(head));
  const proposals: string[] = [];
  let first = true;
  return {
    add: (p, whole) => {
      const text = promisedJson(p, whole);
      if (whole) proposals.push(text);
      else sink.write(first ? `\n${text}` : `,\n${text}`);
      if (!whole) first = false;
    },
    end: (log) => sink.write(promiseTailJson(proposals, log)),
  };
}

function tableWriter({ sink, head, columns, noted }: PromiseWriterOptions, context: Context): PromiseWriter {
  const { texts } = context;
  const shown: ShownPromise[] = [];
  const notes = new TableNotes();
  let all = 0;
  return {
    add: (p, whole) => {
      all++;
      // What only the proposal has is no figure that a row lacks.
      if (!whole)
        for (const r of p.judged.planned.results)
          notes.add(
            { ...notedResult(r), recalledSpreads: p.judged.recalledSpreads },
            r.row.proposalId ? noted.slice(0, 1) : noted,
          );
      else notes.add(notedProposal(p, texts), noted);
      if (shown.length < SHOWN_SITES) shown.push({ ...p, whole });
    },
    end: () => {
      const confidence = Math.round(1e6 * head.confidence) / 1e4;
      sink.write(promiseTable({ shown, scores: columns.scores, confidence }, texts));
      if (all > shown.length) sink.write(`${texts.cli('moreSites', { n: all - shown.length })}\n`);
      sink.write(notesText(notes, noted, texts));
    },
  };
}

/** What a proposal as a whole lacks; all else is said of its rows. */
function notedProposal({ judged }: Promised, texts: Context['texts']): Noted {
  const { planned, scores, unit } = judged;
  return {
    siteId: `${texts.cli('proposal')} ${unit.proposalId}`,
    reason: (column) => planned.reason ?? scores.find((s) => s.score.column === column)?.reason,
    warnings: [],
    unverified: [],
  };
}
