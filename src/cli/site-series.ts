/** The series a site file names: files beside it, or typical shapes. */
import path from 'node:path';
import type { Finding } from '../assessment/findings.ts';
import type { Catalog } from '../catalog/index.ts';
import type { SeriesPlan } from '../decide/sizing/site-file.ts';
import { firstWeekday } from '../hourly/calendar.ts';
import { seriesFinding } from '../hourly/findings.ts';
import { shapedLoad } from '../hourly/series/load-shape.ts';
import type { HourlyYear } from '../hourly/series/types.ts';
import type { Context } from './context.ts';
import { loadSeries, shapeNamed, tellFindings } from './load-series.ts';

export interface SiteSeries {
  load?: HourlyYear | undefined;
  weather?: HourlyYear | undefined;
  /** Told already, with the name of the file. */
  findings: readonly Finding[];
  /** No file has an error. */
  ready: boolean;
}

/** @param folder that the names count from @throws UsageError when a file cannot be read at all */
export async function siteSeries(
  plan: SeriesPlan,
  folder: string,
  catalog: Catalog,
  context: Context,
): Promise<SiteSeries> {
  const findings: Finding[] = [];
  let ready = true;
  const options = { fill: plan.fill, labels: plan.labels, utcOffset: plan.utcOffset, shape: plan.loadShape };
  const file = async (name: string) => {
    const read = await loadSeries(path.resolve(folder, name), options, catalog, context);
    tellFindings(name, read.findings, context);
    findings.push(...read.findings);
    if (!read.year) ready = false;
    return read.year;
  };
  const weather = plan.weather === undefined ? undefined : await file(plan.weather);
  const load = plan.load === undefined ? shaped(plan, weather, catalog, context, findings) : await file(plan.load);
  return { load, weather, findings, ready };
}

/** A typical load, in the calendar of the weather; of a typical year the first day is taken for a Sunday. */
function shaped(
  plan: SeriesPlan,
  weather: HourlyYear | undefined,
  catalog: Catalog,
  context: Context,
  findings: Finding[],
): HourlyYear | undefined {
  if (plan.loadShape === undefined || plan.annualKwh === undefined) return undefined;
  const shape = shapeNamed(plan.loadShape, catalog, context);
  const leap = weather?.leap ?? false;
  const year = weather?.year;
  const load = shapedLoad(
    shape,
    { annualKwh: plan.annualKwh },
    { leap, firstWeekday: year === undefined ? 0 : firstWeekday(year) },
  );
  const said = seriesFinding('series_shape_assumed', 'warning', { shape: shape.id });
  tellFindings('series.load_shape', [said], context);
  findings.push(said);
  return { format: 'interval', site: {}, stepMinutes: 60, leap, year, sunMinute: 30, tracks: { load } };
}
