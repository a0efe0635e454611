/** A series file → a year of hours; without one the findings are told and the command ends. */
import { readFileSync } from 'node:fs';
import type { Finding } from '../assessment/findings.ts';
import { type Catalog, nearest } from '../catalog/index.ts';
import { seriesLimits } from '../hourly/parameters.ts';
import { type LoadShape, loadShape, shapeIds } from '../hourly/series/load-shape.ts';
import { readSeries } from '../hourly/series/read.ts';
import type { ReadOptions, Row, SeriesRead } from '../hourly/series/types.ts';
import { SheetError } from '../io/errors.ts';
import { readSeriesRows } from '../io/series-read.ts';
import { type Context, UsageError } from './context.ts';
import { spooled } from './spool.ts';

export type SeriesOptions = Omit<ReadOptions, 'limits' | 'shape'> & { shape?: string | undefined };

/** @param file a path, or - for standard input @throws UsageError when it cannot be read at all */
export async function loadSeries(
  file: string,
  options: SeriesOptions,
  catalog: Catalog,
  context: Context,
): Promise<SeriesRead> {
  const shape = shapeNamed(options.shape ?? (shapeIds(catalog)[0] as string), catalog, context);
  return readSeries(await loadRows(file, context), { ...options, shape, limits: seriesLimits(catalog) });
}

/** @param file a path, or - for standard input @throws UsageError when it cannot be read at all */
export async function loadRows(file: string, context: Context): Promise<Row[]> {
  const place = await spooled(file, context);
  try {
    return readSeriesRows(readFileSync(place.file));
  } catch (e) {
    if (e instanceof SheetError)
      throw new UsageError(`${file}: ${context.texts.finding({ code: e.code, params: e.params })}`);
    throw e;
  } finally {
    place.remove();
  }
}

/** @throws UsageError when there is no such shape */
export function shapeNamed(name: string, catalog: Catalog, context: Context): LoadShape {
  const shape = loadShape(catalog, name);
  if (shape) return shape;
  const known = shapeIds(catalog);
  throw new UsageError(
    context.texts.cli('shapeNotFound', { name, known: known.join(', '), suggestion: nearest(name, known) ?? '' }),
  );
}

export function tellFindings(file: string, findings: readonly Finding[], context: Context): void {
  for (const f of findings)
    context.say(
      f.severity === 'error' ? 'error' : f.severity === 'warning' ? 'warn' : 'info',
      `${file}: ${context.texts.finding(f)}`,
    );
}
