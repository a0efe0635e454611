/**
 * A plant over a year of hours: irradiance → plane → glass → cells → direct current → inverter, as in Dobos, "PVWatts Version 5 Manual", NREL/TP-6A20-62641 (2014).
 */
import { hoursOf } from '../calendar.ts';
import type { HourlyYear } from '../series/types.ts';
import { CellTemperature } from './cell-temperature.ts';
import { throughGlass } from './cover.ts';
import { extraterrestrial, type SunPath, sunPath } from './position.ts';
import { diffuseShare, type Plane, skyDiffuse } from './sky.ts';

const RAD = Math.PI / 180;
/** Efficiency of the manual's reference inverter. */
const REFERENCE_EFFICIENCY = 0.9637;
const A = -0.0162;
const B = -0.0059;
const C = 0.9858;
/** Air where the weather has none: no correction is hidden, 20 °C and 1 m/s as at the nominal cell temperature. */
const MILD = { air: 20, wind: 1 } as const;

export interface Plant {
  /** Degrees from the horizontal; azimuth from north, clockwise. */
  tilt: number;
  azimuth: number;
  /** Shares. */
  losses: number;
  inverterEfficiency: number;
  dcAcRatio: number;
  /** Of power, per K (below 0). */
  temperatureCoefficient: number;
  /** Installed nominal operating cell temperature, °C. */
  noct: number;
  albedo: number;
}

/** Per kW of DC capacity, each hour: plane irradiance (W/m2), cells (°C), DC after losses and AC (kWh). */
export interface PlantYear {
  plane: Float64Array;
  cell: Float64Array;
  dc: Float64Array;
  ac: Float64Array;
}

/** What a weather series must have for the model. */
export function hasWeather(year: HourlyYear): boolean {
  const { ghi, dni, dhi, poa } = year.tracks;
  const placed = year.site.latitude !== undefined && year.site.longitude !== undefined;
  return poa !== undefined || (placed && (ghi !== undefined || (dni !== undefined && dhi !== undefined)));
}

/** @param weather with place and clock, see hasWeather */
export function plantYear(weather: HourlyYear, plant: Plant): PlantYear {
  const hours = hoursOf(weather.leap);
  const out: PlantYear = {
    plane: new Float64Array(hours),
    cell: new Float64Array(hours),
    dc: new Float64Array(hours),
    ac: new Float64Array(hours),
  };
  const { temperature, wind } = weather.tracks;
  const beam = new Float64Array(hours);
  const cosBeam = new Float64Array(hours);
  if (weather.tracks.poa) out.plane.set(weather.tracks.poa);
  else transpose(weather, plant, out.plane, beam, cosBeam);
  const cells = new CellTemperature(plant.noct);
  for (let h = 0; h < hours; h++) {
    const plane = out.plane[h] as number;
    const air = temperature?.[h] ?? MILD.air;
    if (plane <= 0) {
      cells.night();
      out.cell[h] = air;
      continue;
    }
    const cell = cells.hour(plane, air, wind?.[h] ?? MILD.wind);
    const direct = beam[h] as number;
    const cos = cosBeam[h] as number;
    const used = direct > 0 ? Math.max(0, plane - (1 - throughGlass(cos)) * direct * cos) : plane;
    const dc = Math.max(0, (used / 1000) * (1 + plant.temperatureCoefficient * (cell - 25)) * (1 - plant.losses));
    out.cell[h] = cell;
    out.dc[h] = dc;
    out.ac[h] = inverter(dc, plant);
  }
  return out;
}

/** AC power of an inverter (manual, section on the inverter), limited to its rating. @param dc kW per kW of DC capacity */
export function inverter(dc: number, plant: Pick<Plant, 'inverterEfficiency' | 'dcAcRatio'>): number {
  const rating = 1 / plant.dcAcRatio;
  const load = (dc * plant.inverterEfficiency) / rating;
  if (load <= 0) return 0;
  const efficiency = (A * load + B / load + C) * (plant.inverterEfficiency / REFERENCE_EFFICIENCY);
  return Math.min(rating, Math.max(0, dc * efficiency));
}

/** The sun of a weather series. */
export function sunOf(weather: HourlyYear): SunPath {
  const { latitude = 0, longitude = 0, utcOffset } = weather.site;
  return sunPath({
    latitude,
    longitude,
    utcOffset: utcOffset ?? Math.round(longitude / 15),
    hours: hoursOf(weather.leap),
    // Any common year stands for a typical one: the sun of a date moves by half a degree between years.
    year: weather.year ?? (weather.leap ? 2004 : 2001),
    minute: weather.sunMinute,
  });
}

/** Irradiance in the plane, with the beam and its cosine of incidence for the glass. */
function transpose(
  weather: HourlyYear,
  plant: Plant,
  plane: Float64Array,
  beam: Float64Array,
  cosBeam: Float64Array,
): void {
  const sun = sunOf(weather);
  const { ghi, dni, dhi } = weather.tracks;
  const tilt: Plane = { cosTilt: Math.cos(plant.tilt * RAD), sinTilt: Math.sin(plant.tilt * RAD) };
  const south = -tilt.sinTilt * Math.cos(plant.azimuth * RAD);
  const west = -tilt.sinTilt * Math.sin(plant.azimuth * RAD);
  const ground = plant.albedo * 0.5 * (1 - tilt.cosTilt);
  let extra = 0;
  for (let h = 0; h < plane.length; h++) {
    if (h % 24 === 0) extra = extraterrestrial(h / 24 + 1);
    const cosZenith = sun.cosZenith[h] as number;
    const up = Math.max(0, cosZenith);
    let diffuse = dhi?.[h] ?? Number.NaN;
    let direct = dni?.[h] ?? Number.NaN;
    if (Number.isNaN(diffuse) || Number.isNaN(direct)) {
      const global = ghi?.[h] ?? 0;
      if (Number.isNaN(diffuse))
        diffuse = Number.isNaN(direct)
          ? global * diffuseShare(up > 0.01 ? Math.min(1, global / (extra * up)) : 0)
          : Math.max(0, global - direct * up);
      if (Number.isNaN(direct)) direct = up > 0.05 ? Math.max(0, global - diffuse) / up : 0;
    }
    if (cosZenith <= 0.005) {
      // Twilight, or an hour whose lit part is past: what is left comes from the whole sky.
      plane[h] = diffuse * (0.5 * (1 + tilt.cosTilt) + ground);
      continue;
    }
    const cos = cosZenith * tilt.cosTilt + (sun.south[h] as number) * south + (sun.west[h] as number) * west;
    const onPlane = Math.max(0, cos) * direct;
    plane[h] =
      onPlane +
      skyDiffuse(diffuse, direct, extra, cosZenith, cos, tilt) +
      ground * (ghi?.[h] ?? diffuse + direct * cosZenith);
    beam[h] = direct;
    cosBeam[h] = Math.max(0, cos);
  }
}
