/** One hour of the site and the plant: what a load of a number of equal units gives, and the loads at which something is met. Allocates nothing. */
import { EngineCurve } from './engine.ts';
import { type HourlyPrices, PLACE as P, type Plant } from './types.ts';

/** Of the load: a surplus that is none. */
const ROUNDING = 1e-13;
const FREE: HourlyPrices = { electricity: 0, export: 0, fuel: 0, boilerHeat: 0, upkeep: 0 };

export class PlantHour {
  readonly curve: EngineCurve;
  readonly minLoad: number;
  readonly ratedKw: number;
  readonly exportLimit: number;
  readonly dump: boolean;
  readonly prices: HourlyPrices;
  private readonly auxiliaryShare: number;
  private readonly absorptionCop: number;
  private readonly absorptionMost: number;
  /** Electricity of the electric chiller per cooling, and what heat in the absorption chiller saves of it. */
  private readonly perCooling: number;
  private readonly saved: number;

  /** kWh of this hour: heat wanted as heat, and with what the absorption chiller can take; electricity with all cooling by the electric chiller. */
  heat = 0;
  sink = 0;
  base = 0;
  /** JPY/kWh. */
  price = 0;
  private cooling = 0;
  private driving = 0;

  constructor(plant: Plant, prices: HourlyPrices = FREE) {
    const { engine, chiller } = plant;
    this.curve = new EngineCurve(engine);
    this.minLoad = engine.minLoad;
    this.ratedKw = engine.ratedKw;
    this.exportLimit = plant.exportLimitKw ?? Number.POSITIVE_INFINITY;
    this.dump = plant.dump;
    this.prices = prices;
    this.auxiliaryShare = engine.auxiliaryShare;
    this.absorptionCop = chiller?.cop ?? 1;
    this.absorptionMost = chiller ? (chiller.capacityKw ?? Number.POSITIVE_INFINITY) : 0;
    this.perCooling = 1 / (plant.electricCop ?? 1);
    this.saved = this.absorptionCop * this.perCooling;
  }

  set(electricity: number, heat: number, cooling: number, price: number): void {
    this.heat = heat;
    this.cooling = cooling;
    this.driving = cooling > 0 ? Math.min(cooling, this.absorptionMost) / this.absorptionCop : 0;
    this.sink = heat + this.driving;
    this.base = electricity + cooling * this.perCooling;
    this.price = price;
  }

  /** Electricity left over after the site's own use; below 0: import. @param made heat */
  surplus(units: number, load: number, made: number): number {
    const toChiller = Math.min(this.driving, Math.max(0, made - this.heat));
    return this.delivered(units, load) + toChiller * this.saved - this.base;
  }

  delivered(units: number, load: number): number {
    const generation = units * this.ratedKw * load;
    return generation - generation * this.auxiliaryShare;
  }

  heatMade(units: number, load: number): number {
    return units > 0 ? units * this.curve.heatAt(load) : 0;
  }

  /** The greatest load that keeps the rules on export and heat. */
  most(units: number): number {
    let load = 1;
    if (this.exportLimit < Number.POSITIVE_INFINITY) load = Math.min(load, this.loadOfSurplus(units, this.exportLimit));
    if (!this.dump) load = Math.min(load, this.loadOfSink(units));
    return load;
  }

  /** The load at which all heat wanted, as heat and for cooling, is made. */
  loadOfSink(units: number): number {
    return this.curve.loadOfHeat(this.sink / units);
  }

  /** The load that leaves so much over. The more the chiller gets, the less the site takes, so the surplus rises with the load. */
  loadOfSurplus(units: number, surplus: number): number {
    const perLoad = this.delivered(units, 1);
    const need = surplus + this.base;
    const none = need / perLoad;
    if (this.driving <= 0 || units * this.curve.heatAt(none) <= this.heat) return none;
    const { saved } = this;
    const all = (need - this.driving * saved) / perLoad;
    if (units * this.curve.heatAt(all) >= this.sink) return all;
    const { loads, heats, heatSlopes } = this.curve;
    const last = heatSlopes.length - 1;
    for (let i = 0; ; i++) {
      // perLoad × x + saved × (units × heat(x) − heat) = need, heat(x) straight.
      const slope = units * (heatSlopes[i] as number);
      const at0 = units * (heats[i] as number) - slope * (loads[i] as number);
      const x = (need + saved * (this.heat - at0)) / (perLoad + saved * slope);
      if (i === last || x <= (loads[i + 1] as number)) return x;
    }
  }

  /** Adds the hour's flows, times a weight, to sums that begin at a place. */
  add(units: number, load: number, weight: number, sums: Float64Array, at: number): void {
    const generation = units * this.ratedKw * load;
    const auxiliary = generation * this.auxiliaryShare;
    const made = this.heatMade(units, load);
    const used = Math.min(this.heat, made);
    const toChiller = Math.min(this.driving, made - used);
    const absorption = toChiller * this.absorptionCop;
    const avoided = absorption * this.perCooling;
    const surplus = this.surplus(units, load, made);
    const sold = surplus > ROUNDING * this.base ? Math.min(surplus, this.exportLimit) : 0;
    const own = generation - auxiliary - sold;
    put(sums, at + P.generation, weight * generation);
    put(sums, at + P.auxiliary, weight * auxiliary);
    put(sums, at + P.own, weight * own);
    put(sums, at + P.export, weight * sold);
    put(sums, at + P.import, weight * Math.max(0, -surplus));
    put(sums, at + P.fuel, units > 0 ? weight * units * this.curve.fuelAt(load) : 0);
    put(sums, at + P.heatMade, weight * made);
    put(sums, at + P.heatUsed, weight * used);
    put(sums, at + P.heatToChiller, weight * toChiller);
    put(sums, at + P.heatDumped, weight * (made - used - toChiller));
    put(sums, at + P.boilerHeat, weight * (this.heat - used));
    put(sums, at + P.absorption, weight * absorption);
    put(sums, at + P.electricCooling, weight * (this.cooling - absorption));
    put(sums, at + P.coolingAvoided, weight * avoided);
    put(sums, at + P.unitHours, weight * units);
    put(sums, at + P.runningHours, units > 0 ? weight : 0);
    put(sums, at + P.avoidedMoney, weight * (own + avoided) * this.price);
  }
}

function put(sums: Float64Array, at: number, amount: number): void {
  (sums[at] as number) += amount;
}
