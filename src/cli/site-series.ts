/** The files a site file names: series beside it, or typical shapes; tables. */
import path from 'node:path';
import type { Finding } from '../assessment/findings.ts';
import type { PlanFiles, SizingInputs } from '../batch/sizing/sizer.ts';
import type { Catalog } from '../catalog/index.ts';
import type { DemandPlan, SeriesPlan } from '../decide/sizing/series-plan.ts';
import { firstWeekday } from '../hourly/calendar.ts';
import { seriesFinding } from '../hourly/findings.ts';
import { shapedLoad } from '../hourly/series/load-shape.ts';
import type { HourlyYear, Row } from '../hourly/series/types.ts';
import type { Context } from './context.ts';
import { loadRows, loadSeries, shapeNamed, tellFindings } from './load-series.ts';

export interface SiteFiles {
  inputs: SizingInputs;
  /** Told already, with the name of the file. */
  findings: readonly Finding[];
  /** No file has an error. */
  ready: boolean;
}

/** @param folder that the names count from @throws UsageError when a file cannot be read at all */
export async function siteFiles(
  files: PlanFiles,
  folder: string,
  catalog: Catalog,
  context: Context,
): Promise<SiteFiles> {
  const findings: Finding[] = [];
  let ready = true;
  const years: Record<string, HourlyYear | undefined> = {};
  const { series } = files;
  const read = async (name: string, plan: SeriesPlan, demand?: DemandPlan) => {
    const options = { fill: plan.fill, labels: plan.labels, utcOffset: plan.utcOffset, shape: demand?.shape };
    const { year, findings: told } = await loadSeries(path.resolve(folder, name), options, catalog, context);
    tellFindings(name, told, context);
    findings.push(...told);
    if (!year) ready = false;
    return year;
  };
  if (series?.weather !== undefined) years.weather = await read(series.weather, series);
  for (const demand of series?.demands ?? []) {
    years[demand.id] =
      demand.file === undefined
        ? shaped(demand, years.weather, catalog, context, findings)
        : await read(demand.file, series as SeriesPlan, demand);
  }
  const tables: Record<string, readonly Row[]> = {};
  for (const [name, file] of Object.entries(files.tables ?? {}))
    tables[name] = await loadRows(path.resolve(folder, file), context);
  return { inputs: { years, tables }, findings, ready };
}

/** A typical demand, in the calendar of the weather; of a typical year the first day is taken for a Sunday. */
function shaped(
  plan: DemandPlan,
  weather: HourlyYear | undefined,
  catalog: Catalog,
  context: Context,
  findings: Finding[],
): HourlyYear | undefined {
  if (plan.shape === undefined || plan.amount === undefined) return undefined;
  const shape = shapeNamed(plan.shape, catalog, context);
  const leap = weather?.leap ?? false;
  const year = weather?.year;
  const load = shapedLoad(
    shape,
    { annualKwh: plan.amount },
    { leap, firstWeekday: year === undefined ? 0 : firstWeekday(year) },
  );
  const said = seriesFinding('series_shape_assumed', 'warning', { shape: shape.id });
  tellFindings(`series.${plan.id}_shape`, [said], context);
  findings.push(said);
  return { format: 'interval', site: {}, stepMinutes: 60, leap, year, sunMinute: 30, tracks: { load } };
}
