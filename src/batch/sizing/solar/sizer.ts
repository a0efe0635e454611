/** Solar plants with batteries: every size of the ranges, hour by hour through the year. */
import type { Finding } from '../../../assessment/findings.ts';
import type { Catalog } from '../../../catalog/index.ts';
import { between, type Size, type SizeRanges, sizesOf } from '../../../decide/sizing/candidates.ts';
import { sizingFinding } from '../../../decide/sizing/findings.ts';
import { shareLevels } from '../../../hourly/dispatch/levels.ts';
import { selfConsumption } from '../../../hourly/dispatch/self-consumption.ts';
import { parameter } from '../../../hourly/parameters.ts';
import type { HourlyYear } from '../../../hourly/series/types.ts';
import { type SunHours, sunHours } from '../../../hourly/site-hours.ts';
import { mostKw, plantOf } from '../../../hourly/solar/plant-of.ts';
import { seasonalityOf } from '../../../hourly/solar/shape.ts';
import type { Candidates, Sizer, SizingSite } from '../sizer.ts';
import { batteryFindings } from './battery-life.ts';
import { candidateOf, LEVEL_COLUMNS, type SolarYear } from './candidate.ts';
import { readSolarPlan, SOLAR_LIMITS, type SolarPlan } from './plan.ts';

/** Technologies with this book have the equations of a solar plant. */
const BOOK = 'solar-plant';

export const solarSizer: Sizer<SolarPlan> = {
  fits: (technology, catalog) =>
    Object.hasOwn(catalog.books, technology) && !!catalog.books[technology]?.uses.includes(BOOK),
  parts: [],
  limits: SOLAR_LIMITS,
  sized: new Set([
    'capacity_kw',
    'dc_ac_ratio',
    'battery_kwh',
    'battery_round_trip_pct',
    'annual_electricity_mwh',
    'self_use_pct',
    ...LEVEL_COLUMNS,
  ]),
  axes: ['capacity_kw', 'battery_kwh', 'dc_ac_ratio'],
  shown: ['generation_kwh', 'own_use_share', 'curtailed_share'],
  read: readSolarPlan,
  takes: ({ range, series }) => [...range.taken, ...(hasLoad(series) ? [] : ['self_use_pct'])],
  files: ({ series }) => ({ series }),
  candidates,
};

type Site = SizingSite<SolarPlan>;

function candidates(given: Site): Candidates | { findings: Finding[] } {
  const findings: Finding[] = [];
  const fail = (finding: Finding) => ({ findings: [...findings, finding] });
  const weather = given.inputs.years.weather && placed(given.inputs.years.weather, given.plan);
  const load = scaledLoad(given, findings);
  const site = { ...given, inputs: { ...given.inputs, years: { load, weather } } };
  const { catalog, plan, facts } = site;
  const sun = sunOfSite(site);
  if (!sun) return fail(sizingFinding(weather ? 'size_no_weather' : 'size_no_sun', 'error'));
  findings.push(...sun.findings, ...batteryFindings(site));
  if (facts.given('specific_yield') && sun.modelledYield !== undefined)
    findings.push(
      sizingFinding('size_yield_scaled', 'note', {
        modelled: round(sun.modelledYield),
        given: facts.number('specific_yield'),
      }),
    );
  const most = mostKw(catalog, plan.area);
  if (most === 'cover_needed') return fail(sizingFinding('size_cover_needed', 'error'));
  if (most === 'module_without_area')
    return fail(sizingFinding('size_module_without_area', 'error', { module: plan.area.module ?? '' }));
  if (!load && (plan.exportKw !== undefined || plan.range.batteryKwh.some((b) => b > 0)))
    return fail(sizingFinding('size_no_load', 'error'));
  if (load?.tracks.load && sum(load.tracks.load) <= 0) return fail(sizingFinding('size_load_zero', 'error'));
  const capacities = fitting(plan, catalog, most) ?? defaultSizes(catalog, load, sun, most);
  if (!capacities) return fail(sizingFinding('size_no_range', 'error'));
  const ratios = plan.range.dcAcRatio ?? [parameter(catalog, 'dc_ac_ratio').value];
  const ranges: SizeRanges = { capacityKw: capacities, batteryKwh: plan.range.batteryKwh, dcAcRatio: ratios };
  const count = capacities.length * ranges.batteryKwh.length * ratios.length;
  const many = catalog.choices.sizing?.most ?? count;
  if (count > many) return fail(sizingFinding('size_too_many', 'error', { count, most: many }));
  const year = yearsOf(site, sun);
  const sized = (r: SizeRanges) => sizesOf(r, most).map((size) => candidateOf(site, size, year(size)));
  const list = sized(ranges);
  if (list.length === 0) return fail(sizingFinding('size_nothing_fits', 'error', { most: round(most) }));
  return {
    list,
    open: plan.range.capacityKw ? plan.range.open : ['capacity_kw', ...plan.range.open],
    more: (values) => {
      const of = (axis: string) => values[axis] as readonly number[];
      return sized({ capacityKw: of('capacity_kw'), batteryKwh: of('battery_kwh'), dcAcRatio: of('dc_ac_ratio') });
    },
    freed: freedOf(site, sun),
    facts: { most_kw: Number.isFinite(most) ? most : null, hours_from: sun.from },
    cutBy: cutBy(plan, capacities, most),
    findings,
  };
}

