/** A series file → a year of hours; without one the findings are told and the command ends. */
import { readFileSync } from 'node:fs';
import type { Finding } from '../assessment/findings.ts';
import { type Catalog, nearest } from '../catalog/index.ts';
import { seriesFinding } from '../hourly/findings.ts';
import { seriesLimits } from '../hourly/parameters.ts';
import { type LoadShape, loadShape, shapeIds } from '../hourly/series/load-shape.ts';
import { readSeries } from '../hourly/series/read.ts';
import { type ShiftChange, withShifts } from '../hourly/series/shift-shape.ts';
import type { ReadOptions, Row, SeriesRead } from '../hourly/series/types.ts';
import { SheetError } from '../io/errors.ts';
import { readSeriesRows } from '../io/series-read.ts';
import { type Context, UsageError } from './context.ts';
import { spooled } from './spool.ts';

export interface SeriesOptions extends Omit<ReadOptions, 'limits' | 'shape' | 'shapes'> {
  shape?: string | undefined;
  shifts?: ShiftChange | undefined;
}

/** @param file a path, or - for standard input @throws UsageError when it cannot be read at all */
export async function loadSeries(
  file: string,
  options: SeriesOptions,
  catalog: Catalog,
  context: Context,
): Promise<SeriesRead> {
  const { shape: name, shifts, ...others } = options;
  const { shape, findings } = name === undefined ? { findings: [] } : shapeChanged(name, shifts, catalog, context);
  if (findings.length > 0) return { findings };
  const known = { shapes: shapeIds(catalog), limits: seriesLimits(catalog) };
  return readSeries(await loadRows(file, context), { ...others, ...known, shape });
}

/** @returns no shape when it has no shifts to change @throws UsageError when there is no such shape */
export function shapeChanged(
  name: string,
  shifts: ShiftChange | undefined,
  catalog: Catalog,
  context: Context,
): { shape?: LoadShape | undefined; findings: readonly Finding[] } {
  const shape = withShifts(shapeNamed(name, catalog, context), shifts ?? {});
  return { shape, findings: shape ? [] : [seriesFinding('series_shape_not_shifts', 'error', { shape: name })] };
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
function shapeNamed(name: string, catalog: Catalog, context: Context): LoadShape {
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
