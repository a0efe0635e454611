/** The files a site file names: series beside it, or typical shapes; tables. */
import path from 'node:path';
import type { Finding } from '../assessment/findings.ts';
import type { PlanFiles, SizingInputs } from '../batch/sizing/sizer.ts';
import type { Catalog } from '../catalog/index.ts';
import type { DemandPlan, SeriesPlan } from '../decide/sizing/series-plan.ts';
import { firstWeekday } from '../hourly/calendar.ts';
import { shapedLoad } from '../hourly/series/load-shape.ts';
import { shapeFinding } from '../hourly/series/shift-shape.ts';
import type { HourlyYear, Row, SeriesRead } from '../hourly/series/types.ts';
import type { Context } from './context.ts';
import { loadRows, loadSeries, shapeChanged } from './load-series.ts';

export interface FilesRead {
  inputs: SizingInputs;
  /** With the file or key that they speak of. */
  findings: readonly (readonly [from: string, Finding])[];
  /** No file has an error. */
  ready: boolean;
}

type Told = [from: string, Finding][];

/** Each file is read once, however many sites name it. */
export class SiteFiles {
  private readonly folder: string;
  private readonly catalog: Catalog;
  private readonly context: Context;
  private readonly known = new Map<string, Promise<SeriesRead>>();

  /** @param folder that the names count from */
  constructor(folder: string, catalog: Catalog, context: Context) {
    this.folder = folder;
    this.catalog = catalog;
    this.context = context;
  }

  /** The files of a plan, as paths. */
  named({ series, tables }: PlanFiles): string[] {
    const names = [series?.weather, ...(series?.demands ?? []).map((d) => d.file), ...Object.values(tables ?? {})];
    return names.filter((n) => n !== undefined).map((n) => path.resolve(this.folder, n));
  }

  /** @throws UsageError when a file cannot be read at all */
  async read({ series, tables }: PlanFiles): Promise<FilesRead> {
    const findings: Told = [];
    const years: Record<string, HourlyYear | undefined> = {};
    let ready = true;
    const year = async (name: string, plan: SeriesPlan, demand?: DemandPlan) => {
      const read = await this.series(name, plan, demand);
      findings.push(...read.findings.map((f): [string, Finding] => [name, f]));
      if (!read.year) ready = false;
      return read.year;
    };
    if (series?.weather !== undefined) years.weather = await year(series.weather, series);
    for (const demand of series?.demands ?? [])
      if (demand.file !== undefined) years[demand.id] = await year(demand.file, series as SeriesPlan, demand);
    const calendar = years.weather ?? Object.values(years).find((y) => y !== undefined);
    for (const demand of series?.demands ?? [])
      if (demand.file === undefined) {
        const made = this.shaped(demand, calendar);
        findings.push(...made.findings.map((f): [string, Finding] => [`series.${demand.id}_shape`, f]));
        if (made.findings.some((f) => f.severity === 'error')) ready = false;
        years[demand.id] = made.year;
      }
    const rows: Record<string, readonly Row[]> = {};
    for (const [name, file] of Object.entries(tables ?? {}))
      rows[name] = await loadRows(path.resolve(this.folder, file), this.context);
    return { inputs: { years, tables: rows, filled: filledOf(findings) }, findings, ready };
  }

  private series(name: string, plan: SeriesPlan, demand: DemandPlan | undefined): Promise<SeriesRead> {
    const { fill, labels, utcOffset } = plan;
    const ofDemand = demand && { demand: demand.id, column: demand.column, shape: demand.shape, shifts: demand.shifts };
    const options = { fill, labels, utcOffset, ...ofDemand };
    const key = JSON.stringify([name, options]);
    const read =
      this.known.get(key) ?? loadSeries(path.resolve(this.folder, name), options, this.catalog, this.context);
    this.known.set(key, read);
    return read;
  }

  /** A typical demand, in the calendar of the weather or of a demand that was read; of a typical year the first day is taken for a Sunday. */
  private shaped(plan: DemandPlan, calendar: HourlyYear | undefined): SeriesRead {
    if (plan.shape === undefined || plan.amount === undefined) return { findings: [] };
    const { shape, findings } = shapeChanged(plan.shape, plan.shifts, this.catalog, this.context);
    if (!shape) return { findings };
    const leap = calendar?.leap ?? false;
    const year = calendar?.year;
    const load = shapedLoad(
      shape,
      { annualKwh: plan.amount },
      { leap, firstWeekday: year === undefined ? 0 : firstWeekday(year) },
    );
    return {
      year: { format: 'interval', site: {}, stepMinutes: 60, leap, year, sunMinute: 30, tracks: { load } },
      findings: [shapeFinding(shape)],
    };
  }
}

/** Intervals that were filled, by name of the file. */
function filledOf(findings: Told): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, { code, params }] of findings)
    if (code === 'series_filled') counts[name] = (counts[name] ?? 0) + Number(params.filled);
  return counts;
}
