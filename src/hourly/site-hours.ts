/** Load and generation of a site on one calendar and one clock. */
import type { Finding } from '../assessment/findings.ts';
import { clockFinding, toCalendar, toClock } from './align.ts';
import { seriesFinding } from './findings.ts';
import type { HourlyYear } from './series/types.ts';
import { hasWeather, type Plant, plantYear, sunOf } from './solar/plant.ts';
import { clearSkyShape } from './solar/shape.ts';

export interface SiteSun {
  weather?: HourlyYear | undefined;
  /** Where there is no weather. */
  latitude?: number | undefined;
  longitude?: number | undefined;
  /** Of the clock of the load. */
  utcOffset?: number | undefined;
  /** kWh a year per kW: scales the hours where it is known. */
  specificYield?: number | undefined;
  seasonality?: number | undefined;
  /** Share of irradiation that may fall while the sun is down, %. */
  darkSharePct: number;
}

export interface SunHours {
  /** AC kWh of each hour per kW of DC. @param dcAcRatio changes only what the inverter cuts off */
  ac(dcAcRatio: number): Float64Array;
  findings: readonly Finding[];
  /** How the hours came about. */
  from: 'weather' | 'generation' | 'shape';
  /** kWh a year per kW that the weather alone gives; undefined of a shape. */
  modelledYield?: number | undefined;
}

/** @returns nothing when there is neither irradiance, generation nor a latitude with a yield */
export function sunHours(sun: SiteSun, plant: Plant, leap: boolean): SunHours | undefined {
  if (sun.weather) return fromWeather(sun.weather, sun, plant, leap);
  if (sun.latitude === undefined || sun.specificYield === undefined) return undefined;
  const utcOffset = sun.utcOffset ?? (sun.longitude === undefined ? 0 : Math.round(sun.longitude / 15));
  const place = { latitude: sun.latitude, longitude: sun.longitude, utcOffset, leap };
  const specificYield = sun.specificYield;
  return {
    from: 'shape',
    findings: [seriesFinding('series_shape_assumed', 'warning', { shape: `clear sky, ${specificYield} kWh/kW` })],
    ac: (dcAcRatio) => {
      const same = dcAcRatio === plant.dcAcRatio;
      return clearSkyShape(place, same ? plant : { ...plant, dcAcRatio }, specificYield, sun.seasonality, plant);
    },
  };
}

/** Whether the sun of a weather series that says where it is fits its clock. @param darkSharePct see SiteSun */
export function weatherClock(weather: HourlyYear, darkSharePct: number): Finding | undefined {
  const irradiance = weather.tracks.ghi ?? weather.tracks.poa ?? weather.tracks.dni;
  const located = weather.site.latitude !== undefined && weather.site.longitude !== undefined;
  return irradiance && located ? clockFinding(irradiance, sunOf(weather), darkSharePct) : undefined;
}

function fromWeather(weather: HourlyYear, sun: SiteSun, plant: Plant, leap: boolean): SunHours | undefined {
  const { generation } = weather.tracks;
  const modelled = hasWeather(weather);
  const capacity = weather.site.capacityKw;
  if (!modelled && (!generation || !capacity)) return undefined;
  const own = weather.site.utcOffset ?? 0;
  const local =
    sun.utcOffset ??
    (own === 0 && weather.site.longitude !== undefined ? Math.round(weather.site.longitude / 15) : own);
  const placed = (values: Float64Array) => toCalendar(toClock(values, local - own), leap);
  const raw = (dcAcRatio: number) =>
    modelled
      ? plantYear(weather, { ...plant, dcAcRatio }).ac
      : (generation as Float64Array).map((v) => v / (capacity as number));
  const base = raw(plant.dcAcRatio);
  const modelledYield = base.reduce((a, b) => a + b, 0);
  const factor = sun.specificYield === undefined ? 1 : sun.specificYield / modelledYield;
  const clock = weatherClock(weather, sun.darkSharePct);
  return {
    from: modelled ? 'weather' : 'generation',
    modelledYield,
    findings: [...(clock ? [clock] : []), ...placed(base).findings],
    ac: (dcAcRatio) => {
      const { values } = placed(dcAcRatio === plant.dcAcRatio ? base : raw(dcAcRatio));
      return factor === 1 ? values : values.map((v) => v * factor);
    },
  };
}
