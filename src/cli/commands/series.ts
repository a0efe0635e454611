/** `jcm series`: a load or weather series → its form, sums by month, and what is wrong with it. */
import type { Finding } from '../../assessment/findings.ts';
import { parameter } from '../../hourly/parameters.ts';
import { weatherClock } from '../../hourly/site-hours.ts';
import { csvLine } from '../../io/csv-write.ts';
import { hoursLines } from '../../report/series-csv.ts';
import { seriesJson } from '../../report/series-json.ts';
import { seriesTable } from '../../report/series-table.ts';
import { type Context, EXIT, UsageError } from '../context.ts';
import { loadCatalog } from '../load.ts';
import { loadSeries, type SeriesOptions, tellFindings } from '../load-series.ts';
import { outFile } from '../out-files.ts';
import { fileSink, stdoutSink } from '../sink.ts';

export interface SeriesArgs {
  file: string;
  fill: boolean;
  labels?: 'start' | 'end' | undefined;
  utcOffset?: number | undefined;
  shape?: string | undefined;
  column: readonly string[];
  baseLoadPct?: number | undefined;
  workingDays?: number | undefined;
  output?: string | undefined;
  json: boolean;
  csv: boolean;
}

export async function series(args: SeriesArgs, context: Context): Promise<number> {
  outFile(args.output, { sheet: args.file, methodologyFile: [] }, context);
  checkShifts(args, context);
  const catalog = loadCatalog();
  const { year, findings: read } = await loadSeries(args.file, optionsOf(args), catalog, context);
  const clock = year && weatherClock(year, parameter(catalog, 'sun_below_horizon_share').value);
  const findings = clock ? [...read, clock] : read;
  tellFindings(args.file, findings, context);
  if (year || args.json) {
    const toFile = args.output !== undefined && !args.output.toLowerCase().endsWith('.json');
    const sink = args.output ? fileSink(args.output, context) : stdoutSink();
    if (args.json || (args.output && !toFile)) sink.write(`${JSON.stringify(seriesJson(year, findings), null, 2)}\n`);
    else if (year && (args.csv || toFile)) for (const line of hoursLines(year)) sink.write(csvLine(line));
    else if (year) sink.write(seriesTable(year, context.texts));
    await sink.close();
    if (args.output) context.say('info', context.texts.cli('savedTo', { file: args.output }));
  }
  return year ? EXIT.done : EXIT.unusable;
}

/** @throws UsageError when there is no shape to change, or the share is none */
function checkShifts({ shape, baseLoadPct: base, workingDays }: SeriesArgs, context: Context): void {
  const given = base === undefined ? workingDays && '--working-days' : '--base-load-pct';
  const refuse = (code: string, params: Finding['params']) => {
    throw new UsageError(context.texts.finding({ code, params }));
  };
  if (given && shape === undefined) refuse('size_key_needs', { key: given, other: '--shape' });
  if (base !== undefined && !(base >= 0 && base <= 100))
    refuse('size_bad_value', { key: '--base-load-pct', value: String(base), expected: '0 – 100' });
}

const optionsOf = ({
  fill,
  labels,
  utcOffset,
  shape,
  column,
  baseLoadPct,
  workingDays,
}: SeriesArgs): SeriesOptions => ({
  fill,
  labels,
  utcOffset,
  shape,
  column: column.length > 0 ? column : undefined,
  shifts: { baseLoadPct, workingDays },
});
