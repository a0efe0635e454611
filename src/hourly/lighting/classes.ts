/** Lighting classes of roads → the illuminance that stands for them. */
import type { Catalog } from '../../catalog/index.ts';

const FILE = 'hourly/lighting_classes.csv';

export function lightingClasses(catalog: Catalog): string[] {
  return catalog.data[FILE]?.rows.map((r) => r[0] as string) ?? [];
}

/** @returns maintained average on the road, lx; nothing when the table has no such class */
export function classIlluminance(catalog: Catalog, id: string): number | undefined {
  const data = catalog.data[FILE];
  const row = data?.rows.find((r) => r[0]?.toLowerCase() === id.trim().toLowerCase());
  return data && row ? Number(row[data.header.indexOf('illuminance_lux')]) : undefined;
}

/** Classes of luminance: their illuminance is that of a comparable class. */
export const isLuminanceClass = (id: string): boolean => /^m\d$/i.test(id.trim());