const hasLoad = ({ demands }: SolarPlan['series']): boolean =>
  demands.some((d) => d.file !== undefined || d.shape !== undefined);

/** The sizes of the site file; a range without steps ends at what fits. */
function fitting({ range }: SolarPlan, catalog: Catalog, most: number): readonly number[] | undefined {
  const [first = 0] = range.capacityKw ?? [];
  const last = range.capacityKw?.at(-1) ?? 0;
  if (!range.open.includes('capacity_kw') || last <= most || first > most) return range.capacityKw;
  return between(first, most, catalog.choices.sizing?.steps ?? 1);
}

/** Sizes as they would be without a limit that shapes the hours. */
function freedOf(site: Site, sun: SunHours): Candidates['freed'] {
  if (site.plan.exportKw === undefined) return {};
  const free = { ...site, plan: { ...site.plan, exportKw: undefined } };
  const year = yearsOf(free, sun);
  return {
    export_kw: (size) => {
      const own = { capacityKw: size.capacity_kw, batteryKwh: size.battery_kwh, dcAcRatio: size.dc_ac_ratio } as Size;
      return candidateOf(free, own, year(own));
    },
  };
}

/** The area, when it left sizes out; the load, when nobody said where sizes end. */
function cutBy({ area, range }: SolarPlan, capacities: readonly number[], most: number): Record<string, string> {
  const top = capacities.at(-1) ?? 0;
  if (top >= most * (1 - 1e-6)) return { capacity_kw: areaOf(area) };
  return range.capacityKw ? {} : { capacity_kw: 'series.load' };
}

const areaOf = ({ roofM2, groundM2 }: SolarPlan['area']): string =>
  roofM2 !== undefined ? 'roof_m2' : groundM2 !== undefined ? 'ground_m2' : 'water_m2';

/** A weather file that does not say where it is gets the place of the site. */
function placed(weather: HourlyYear, { series }: SolarPlan): HourlyYear {
  const { site } = weather;
  const latitude = site.latitude ?? series.latitude;
  const longitude = site.longitude ?? series.longitude;
  return { ...weather, site: { ...site, latitude, longitude, utcOffset: site.utcOffset ?? series.utcOffset } };
}

