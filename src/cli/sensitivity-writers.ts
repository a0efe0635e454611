/** Three ways to give sensitivities: table, CSV, JSON. Each takes sites as they come. */
import type { SiteSensitivity } from '../batch/sensitivity.ts';
import { sensitivityCsvHeader, sensitivityCsvLines } from '../report/sensitivity-csv.ts';
import { sensitivityJson } from '../report/sensitivity-json.ts';
import { sensitivityOverview, sensitivityTables } from '../report/sensitivity-table.ts';
import { SHOWN_SITES } from '../report/table.ts';
import { harmless } from '../report/terminal.ts';
import type { Context } from './context.ts';
import { jsonList } from './json-list.ts';
import type { Format } from './out-files.ts';
import type { Sink } from './sink.ts';

export interface SensitivityWriter {
  site(s: SiteSensitivity): void;
  end(): void;
}

/** @param all many sites: a list, or a line a site */
export function sensitivityWriter(format: Format, sink: Sink, all: boolean, context: Context): SensitivityWriter {
  const { texts } = context;
  if (format === 'csv') {
    sink.write(sensitivityCsvHeader());
    return { site: (s) => sink.write(sensitivityCsvLines(s)), end: () => undefined };
  }
  if (format === 'json') {
    const list = jsonList(sink, all);
    return { site: (s) => list.add(sensitivityJson(s)), end: () => list.end() };
  }
  if (!all) return { site: (s) => sink.write(harmless(sensitivityTables(s, texts))), end: () => undefined };
  const shown: SiteSensitivity[] = [];
  let count = 0;
  return {
    site: (s) => {
      if (count++ < SHOWN_SITES) shown.push(s);
    },
    end: () => {
      sink.write(harmless(sensitivityOverview(shown, texts)));
      if (count > shown.length) sink.write(`${texts.cli('moreSites', { n: count - shown.length })}\n`);
    },
  };
}
