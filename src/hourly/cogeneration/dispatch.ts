/**
 * A year of a cogeneration plant, hour by hour, each hour by itself: as many units as serve the operation, equally loaded. Heat goes to the heat demand
 * first, then to the absorption chiller; the boiler and the electric chiller do the rest. Units out unforeseen count with their chance, so that
 * flows are what is expected.
 */
import { hoursOf, monthStarts } from '../calendar.ts';
import { PlantHour } from './hour.ts';
import { RULES } from './operate.ts';
import { chancesOfUnits } from './outages.ts';
import {
  type CogenerationYear,
  type Demand,
  FLOWS,
  type Flow,
  type Flows,
  type HourFlows,
  type HourlyPrices,
  type Plant,
} from './types.ts';

const N = FLOWS.length;

/**
 * @param prices needed by cost-led operation
 * @param hours filled when given, each as long as the demand
 */
export function cogenerationYear(
  demand: Demand,
  plant: Plant,
  prices?: HourlyPrices,
  hours?: HourFlows,
): CogenerationYear {
  const { electricity, heat, cooling } = demand;
  const hour = new PlantHour(plant, prices);
  const rule = RULES[plant.operation](hour);
  const chances = Array.from({ length: plant.units + 1 }, (_, n) => chancesOfUnits(n, plant.forcedOutage));
  const flatPrice = typeof prices?.electricity === 'number' ? prices.electricity : 0;
  const timedPrice = typeof prices?.electricity === 'object' ? prices.electricity : undefined;
  const starts = monthStarts(electricity.length === hoursOf(true)).map((day) => day * 24);
  const sums = new Float64Array(12 * N);
  const one = new Float64Array(N);
  let [unitStarts, running, peakImport, peakWithout, month] = [0, 0, 0, 0, 0];
  for (let h = 0; h < electricity.length; h++) {
    while (month < 11 && h >= (starts[month + 1] as number)) month++;
    hour.set(electricity[h] as number, heat?.[h] ?? 0, cooling?.[h] ?? 0, timedPrice?.[h] ?? flatPrice);
    const most = plant.available?.[h] ?? plant.units;
    const chance = chances[most] as Float64Array;
    let units = 0;
    let load = 0;
    let pending = chance[0] as number;
    let merit = rule.off();
    if (hours) one.fill(0);
    // Hours are added up from what they keep; otherwise at once.
    const to = hours ? one : sums;
    const at = hours ? 0 : month * N;
    for (let k = 1; k <= most; k++) {
      const x = rule.load(k);
      const better = x > 0 ? rule.merit(k, x) : Number.NEGATIVE_INFINITY;
      if (better > merit + rule.margin * Math.abs(merit)) {
        if (pending > 0) hour.add(units, load, pending, to, at);
        units = k;
        load = x;
        merit = better;
        pending = 0;
      }
      pending += chance[k] as number;
    }
    hour.add(units, load, pending, to, at);
    unitStarts += Math.max(0, units - running);
    running = units;
    peakWithout = Math.max(peakWithout, hour.base);
    peakImport = Math.max(peakImport, -hour.surplus(units, load, hour.heatMade(units, load)));
    if (hours) keep(hours, h, one, sums.subarray(month * N), units, load);
  }
  const months = starts.map((_, m) => flowsOf(sums.subarray(m * N, (m + 1) * N)));
  const year = flowsOf(one.fill(0).map((_, i) => months.reduce((sum, m) => sum + m[FLOWS[i] as Flow], 0)));
  const fullLoadHours = year.generation / (plant.units * plant.engine.ratedKw);
  return { year, months, peakImport, peakWithout, starts: unitStarts, fullLoadHours };
}

export function emptyHourFlows(n: number): HourFlows {
  const names = [...FLOWS, 'units', 'load'] as const;
  return Object.fromEntries(names.map((name) => [name, new Float64Array(n)])) as HourFlows;
}

function keep(hours: HourFlows, h: number, flows: Float64Array, sums: Float64Array, units: number, load: number): void {
  for (let i = 0; i < N; i++) {
    hours[FLOWS[i] as Flow][h] = flows[i] as number;
    (sums[i] as number) += flows[i] as number;
  }
  hours.units[h] = units;
  hours.load[h] = load;
}

const flowsOf = (sums: Float64Array): Flows =>
  Object.fromEntries(FLOWS.map((name, i) => [name, sums[i] as number])) as Flows;
