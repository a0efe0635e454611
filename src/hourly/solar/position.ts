/**
 * Where the sun stands: the algorithm of the Astronomical Almanac as given by Michalsky, "The Astronomical Almanac's algorithm for approximate solar
 * position (1950-2050)", Solar Energy 40 (1988) 227-235, within 0.01° in those years; refraction as there. It is the one PVWatts uses.
 *
 * Declination, right ascension and sidereal time change slowly and smoothly: over a year they are worked out once a day and taken on straight lines between,
 * which moves the sun by less than 0.002°.
 */

const RAD = Math.PI / 180;

export interface SunPath {
  /** Cosine of the zenith angle, refraction left out, for each hour. */
  cosZenith: Float64Array;
  /** Components of the direction to the sun in the horizontal plane, towards south and west. */
  south: Float64Array;
  west: Float64Array;
}

export interface Sun {
  /** Degrees; `apparentZenith` with refraction. */
  zenith: number;
  apparentZenith: number;
  /** Degrees from north, clockwise. */
  azimuth: number;
}

/** Sine of the declination and the hour angle at Greenwich (rad) at days since noon of 1 January 2000 (UT). */
function almanac(days: number): { sinDec: number; greenwichHour: number } {
  const meanLongitude = 280.46 + 0.9856474 * days;
  const anomaly = (357.528 + 0.9856003 * days) * RAD;
  const longitude = (meanLongitude + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RAD;
  const obliquity = (23.439 - 0.0000004 * days) * RAD;
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
  // 24 hours of mean sidereal time at Greenwich turn with the day and 0.0657098242 h beyond.
  const sidereal = (6.697375 + 0.0657098242 * days + 24 * (days + 0.5 - Math.floor(days + 0.5))) * 15 * RAD;
  return { sinDec: Math.sin(obliquity) * Math.sin(longitude), greenwichHour: sidereal - ascension };
}

/** @param daysOfUt days since noon of 1 January 2000, universal time */
export function sunAt(daysOfUt: number, latitude: number, longitude: number): Sun {
  const { sinDec, greenwichHour } = almanac(daysOfUt);
  const cosDec = Math.sqrt(1 - sinDec * sinDec);
  const [sinLat, cosLat] = [Math.sin(latitude * RAD), Math.cos(latitude * RAD)];
  const hour = greenwichHour + longitude * RAD;
  const cos = sinLat * sinDec + cosLat * cosDec * Math.cos(hour);
  const south = sinLat * cosDec * Math.cos(hour) - cosLat * sinDec;
  const west = cosDec * Math.sin(hour);
  const zenith = Math.acos(Math.min(1, Math.max(-1, cos))) / RAD;
  return {
    zenith,
    apparentZenith: zenith - refraction(90 - zenith),
    azimuth: (Math.atan2(west, south) / RAD + 180 + 360) % 360,
  };
}

/** Degrees by which the air lifts the sun (Michalsky 1988). @param elevation degrees, without it */
function refraction(elevation: number): number {
  if (elevation <= -0.56) return 0;
  const e = elevation;
  return (3.51561 * (0.1594 + 0.0196 * e + 0.00002 * e * e)) / (1 + 0.505 * e + 0.0845 * e * e);
}

export interface SunPathOptions {
  latitude: number;
  longitude: number;
  utcOffset: number;
  hours: number;
  /** Year of the dates; any common year for a typical one. */
  year: number;
  /** Minutes into each hour. */
  minute: number;
}

/** Days from noon of 1 January 2000 to the start of a year, on its own clock. */
const startOf = (year: number): number => Date.UTC(year, 0, 1) / 86_400_000 - 10957.5;

/** The sun over a year of hours. */
export function sunPath({ latitude, longitude, utcOffset, hours, year, minute }: SunPathOptions): SunPath {
  const [sinLat, cosLat] = [Math.sin(latitude * RAD), Math.cos(latitude * RAD)];
  const cosZenith = new Float64Array(hours);
  const south = new Float64Array(hours);
  const west = new Float64Array(hours);
  const first = startOf(year) + (minute / 60 - utcOffset) / 24;
  let from = almanac(first);
  for (let day = 0; day < hours; day += 24) {
    const to = almanac(first + day / 24 + 1);
    // A turn a day, and a little that comes from almanacs a day apart.
    const drift = to.greenwichHour - from.greenwichHour;
    const step = (2 * Math.PI * (1 - Math.round(drift / (2 * Math.PI))) + drift) / 24;
    const [sinStep, cosStep] = [Math.sin(step), Math.cos(step)];
    let sinHour = Math.sin(from.greenwichHour + longitude * RAD);
    let cosHour = Math.cos(from.greenwichHour + longitude * RAD);
    for (let h = day; h < day + 24; h++) {
      const sinDec = from.sinDec + ((to.sinDec - from.sinDec) * (h - day)) / 24;
      const cosDec = Math.sqrt(1 - sinDec * sinDec);
      cosZenith[h] = sinLat * sinDec + cosLat * cosDec * cosHour;
      south[h] = sinLat * cosDec * cosHour - cosLat * sinDec;
      west[h] = cosDec * sinHour;
      const turned = sinHour * cosStep + cosHour * sinStep;
      cosHour = cosHour * cosStep - sinHour * sinStep;
      sinHour = turned;
    }
    from = to;
  }
  return { cosZenith, south, west };
}

/** Normal irradiance outside the atmosphere, W/m2, on a day of the year from 1 (Spencer 1971, solar constant 1367). */
export function extraterrestrial(day: number): number {
  const b = (2 * Math.PI * (day - 1)) / 365;
  const r =
    1.00011 + 0.034221 * Math.cos(b) + 0.00128 * Math.sin(b) + 0.000719 * Math.cos(2 * b) + 0.000077 * Math.sin(2 * b);
  return 1367 * r;
}
