/**
 * Generation where no irradiance is given: the clear sky of a latitude, its months stretched to the seasonality of the country, its year scaled to a known yield. A
 * shape assumption: every day is as clear as the next, so short clouds and dull weeks are missing and own use comes out a little high.
 */
import type { Catalog } from '../../catalog/index.ts';
import { daysOfMonth, hoursOf, monthlySums, monthStarts } from '../calendar.ts';
import type { HourlyYear } from '../series/types.ts';
import { type Plant, plantYear, sunOf } from './plant.ts';

export interface ShapePlace {
  latitude: number;
  /** Without it the sun is highest at noon of the clock. */
  longitude?: number | undefined;
  utcOffset: number;
  leap: boolean;
}

/** Ratio of the months below which there is no season to stretch. */
const NO_SEASON = 1.02;

/**
 * @param specificYield kWh a year per kW of DC, losses included
 * @param seasonality best month over worst, as daily means
 * @param reference the plant that has the yield, when it is another: its inverter cuts off more or less
 * @returns AC kWh of each hour per kW of DC
 */
export function clearSkyShape(
  place: ShapePlace,
  plant: Plant,
  specificYield: number,
  seasonality: number | undefined,
  reference: Plant = plant,
): Float64Array {
  const ac = clearSkyYear(place, plant, seasonality);
  const known = reference === plant ? ac : clearSkyYear(place, reference, seasonality);
  const factor = specificYield / known.reduce((a, b) => a + b, 0);
  return ac.map((v) => v * factor);
}

/** Not scaled to any yield. */
function clearSkyYear(place: ShapePlace, plant: Plant, seasonality: number | undefined): Float64Array {
  const weather: HourlyYear = {
    format: 'interval',
    site: { ...place, longitude: place.longitude ?? place.utcOffset * 15 },
    stepMinutes: 60,
    leap: place.leap,
    year: undefined,
    sunMinute: 30,
    tracks: {},
  };
  const ghi = sunOf(weather).cosZenith.map(clearSky);
  const ac = plantYear({ ...weather, tracks: { ghi } }, plant).ac;
  if (seasonality !== undefined) stretch(ac, seasonality, place.leap);
  return ac;
}

/** Global irradiance of a clear sky, W/m2 (Haurwitz, "Insolation in relation to cloudiness and cloud density", Journal of Meteorology 2 (1945) 154-166). */
function clearSky(cosZenith: number): number {
  return cosZenith > 0 ? 1098 * cosZenith * Math.exp(-0.059 / cosZenith) : 0;
}

/** Raises the months' daily means to the power at which best over worst is the seasonality. */
function stretch(ac: Float64Array, seasonality: number, leap: boolean): void {
  const means = monthlySums(ac).map((s, m) => s / daysOfMonth(m + 1, leap));
  const ratio = Math.max(...means) / Math.min(...means);
  if (ratio < NO_SEASON || !Number.isFinite(ratio)) return;
  const exponent = Math.log(seasonality) / Math.log(ratio) - 1;
  const mean = ac.reduce((a, b) => a + b, 0) / (hoursOf(leap) / 24);
  for (const [m, start] of monthStarts(leap).entries()) {
    const factor = Math.exp(exponent * Math.log((means[m] as number) / mean));
    const end = (start + daysOfMonth(m + 1, leap)) * 24;
    for (let h = start * 24; h < end; h++) (ac[h] as number) *= factor;
  }
}

/** Best over worst month of a country's generation, from the catalog. */
export function seasonalityOf(catalog: Catalog, country: string): number | undefined {
  const data = catalog.data['factors/solar_yield.csv'];
  const at = (name: string) => data?.header.indexOf(name) ?? -1;
  const row = data?.rows.find((r) => r[at('country')] === country && r[at('place')] === 'national');
  const value = Number(row?.[at('seasonality')] || Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}
