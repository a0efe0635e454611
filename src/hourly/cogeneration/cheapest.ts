/**
 * The cheapest load of an hour. Fuel, heat, import and export are straight lines between the loads where something changes, so the cheapest is one of these:
 * the least and the greatest load, the known loads of the engine, where the heat is met, where heat and chiller are met, where import ends.
 */
import type { PlantHour } from './hour.ts';

/** Amounts that meet a bound but for rounding meet it. */
const CLOSE = 1e-12;

export class CheapestLoad {
  /** 0 where no load keeps the rules on export and heat. */
  load = 0;
  /** JPY of the hour. */
  cost = 0;
  private readonly hour: PlantHour;
  /** The least load and the known ones above it, with fuel and heat of a unit there. */
  private readonly loads: Float64Array;
  private readonly fuels: Float64Array;
  private readonly heats: Float64Array;

  constructor(hour: PlantHour) {
    const { curve, minLoad } = hour;
    this.hour = hour;
    this.loads = Float64Array.of(minLoad, ...curve.loads.filter((x) => x > minLoad));
    this.fuels = this.loads.map((x) => curve.fuelAt(x));
    this.heats = this.loads.map((x) => curve.heatAt(x));
  }

  /** JPY of an hour in which no unit runs. */
  off(): number {
    const { hour } = this;
    return hour.base * hour.price + hour.heat * hour.prices.boilerHeat;
  }

  /** Goes from the least load up, from one change to the next. */
  find(units: number): void {
    const { hour, loads, fuels, heats } = this;
    const { heat, sink, exportLimit } = hour;
    let load = loads[0] as number;
    let made = units * (heats[0] as number);
    let plain = this.withoutGrid(units, load, units * (fuels[0] as number), made);
    let surplus = hour.surplus(units, load, made);
    this.load = 0;
    this.cost = Number.POSITIVE_INFINITY;
    if (surplus > exportLimit + CLOSE * hour.base || (!hour.dump && made > sink * (1 + CLOSE))) return;
    this.candidate(load, plain, Math.min(surplus, exportLimit));
    for (let i = 1; i < loads.length; i++) {
      const load0 = loads[i - 1] as number;
      const fuel0 = units * (fuels[i - 1] as number);
      const made0 = units * (heats[i - 1] as number);
      const loadMore = (loads[i] as number) - load0;
      const fuelMore = units * (fuels[i] as number) - fuel0;
      const madeMore = units * (heats[i] as number) - made0;
      for (let stop = 0; stop < 3; stop++) {
        const goal = stop === 0 ? heat : stop === 1 ? sink : made0 + madeMore;
        if (stop < 2 && !(goal > made && goal < made0 + madeMore)) continue;
        const part = stop < 2 ? (goal - made0) / madeMore : 1;
        const nextLoad = load0 + part * loadMore;
        const nextPlain = this.withoutGrid(units, nextLoad, fuel0 + part * fuelMore, goal);
        const nextSurplus = hour.surplus(units, nextLoad, goal);
        if (!hour.dump && goal > sink * (1 + CLOSE)) return;
        if (surplus < 0 && nextSurplus > 0) {
          const w = -surplus / (nextSurplus - surplus);
          this.candidate(load + w * (nextLoad - load), plain + w * (nextPlain - plain), 0);
        }
        if (nextSurplus > exportLimit) {
          const w = (exportLimit - surplus) / (nextSurplus - surplus);
          this.candidate(load + w * (nextLoad - load), plain + w * (nextPlain - plain), exportLimit);
          return;
        }
        this.candidate(nextLoad, nextPlain, nextSurplus);
        load = nextLoad;
        made = goal;
        plain = nextPlain;
        surplus = nextSurplus;
      }
    }
  }

  private candidate(load: number, plain: number, surplus: number): void {
    const { hour } = this;
    const cost = plain - surplus * (surplus < 0 ? hour.price : hour.prices.export);
    if (cost >= this.cost) return;
    this.cost = cost;
    this.load = load;
  }

  /** JPY of all but import and export. */
  private withoutGrid(units: number, load: number, fuel: number, made: number): number {
    const { heat, prices, ratedKw } = this.hour;
    const boiler = made < heat ? (heat - made) * prices.boilerHeat : 0;
    return fuel * prices.fuel + boiler + units * ratedKw * load * prices.upkeep;
  }
}
