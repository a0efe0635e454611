/** Series of a year as they are read, and as the models take them. */
import type { Finding } from '../../assessment/findings.ts';
import type { LoadShape } from './load-shape.ts';

export type SeriesFormat =
  | 'epw'
  | 'tmy3'
  | 'psm'
  | 'pvwatts'
  | 'pvgis-hourly'
  | 'pvgis-tmy'
  | 'interval'
  | 'interval-wide'
  | 'monthly';

/** What a column of a series holds. Irradiance in W/m2, temperature in °C, wind in m/s; load and `generation` (AC) in kWh or kW. */
export type TrackName = 'load' | 'ghi' | 'dni' | 'dhi' | 'poa' | 'temperature' | 'wind' | 'generation';

export interface SeriesSite {
  /** Degrees, north and east positive. */
  latitude?: number | undefined;
  longitude?: number | undefined;
  /** Hours ahead of UTC of the clock of the series. */
  utcOffset?: number | undefined;
  /** Metres. */
  elevation?: number | undefined;
  /** DC kW that `generation` belongs to. */
  capacityKw?: number | undefined;
}

/** One column: NaN is a blank. */
export interface RawTrack {
  header: string;
  values: number[];
}

/** Records in the order of the file. */
export interface RawSeries {
  format: SeriesFormat;
  site: SeriesSite;
  /** A year put together from several, or without year numbers. */
  typical: boolean;
  /** Start of each interval: minutes since 1970 on the clock of the file. */
  at: number[];
  /** Line of the file of each record. */
  lines: number[];
  tracks: Partial<Record<TrackName, RawTrack>>;
  /** Loads and generation that are powers (kW), not energies (kWh). */
  powers: ReadonlySet<TrackName>;
  /** Minutes from the start of an interval to the sun it belongs to; half the interval when not given. */
  sunMinute?: number | undefined;
  findings: Finding[];
}

/** Equal intervals over one year from 1 January 0:00; NaN where something is missing. */
export interface Grid {
  stepMinutes: number;
  leap: boolean;
  /** Year of the first record; undefined in a typical year. */
  year: number | undefined;
  /** Interval of the first record: those before it are of the next year. */
  firstSlot: number;
  tracks: Partial<Record<TrackName, Float64Array>>;
  /** Line of the file of each interval, 0 = none. */
  lines: Int32Array;
}

/** A year of hours: what models take. Load and generation are kWh in the hour, the rest means over it. */
export interface HourlyYear {
  format: SeriesFormat;
  site: SeriesSite;
  /** As in the file. */
  stepMinutes: number;
  leap: boolean;
  year: number | undefined;
  /** Minutes into the hour at which the sun belongs to its irradiance. */
  sunMinute: number;
  tracks: Partial<Record<TrackName, Float64Array>>;
}

export type DemandName = 'load' | 'heat' | 'cooling';

export interface ReadOptions {
  /** Put the nearest like hours into gaps; without it a gap is an error. */
  fill?: boolean | undefined;
  /** Times name the start or the end of their interval; found out where the file allows it. */
  labels?: 'start' | 'end' | undefined;
  /** Of the file's clock, where the file does not say. */
  utcOffset?: number | undefined;
  /** Spreads monthly bills over their hours; bills without one are refused. */
  shape?: LoadShape | undefined;
  /** Shapes there are, for the message. */
  shapes?: readonly string[] | undefined;
  /** What the table is read for, where it holds several columns of energy; load when not given. */
  demand?: DemandName | undefined;
  /** Headers of the columns whose sum is the demand; found out where they allow it. */
  column?: readonly string[] | undefined;
  /** Plausible limits, from the catalog. */
  limits: SeriesLimits;
}

export interface SeriesLimits {
  /** W/m2. */
  irradianceHigh: number;
  /** W/m2 below zero that an instrument may show at night. */
  nightOffset: number;
  temperatureLow: number;
  temperatureHigh: number;
  /** m/s. */
  windHigh: number;
  /** Times the 99th percentile of the load's intervals, and times the middle of twelve bills. */
  loadOutlier: number;
  billOutlier: number;
  /** Share of the records in which a meter's register rises at least, %. */
  registerRisesPct: number;
}

export interface SeriesRead {
  year?: HourlyYear | undefined;
  findings: readonly Finding[];
}

/** A record of a text file. */
export interface Row {
  line: number;
  cells: readonly string[];
}
