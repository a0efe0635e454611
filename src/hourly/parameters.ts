/** Numbers of the hourly models, from `methodologies/hourly/parameters.csv`. */
import type { Catalog, Evidence } from '../catalog/index.ts';
import type { SeriesLimits } from './series/types.ts';

export interface Parameter {
  value: number;
  unit: string;
  evidence: Evidence;
  source: string;
  note: string;
}

const FILE = 'hourly/parameters.csv';

/** @throws Error when the catalog has no such parameter */
export function parameter(catalog: Catalog, id: string): Parameter {
  const data = catalog.data[FILE];
  const row = data?.rows.find((r) => r[0] === id);
  if (!data || !row) throw new Error(`${FILE} has no parameter "${id}"`);
  const cell = (name: string) => row[data.header.indexOf(name)] ?? '';
  return {
    value: Number(cell('value')),
    unit: cell('unit'),
    evidence: cell('evidence') as Evidence,
    source: cell('source'),
    note: cell('note'),
  };
}

export function seriesLimits(catalog: Catalog): SeriesLimits {
  const of = (id: string) => parameter(catalog, id).value;
  return {
    irradianceHigh: of('irradiance_high'),
    nightOffset: of('irradiance_night_offset'),
    temperatureLow: of('temperature_low'),
    temperatureHigh: of('temperature_high'),
    windHigh: of('wind_high'),
    loadOutlier: of('load_outlier'),
    billOutlier: of('bill_outlier'),
    registerRisesPct: of('register_rises'),
  };
}
