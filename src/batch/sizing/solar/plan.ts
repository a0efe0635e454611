/** What a site file says of a solar plant and its battery. */
import { isCellError, parseNumber } from '../../../assessment/cell/index.ts';
import type { Finding } from '../../../assessment/findings.ts';
import { type Catalog, nearest } from '../../../catalog/index.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { Part } from '../../../decide/sizing/keys.ts';
import { LOAD, readSeriesPlan, type SeriesPlan } from '../../../decide/sizing/series-plan.ts';
import type { Columns, SiteFile } from '../../../decide/sizing/site-file.ts';
import { moduleIds } from '../../../hourly/solar/area.ts';
import { type CostPlan, costOf } from './cost.ts';

export interface AreaPlan {
  roofM2?: number | undefined;
  groundM2?: number | undefined;
  waterM2?: number | undefined;
  module?: string | undefined;
  coverRatio?: number | undefined;
}

export interface SolarPlan {
  series: SeriesPlan;
  area: AreaPlan;
  exportKw?: number | undefined;
  range: {
    capacityKw?: readonly number[] | undefined;
    batteryKwh: readonly number[];
    dcAcRatio?: readonly number[] | undefined;
    batteryHours?: number | undefined;
    roundTripPct?: number | undefined;
    /** Axes with a range without steps. */
    open: readonly string[];
    /** Columns of the site that are its sizes. */
    taken: readonly string[];
  };
  cost?: CostPlan | undefined;
}

export const SOLAR_LIMITS = ['roof_m2', 'ground_m2', 'water_m2', 'module', 'cover_ratio', 'export_kw'] as const;
const AXES = ['capacity_kw', 'battery_kwh', 'dc_ac_ratio'];
const SIZE_KEYS = [...AXES, 'battery_round_trip_pct'];
const MANY = Number.POSITIVE_INFINITY;

export function readSolarPlan({ columns, parts }: SiteFile, catalog: Catalog, findings: Finding[]): SolarPlan {
  const cost = costOf(parts.cost, findings);
  const range = rangeOf(parts.range, columns, catalog.choices.sizing?.steps ?? 1, findings);
  const { area, exportKw } = areaOf(parts.limits, catalog, findings);
  if ((range.dcAcRatio?.length ?? 1) > 1 && cost?.jpyPerAcKw === undefined)
    findings.push(sizingFinding('size_ratio_free', 'note'));
  return { series: readSeriesPlan(parts.series, [LOAD], findings), area, exportKw, range, cost };
}

/** Sizes given as columns of the sheet are ranges of one. */
function rangeOf(raw: unknown, columns: Columns, steps: number, findings: Finding[]): SolarPlan['range'] {
  const part = new Part('range', raw, ['capacity_kw', 'battery_kwh', 'dc_ac_ratio', 'battery_hours'], findings);
  const given = new Part('', numbersOf(columns), SIZE_KEYS, findings);
  const sizes = (key: string, low: number) => part.sizes(key, low, steps) ?? given.sizes(key, low, steps);
  return {
    capacityKw: sizes('capacity_kw', 0.001),
    batteryKwh: sizes('battery_kwh', 0) ?? [0],
    dcAcRatio: sizes('dc_ac_ratio', 0.5),
    batteryHours: part.number('battery_hours', 0.1, 100),
    roundTripPct: given.number('battery_round_trip_pct', 1, 100),
    open: AXES.filter((key) => part.isOpen(key)),
    taken: [...AXES.filter((key) => !part.has(key)), 'battery_round_trip_pct'],
  };
}

/** The keys of a size among the columns; a text that is no plain number stays one, and is refused. */
function numbersOf(columns: Columns): Record<string, number | string> {
  return Object.fromEntries(
    columns
      .filter(([, , key]) => SIZE_KEYS.includes(key))
      .map(([, text, key]) => {
        const n = parseNumber(text);
        return [key, isCellError(n) ? text : n];
      }),
  );
}

/** Its other keys are read, and the unknown ones refused, with the limits of all technologies. */
function areaOf(
  raw: unknown,
  catalog: Catalog,
  findings: Finding[],
): { area: AreaPlan; exportKw?: number | undefined } {
  const part = Part.some('limits', raw, findings);
  const area: AreaPlan = {
    roofM2: part.number('roof_m2', 0, MANY),
    groundM2: part.number('ground_m2', 0, MANY),
    waterM2: part.number('water_m2', 0, MANY),
    module: part.text('module'),
    coverRatio: part.number('cover_ratio', 0.01, 1),
  };
  const modules = moduleIds(catalog);
  if (area.module !== undefined && !modules.includes(area.module))
    findings.push(
      sizingFinding('size_bad_value', 'error', {
        key: 'limits.module',
        value: area.module,
        expected: nearest(area.module, modules) ?? 'jcm catalog data pv_modules',
      }),
    );
  return { area, exportKw: part.number('export_kw', 0, MANY) };
}