/** The load of the series, or scaled to the electricity that the site says it needs. */
function scaledLoad({ inputs, facts }: Site, findings: Finding[]): HourlyYear | undefined {
  const { load } = inputs.years;
  const kwh = facts.given('load_electricity') ? 1000 * facts.number('load_electricity') : undefined;
  if (!load?.tracks.load || kwh === undefined) return load;
  const read = sum(load.tracks.load);
  if (Math.abs(kwh / read - 1) > 1e-9)
    findings.push(sizingFinding('size_load_scaled', 'note', { read: round(read / 1000), given: round(kwh / 1000) }));
  return { ...load, tracks: { load: load.tracks.load.map((v) => (v * kwh) / read) } };
}

function sunOfSite({ catalog, plan, facts, inputs }: Site): SunHours | undefined {
  const { series, area, range } = plan;
  const { weather, load } = inputs.years;
  const latitude = series.latitude ?? weather?.site.latitude;
  const specificYield = facts.number('specific_yield');
  const plant = plantOf(catalog, {
    mounting: area.roofM2 === undefined && (area.groundM2 ?? area.waterM2) !== undefined ? 'ground' : 'roof',
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
      specificYield:
        Number.isNaN(specificYield) || (weather && !facts.given('specific_yield')) ? undefined : specificYield,
      seasonality: seasonalityOf(catalog, facts.texts.country ?? ''),
      darkSharePct: parameter(catalog, 'sun_below_horizon_share').value,
    },
    plant,
    load?.leap ?? weather?.leap ?? false,
  );
}

/** Equal steps up to what fits, or to the plant that generates what the load takes; the first one halved a few times, for small budgets. */
function defaultSizes(
  catalog: Catalog,
  load: HourlyYear | undefined,
  sun: SunHours,
  most: number,
): number[] | undefined {
  const steps = catalog.choices.sizing?.steps ?? 0;
  const ac = sun.ac(parameter(catalog, 'dc_ac_ratio').value);
  const need = load?.tracks.load ? sum(load.tracks.load) / sum(ac) : Number.POSITIVE_INFINITY;
  const top = Math.min(most, need);
  if (steps === 0 || !Number.isFinite(top) || top <= 0) return undefined;
  const [, first = top, ...others] = between(0, top, steps);
  const small = SMALL.map((part) => Number((first * part).toPrecision(4)));
  return [...small, first, ...others];
}

const SMALL = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2] as const;

/** @returns the year of a size */
function yearsOf({ catalog, plan, inputs, facts }: Site, sun: SunHours): (size: Size) => SolarYear {
  const roundTrip = (plan.range.roundTripPct ?? parameter(catalog, 'battery_round_trip').value) / 100;
  const batteryHours = plan.range.batteryHours ?? parameter(catalog, 'battery_hours').value;
  const profiles = new Map<number, { ac: Float64Array; yieldKwh: number }>();
  const need = inputs.years.load?.tracks.load;
  const curtailedPct = facts.number('curtailment');
  const kept = Number.isNaN(curtailedPct) ? 1 : 1 - curtailedPct / 100;
  const profile = (ratio: number) => {
    const ac = sun.ac(ratio);
    return { ac: kept === 1 ? ac : ac.map((kwh) => kwh * kept), yieldKwh: sum(ac) };
  };
  return ({ capacityKw, batteryKwh, dcAcRatio }) => {
    const { ac, yieldKwh } = profiles.get(dcAcRatio) ?? profile(dcAcRatio);
    profiles.set(dcAcRatio, { ac, yieldKwh });
    const battery =
      batteryKwh > 0 ? { capacityKwh: batteryKwh, powerKw: batteryKwh / batteryHours, roundTrip } : undefined;
    const options = { exportLimitKw: plan.exportKw, battery };
    const hours = selfConsumption(need ?? new Float64Array(ac.length), ac, capacityKw, options);
    const levels = need && shareLevels(hours, need, ac, capacityKw, options);
    return { hours, levels, yieldKwh };
  };
}

const sum = (list: Float64Array): number => list.reduce((a, b) => a + b, 0);
const round = (x: number): number => Math.round(x * 10) / 10;
