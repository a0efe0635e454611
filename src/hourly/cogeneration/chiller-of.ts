/** Absorption chillers of the equipment table. */
import type { Catalog } from '../../catalog/index.ts';
import type { AbsorptionChiller } from './types.ts';

const FILE = 'equipment/absorption_chillers.csv';

export interface ChillerPlan extends AbsorptionChiller {
  /** Whether the electricity of the load has that of the electric chillers in it. */
  electricInLoad: boolean;
  /** Driven by steam or exhaust, which is a part of an engine's heat only. */
  doubleEffect: boolean;
}

export function chillerIds(catalog: Catalog): string[] {
  return catalog.data[FILE]?.rows.map((r) => r[0] as string) ?? [];
}

/** @returns nothing when the table has no such chiller */
export function chillerOf(catalog: Catalog, id: string): (AbsorptionChiller & { doubleEffect: boolean }) | undefined {
  const data = catalog.data[FILE];
  const row = data?.rows.find((r) => r[0] === id);
  if (!data || !row) return undefined;
  const cell = (name: string) => row[data.header.indexOf(name)];
  return { cop: Number(cell('cop')), doubleEffect: cell('effect') === 'double' };
}
