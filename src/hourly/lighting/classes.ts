/** Lighting classes of roads → the illuminance that stands for them. */
import type { Catalog, Evidence } from '../../catalog/index.ts';

const FILE = 'hourly/lighting_classes.csv';

export function lightingClasses(catalog: Catalog): string[] {
  return catalog.data[FILE]?.rows.map((r) => r[0] as string) ?? [];
}

export interface LightingClass {
  /** Maintained average on the road. */
  lux: number;
  /** A class of luminance: the illuminance is that of a comparable class. */
  converted: boolean;
  evidence: Evidence;
}

/** @returns nothing when the table has no such class */
export function lightingClass(catalog: Catalog, id: string): LightingClass | undefined {
  const data = catalog.data[FILE];
  const row = data?.rows.find((r) => r[0]?.toLowerCase() === id.trim().toLowerCase());
  if (!data || !row) return undefined;
  const cell = (name: string) => row[data.header.indexOf(name)] ?? '';
  const converted = (row[0] as string).startsWith('M');
  return { lux: Number(cell('illuminance_lux')), converted, evidence: cell('evidence') as Evidence };
}
