/** One site, many sizes: hours of each → rows of the sheet → assessments → the best under the limits. */
import type { Finding } from '../assessment/findings.ts';
import type { SiteRow } from '../assessment/row.ts';
import type { Scenario } from '../assessment/scenario.ts';
import { Sheet, SheetFindings } from '../assessment/sheet.ts';
import type { Catalog } from '../catalog/index.ts';
import { type Size, sizesOf } from '../decide/sizing/candidates.ts';
import { type Choice, choose, type Figures } from '../decide/sizing/choose.ts';
import { sizingFinding } from '../decide/sizing/findings.ts';
import { CAPEX, type SizingPlan } from '../decide/sizing/site-file.ts';
import { type DispatchYear, selfConsumption } from '../hourly/dispatch/self-consumption.ts';
import { parameter } from '../hourly/parameters.ts';
import type { HourlyYear } from '../hourly/series/types.ts';
import { type SunHours, sunHours } from '../hourly/site-hours.ts';
import { mostKw, plantOf } from '../hourly/solar/plant-of.ts';
import { seasonalityOf } from '../hourly/solar/shape.ts';
import { AssessRun, type SiteResult } from './assess.ts';
import { baseRow, capexOf, type RowTexts, sizedRow } from './size-row.ts';

export interface SizeOptions {
  catalog: Catalog;
  scenario: Scenario;
  plan: SizingPlan;
  load?: Pick<HourlyYear, 'leap' | 'site' | 'tracks'> | undefined;
  weather?: HourlyYear | undefined;
}

export interface SizedPoint {
  size: Size;
  hours: DispatchYear;
  row: RowTexts;
  result: SiteResult;
  figures: Figures;
}

export interface Sizing {
  points: readonly SizedPoint[];
  choice: Choice;
  /** The most kW that fit on the area. */
  mostKw: number;
  sun: SunHours;
}

/** @returns no sizing when a finding is an error */
export function sizeSite(options: SizeOptions): { sizing?: Sizing; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const fail = (...more: Finding[]) => ({ findings: [...findings, ...more] });
  const site = siteFacts(options);
  if (!('country' in site)) return fail(...site);
  const { plan, catalog, load } = options;
  const weather = options.weather && placed(options.weather, plan);
  const sun = sunOfSite({ ...options, weather }, site);
  if (!sun) return fail(sizingFinding(weather ? 'size_no_weather' : 'size_no_sun', 'error'));
  findings.push(...sun.findings);
  if (site.given && sun.modelledYield !== undefined)
    findings.push(
      sizingFinding('size_yield_scaled', 'note', {
        modelled: round(sun.modelledYield),
        given: site.specificYield as number,
      }),
    );
  const most = mostKw(catalog, plan.area);
  if (most === 'cover_needed') return fail(sizingFinding('size_cover_needed', 'error'));
  if (most === 'module_without_area')
    return fail(sizingFinding('size_module_without_area', 'error', { module: plan.area.module ?? '' }));
  if (!load && (plan.exportKw !== undefined || plan.range.batteryKwh.some((b) => b > 0)))
    return fail(sizingFinding('size_no_load', 'error'));
  const capacities = plan.range.capacityKw ?? defaultSizes(options, sun, most);
  if (!capacities) return fail(sizingFinding('size_no_range', 'error'));
  const ratios = plan.range.dcAcRatio ?? [parameter(catalog, 'dc_ac_ratio').value];
  const sizes = sizesOf({ ...plan.range, capacityKw: capacities, dcAcRatio: ratios }, most);
  if (sizes.length === 0) return fail(sizingFinding('size_nothing_fits', 'error', { most: round(most) }));
  const points = assessed(options, sizes, sun);
  if (!('points' in points)) return fail(...points.findings);
  findings.push(...points.findings);
  const choice = choose(
    points.points.map((p) => p.figures),
    plan.aim,
    plan.limits,
  );
  if (choice.best === undefined) findings.push(nothingChosen(plan, choice));
  return { sizing: { points: points.points, choice, mostKw: most, sun }, findings };
}

/** A weather file that does not say where it is gets the place of the site. */
function placed(weather: HourlyYear, { series }: SizingPlan): HourlyYear {
  const { site } = weather;
  const utcOffset = site.utcOffset ?? series.utcOffset;
  return {
    ...weather,
    site: {
      ...site,
      latitude: site.latitude ?? series.latitude,
      longitude: site.longitude ?? series.longitude,
      utcOffset,
    },
  };
}

interface SiteFacts {
  country: string;
  specificYield?: number | undefined;
  /** The yield is the user's own. */
  given: boolean;
}

/** What the site says without a size, or why it cannot be read. */
function siteFacts({ catalog, scenario, plan }: SizeOptions): SiteFacts | Finding[] {
  const { rows, findings } = readRows([baseRow(plan)], catalog, scenario);
  const [base] = rows ?? [];
  if (!base) return findings;
  const { model, frame } = new AssessRun({ catalog, scenario: scenario.values }).single(base);
  const node = frame.graph.byName.get('specific_yield');
  const value = node === undefined ? Number.NaN : (frame.buffer[frame.at[node] as number] as number);
  const texts = { ...scenario.values.texts, ...model.assessment.shape.texts };
  const technology = texts.technology ?? '';
  const known = solarTechnologies(catalog);
  if (!known.includes(technology))
    return [sizingFinding('size_technology', 'error', { technology, known: known.join(', ') })];
  return {
    country: texts.country ?? '',
    specificYield: Number.isFinite(value) ? value : undefined,
    given: base.shape.params.includes('specific_yield') || 'specific_yield' in scenario.values.numbers,
  };
}

