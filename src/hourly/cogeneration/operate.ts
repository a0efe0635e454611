/** How the load of a number of units is found in an hour, and how good it is. */
import { CheapestLoad } from './cheapest.ts';
import type { PlantHour } from './hour.ts';
import type { Operation } from './types.ts';

export interface Rule {
  /** The load that so many units run at; 0 when they do not. */
  load(units: number): number;
  /** More is better; of that load. */
  merit(units: number, load: number): number;
  /** Merit of an hour without the plant. */
  off(): number;
  /** By how much more units must be better, relative to the merit: the same heat from more units differs by rounding. */
  margin: number;
}

/** Loads that meet the least load but for rounding meet it. */
const CLOSE = 1e-12;

function within(load: number, least: number): number {
  if (load >= least) return load;
  return load >= least * (1 - CLOSE) ? least : 0;
}

/** Follows the heat, chiller included; never makes heat for nobody. */
const heatLed = (hour: PlantHour): Rule => ({
  load: (units) => within(Math.min(hour.most(units), hour.loadOfSink(units)), hour.minLoad),
  merit: (units, load) => Math.min(hour.sink, hour.heatMade(units, load)),
  off: () => 0,
  margin: 1e-9,
});

/** Follows the site's electricity; sells nothing. */
const powerLed = (hour: PlantHour): Rule => ({
  load: (units) => within(Math.min(hour.most(units), hour.loadOfSurplus(units, 0)), hour.minLoad),
  merit: (units, load) => hour.delivered(units, load),
  off: () => 0,
  margin: 1e-9,
});

function costLed(hour: PlantHour): Rule {
  const cheapest = new CheapestLoad(hour);
  return {
    load: (units) => {
      cheapest.find(units);
      return cheapest.load;
    },
    merit: () => -cheapest.cost,
    off: () => -cheapest.off(),
    margin: 0,
  };
}

export const RULES: Readonly<Record<Operation, (hour: PlantHour) => Rule>> = {
  'heat-led': heatLed,
  'power-led': powerLed,
  'cost-led': costLed,
};
