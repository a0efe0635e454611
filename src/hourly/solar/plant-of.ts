/** The plant of a site: what is given, else the catalog's defaults. */
import type { Catalog } from '../../catalog/index.ts';
import { parameter } from '../parameters.ts';
import { moduleOf, modulesOnArea } from './area.ts';
import type { Plant } from './plant.ts';

export interface PlantChoice {
  mounting: 'roof' | 'ground';
  latitude?: number | undefined;
  tilt?: number | undefined;
  azimuth?: number | undefined;
  dcAcRatio?: number | undefined;
  /** Id in the equipment table. */
  module?: string | undefined;
}

export function plantOf(catalog: Catalog, choice: PlantChoice): Plant {
  const of = (id: string) => parameter(catalog, id).value;
  const latitude = choice.latitude ?? 0;
  const module = choice.module === undefined ? undefined : moduleOf(catalog, choice.module);
  return {
    tilt: choice.tilt ?? (choice.mounting === 'roof' ? of('tilt_roof') : Math.abs(latitude)),
    // Towards the equator.
    azimuth: choice.azimuth ?? (latitude < 0 ? 0 : 180),
    losses: of('system_losses') / 100,
    inverterEfficiency: of('inverter_efficiency') / 100,
    dcAcRatio: choice.dcAcRatio ?? of('dc_ac_ratio'),
    temperatureCoefficient: module?.temperatureCoefficient ?? of('temperature_coefficient') / 100,
    noct: of(choice.mounting === 'roof' ? 'noct_roof' : 'noct_rack'),
    albedo: of('albedo'),
  };
}

export interface Area {
  roofM2?: number | undefined;
  groundM2?: number | undefined;
  waterM2?: number | undefined;
  module?: string | undefined;
  coverRatio?: number | undefined;
}

/** @returns the most kW that fit, or what is needed to say it */
export function mostKw(catalog: Catalog, area: Area): number | 'module_without_area' | 'cover_needed' {
  const given = [area.roofM2, area.groundM2, area.waterM2].filter((m2) => m2 !== undefined);
  if (given.length === 0) return Number.POSITIVE_INFINITY;
  const all = given.reduce((a, b) => a + b, 0);
  if (area.module !== undefined) {
    const module = moduleOf(catalog, area.module);
    if (module?.area === undefined) return 'module_without_area';
    if (area.coverRatio === undefined) return 'cover_needed';
    return modulesOnArea(all, area.coverRatio, { ...module, area: module.area });
  }
  // How much of a water surface floats take was found in no text.
  if (area.waterM2 !== undefined) return 'cover_needed';
  const of = (id: string) => parameter(catalog, id).value;
  return (area.roofM2 ?? 0) * of('roof_kw_per_m2') + (area.groundM2 ?? 0) * of('ground_kw_per_m2');
}