/** Those with the equations of a solar plant. */
function solarTechnologies(catalog: Catalog): string[] {
  return Object.values(catalog.books)
    .filter((b) => b.kind === 'technology' && !b.abstract && b.uses.includes(SOLAR))
    .map((b) => b.id);
}
const SOLAR = 'solar-plant';

function sunOfSite({ catalog, plan, load, weather }: SizeOptions, site: SiteFacts): SunHours | undefined {
  const { series, area, range } = plan;
  const latitude = series.latitude ?? weather?.site.latitude;
  const plant = plantOf(catalog, {
    mounting: area.roofM2 === undefined && area.groundM2 !== undefined ? 'ground' : 'roof',
    latitude,
    tilt: series.tilt,
    azimuth: series.azimuth,
    dcAcRatio: range.dcAcRatio?.[0],
    module: area.module,
  });
  return sunHours(
    {
      weather,
      latitude,
      longitude: series.longitude,
      utcOffset: series.utcOffset ?? load?.site.utcOffset,
      specificYield: weather && !site.given ? undefined : site.specificYield,
      seasonality: seasonalityOf(catalog, site.country),
      darkSharePct: parameter(catalog, 'sun_below_horizon_share').value,
    },
    plant,
    load?.leap ?? weather?.leap ?? false,
  );
}

/** Equal steps up to what fits, or to the plant that generates what the load takes. */
function defaultSizes({ catalog, load }: SizeOptions, sun: SunHours, most: number): number[] | undefined {
  const steps = catalog.choices.sizing?.steps ?? 0;
  const ac = sun.ac(parameter(catalog, 'dc_ac_ratio').value);
  const need = load?.tracks.load ? sum(load.tracks.load) / sum(ac) : Number.POSITIVE_INFINITY;
  const top = Math.min(most, need);
  if (steps === 0 || !Number.isFinite(top) || top <= 0) return undefined;
  return Array.from({ length: steps }, (_, i) => Number(((top * (i + 1)) / steps).toPrecision(6)));
}

function assessed(
  { catalog, scenario, plan, load }: SizeOptions,
  sizes: readonly Size[],
  sun: SunHours,
): { points: SizedPoint[]; findings: Finding[] } | { findings: Finding[] } {
  const roundTrip = (plan.range.roundTripPct ?? parameter(catalog, 'battery_round_trip').value) / 100;
  const batteryHours = plan.range.batteryHours ?? parameter(catalog, 'battery_hours').value;
  const profiles = new Map<number, Float64Array>();
  const need = load?.tracks.load;
  const made = sizes.map((size) => {
    const ac = profiles.get(size.dcAcRatio) ?? sun.ac(size.dcAcRatio);
    profiles.set(size.dcAcRatio, ac);
    const hours = selfConsumption(need ?? new Float64Array(ac.length), ac, size.capacityKw, {
      exportLimitKw: plan.exportKw,
      battery:
        size.batteryKwh > 0
          ? {
              capacityKwh: size.batteryKwh,
              powerKw: size.batteryKwh / batteryHours,
              roundTrip,
            }
          : undefined,
    });
    return { size, hours, row: sizedRow(plan, size, hours, need !== undefined) };
  });
  const { rows, findings } = readRows(
    made.map((m) => m.row),
    catalog,
    scenario,
  );
  if (!rows) return { findings };
  const results = new AssessRun({ catalog, scenario: scenario.values }).run(rows);
  const points = made.map((m, i) => {
    const result = results[i] as SiteResult;
    return { ...m, result, figures: figuresOf(result, plan, m.size) };
  });
  return { points, findings: [...(rows[0]?.findings ?? [])] };
}

/** Outputs by column, and what the size itself says. */
function figuresOf(result: SiteResult, plan: SizingPlan, size: Size): Figures {
  const figures: Record<string, number | undefined> = {};
  // Not paid back within the evaluation is longer than any limit.
  for (const [i, o] of result.model.outputs.entries())
    figures[o.column] = result.reasons.get(i) === 'not_paid_back' ? Number.POSITIVE_INFINITY : result.values[i];
  const written = plan.columns.find(([h]) => h === CAPEX)?.[1];
  figures[CAPEX] = plan.cost ? capexOf(plan.cost, size) : written === undefined ? undefined : Number(written);
  return figures;
}

function nothingChosen(plan: SizingPlan, choice: Choice): Finding {
  const limits = [...new Set(choice.broken.flat())];
  return choice.values.every(Number.isNaN)
    ? sizingFinding('size_no_aim', 'error', { outputs: plan.aim.outputs.join(' + ') })
    : sizingFinding('size_nothing_allowed', 'error', { limits: limits.join(', ') });
}

/** Rows of one header: they share what they have in common. @returns no rows when one of them is refused */
function readRows(
  texts: readonly RowTexts[],
  catalog: Catalog,
  scenario: Scenario,
): { rows?: SiteRow[]; findings: Finding[] } {
  try {
    const options = { catalog, scenario: scenario.values, fx: scenario.fx, addId: () => true };
    const sheet = new Sheet(texts[0]?.header ?? [], options);
    const rows = texts.map(({ cells }, i) => sheet.row(i + 2, cells));
    const dropped = rows.find((r) => 'dropped' in r);
    return dropped ? { findings: dropped.findings.map(withoutLine) } : { rows: rows as SiteRow[], findings: [] };
  } catch (e) {
    if (e instanceof SheetFindings) return { findings: e.findings.map(withoutLine) };
    throw e;
  }
}

/** A site file has keys, not lines. */
const withoutLine = ({ row: _row, ...f }: Finding): Finding => f;

const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
const round = (x: number): number => Math.round(x * 10) / 10;
