/** Rooms of a site added up, with both baselines side by side. */
import { baselineKwh, type Fit, oldUpkeepJpy, ratedKwh } from './fit.ts';

export interface LightingTotals {
  lampsBefore: number;
  lampsAfter: number;
  /** kWh a year by watts, and what counts: by the meter where there is one. */
  ratedKwh: number;
  baselineKwh: number;
  /** Sum of the meters, where every room has one. */
  meteredKwh?: number | undefined;
  projectKwh: number;
  /** Project kWh without dimming and constant output. */
  fullKwh: number;
  /** Money's view: old lamps less new ones. */
  savedKwh: number;
  /** lm/W of the new lamps, weighted by energy: lm·h over W·h. */
  efficacy: number;
  /** Least light over need among the rooms. */
  lightShare: number;
  /** JPY a year. */
  upkeepJpy: number;
}

export function lightingTotals(fits: readonly Fit[]): LightingTotals {
  const sum = (of: (f: Fit) => number) => fits.reduce((a, f) => a + of(f), 0);
  const [before, after] = [sum((f) => baselineKwh(f.room)), sum((f) => f.kwh)];
  return {
    lampsBefore: sum((f) => f.room.fixtures),
    lampsAfter: sum((f) => f.count),
    ratedKwh: sum((f) => ratedKwh(f.room)),
    baselineKwh: before,
    meteredKwh: fits.every((f) => f.room.meteredKwh !== undefined) ? before : undefined,
    projectKwh: after,
    fullKwh: sum((f) => f.fullKwh),
    savedKwh: before - after,
    efficacy: sum((f) => f.klmh) / after,
    lightShare: Math.min(...fits.map((f) => f.lightShare)),
    upkeepJpy: sum((f) => oldUpkeepJpy(f.room)),
  };
}
