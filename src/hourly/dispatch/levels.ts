/** A year of hours at several ratios of generation to load: from these the equations take the share of own use of a year with more or less sun or load. */
import { type DispatchOptions, type DispatchYear, selfConsumption } from './self-consumption.ts';

/** In per cent of the ratio of the plan; the names of the columns carry them (`own_use_at_90_pct`). */
export const LEVELS = [60, 80, 90, 100, 110, 120, 150] as const;

export interface LevelShares {
  level: (typeof LEVELS)[number];
  /** Shares of the generation. */
  own: number;
  exported: number;
}

/**
 * @param year the plan itself, level 100
 * @param capacityKw see selfConsumption, as the other parameters
 */
export function shareLevels(
  year: DispatchYear,
  load: Float64Array,
  generation: Float64Array,
  capacityKw: number,
  options: DispatchOptions,
): LevelShares[] {
  return LEVELS.map((level) => {
    const at = level === 100 ? year : selfConsumption(load, generation, (capacityKw * level) / 100, options);
    const share = (kwh: number): number => (at.generation > 0 ? kwh / at.generation : 0);
    return { level, own: share(at.direct + at.discharge), exported: share(at.export) };
  });
}
