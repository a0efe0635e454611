/** A year of hours at several ratios of generation to load: from these the equations take the share of own use of a year with more or less sun or load. */
import { type DispatchOptions, type DispatchYear, selfConsumption } from './self-consumption.ts';

/** In per cent of the ratio of the plan; the names of the columns carry them (`own_use_at_90_pct`). */
export const LEVELS = [40, 60, 80, 90, 100, 110, 120, 150, 200] as const;

/** Load and generation against the plan at which the worth of a battery and limit that do not grow with them is taken. */
const SMALLER = 0.8;

export interface LevelShares {
  /** Shares of the generation, by level. */
  levels: readonly { level: (typeof LEVELS)[number]; own: number; exported: number }[];
  /** What the shares gain for each 1 of battery and export limit, against the load, more than planned. */
  gain: { own: number; exported: number };
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
): LevelShares {
  const plan = sharesOf(year);
  const levels = LEVELS.map((level) => ({
    level,
    ...(level === 100 ? plan : sharesOf(selfConsumption(load, generation, (capacityKw * level) / 100, options))),
  }));
  if (!options.battery && options.exportLimitKw === undefined) return { levels, gain: { own: 0, exported: 0 } };
  // Less of both is a plan with more battery and limit for its load.
  const more = 1 / SMALLER;
  const scaled = selfConsumption(load, generation, capacityKw, {
    exportLimitKw: options.exportLimitKw === undefined ? undefined : options.exportLimitKw * more,
    battery: options.battery && {
      ...options.battery,
      capacityKwh: options.battery.capacityKwh * more,
      powerKw: options.battery.powerKw * more,
    },
  });
  const shares = sharesOf(scaled);
  return {
    levels,
    gain: { own: (shares.own - plan.own) / (more - 1), exported: (shares.exported - plan.exported) / (more - 1) },
  };
}

function sharesOf(year: DispatchYear): { own: number; exported: number } {
  const share = (kwh: number): number => (year.generation > 0 ? kwh / year.generation : 0);
  return { own: share(year.direct + year.discharge), exported: share(year.export) };
}
