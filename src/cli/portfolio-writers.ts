/** Three ways to give a choice among sites: table, CSV, JSON. */
import type { DrawnSite } from '../batch/portfolio/drawn-site.ts';
import { frontierCsv, portfolioCsv, totalsCsv } from '../report/portfolio-csv.ts';
import { type PortfolioHead, type PortfolioResult, portfolioJson } from '../report/portfolio-json.ts';
import { portfolioTable } from '../report/portfolio-table.ts';
import type { Context } from './context.ts';
import type { FindingsLog } from './findings-log.ts';
import type { OutFiles } from './out-files.ts';
import { allOutputs } from './outputs-option.ts';
import { fileSink, stdoutSink } from './sink.ts';

export interface PortfolioOutput {
  target: OutFiles;
  head: PortfolioHead;
  result: PortfolioResult;
  /** All good rows of the sheet, in order. */
  sites: readonly DrawnSite[];
  log: FindingsLog;
}

export async function writePortfolio(output: PortfolioOutput, context: Context): Promise<void> {
  const { target, result } = output;
  const sink = target.results ? fileSink(target.results, context) : stdoutSink();
  sink.write(textOf(output, context));
  await sink.close();
  await table(target.totals, () => totalsCsv(result), context);
  await table(target.frontier, () => frontierCsv(result), context);
}

function textOf({ target, head, result, sites, log }: PortfolioOutput, context: Context): string {
  if (target.format === 'json') return portfolioJson(head, result, log);
  if (target.format === 'csv') return portfolioCsv(result, sites);
  const quantities = new Map(allOutputs(head.catalog).map((o) => [o.column, o.quantity]));
  return portfolioTable({ ...result, quantity: (output) => quantities.get(output) }, context.texts);
}

async function table(file: string | undefined, text: () => string, context: Context): Promise<void> {
  if (!file) return;
  const sink = fileSink(file, context);
  sink.write(text());
  await sink.close();
}
