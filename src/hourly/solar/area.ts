/** Area → DC kW: modules of the equipment table laid on a share of it, or the usual power of an area. */
import type { Catalog, Evidence } from '../../catalog/index.ts';

export interface Module {
  id: string;
  powerW: number;
  /** m2; undefined where the sheet read has no dimensions. */
  area?: number | undefined;
  /** Of power, per K (below 0). */
  temperatureCoefficient?: number | undefined;
  evidence: Evidence;
  source: string;
}

const FILE = 'equipment/pv_modules.csv';

export function moduleIds(catalog: Catalog): string[] {
  return catalog.data[FILE]?.rows.map((r) => r[0] as string) ?? [];
}

/** @returns nothing when the table has no such module */
export function moduleOf(catalog: Catalog, id: string): Module | undefined {
  const data = catalog.data[FILE];
  const row = data?.rows.find((r) => r[0] === id);
  if (!data || !row) return undefined;
  const text = (name: string) => row[data.header.indexOf(name)] ?? '';
  const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)));
  const [length, width, coefficient] = [number('length_mm'), number('width_mm'), number('temp_coeff_pct_per_k')];
  return {
    id,
    powerW: Number(text('power_w')),
    area: length !== undefined && width !== undefined ? (length * width) / 1e6 : undefined,
    temperatureCoefficient: coefficient === undefined ? undefined : coefficient / 100,
    evidence: text('evidence') as Evidence,
    source: text('source'),
  };
}

/**
 * Whole modules on an area.
 *
 * @param area m2 @param cover share of the area that modules lie on @param module with its own area
 * @returns kW
 */
export function modulesOnArea(area: number, cover: number, module: Module & { area: number }): number {
  return (Math.floor((area * cover) / module.area + 1e-9) * module.powerW) / 1000;
}
