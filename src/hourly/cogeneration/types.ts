/** What the dispatch of a cogeneration plant takes and gives. Energies are kWh each hour, heat and fuel (NCV) too. */
import type { Engine } from './engine.ts';

export const OPERATIONS = ['heat-led', 'power-led', 'cost-led'] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface Demand {
  /** Without the electricity of chillers when cooling is given. */
  electricity: Float64Array;
  heat?: Float64Array | undefined;
  cooling?: Float64Array | undefined;
}

export interface AbsorptionChiller {
  /** Cooling ÷ heat. */
  cop: number;
  /** Cooling, kW; undefined: no limit. */
  capacityKw?: number | undefined;
}

export interface Plant {
  engine: Engine;
  /** Equal ones, equally loaded. */
  units: number;
  operation: Operation;
  /** The grid takes no more than this; 0: none, undefined: no limit. */
  exportLimitKw?: number | undefined;
  /** Whether heat may be made that nobody uses. */
  dump: boolean;
  chiller?: AbsorptionChiller | undefined;
  /** Cooling ÷ electricity of the chiller that does the rest; needed with a cooling demand. */
  electricCop?: number | undefined;
  /** Share of the planned hours in which a unit is out unforeseen. */
  forcedOutage: number;
  /** Units not in maintenance, each hour; undefined: all. */
  available?: Uint8Array | undefined;
}

/** JPY per kWh. */
export interface HourlyPrices {
  electricity: number | Float64Array;
  export: number;
  /** Of fuel, NCV. */
  fuel: number;
  /** Of heat out of the boiler. */
  boilerHeat: number;
  /** Maintenance per kWh generated. */
  upkeep: number;
}

/**
 * Flows of an hour, a month or a year, kWh; what is expected when units fail. The numbers are their places in a list.
 *
 * generation = auxiliary + own + export; electricity + cooling by electric chiller ÷ COP = own + import; heatMade = heatUsed + heatToChiller + heatDumped;
 * heat = heatUsed + boilerHeat; cooling = absorption + electricCooling.
 */
export const PLACE = {
  generation: 0,
  auxiliary: 1,
  own: 2,
  export: 3,
  import: 4,
  fuel: 5,
  heatMade: 6,
  heatUsed: 7,
  heatToChiller: 8,
  heatDumped: 9,
  boilerHeat: 10,
  absorption: 11,
  electricCooling: 12,
  /** Electricity that the electric chiller would have taken for what the absorption chiller makes. */
  coolingAvoided: 13,
  /** Hours in which units run, each unit counted. */
  unitHours: 14,
  /** Hours in which any unit runs. */
  runningHours: 15,
  /** JPY: what the site does not buy (own, coolingAvoided) at the price of its hour; 0 without prices. */
  avoidedMoney: 16,
} as const;

export type Flow = keyof typeof PLACE;
export const FLOWS = Object.keys(PLACE) as readonly Flow[];
export type Flows = Record<Flow, number>;

/** Hour by hour, on request; load and units as planned, with no unit out unforeseen. */
export type HourFlows = Record<Flow, Float64Array> & { units: Float64Array; load: Float64Array };

export interface CogenerationYear {
  year: Flows;
  /** 12 of them. */
  months: readonly Flows[];
  /** kW, with no unit out unforeseen; and that of the site without the plant. */
  peakImport: number;
  peakWithout: number;
  /** Of units, as planned. */
  starts: number;
  /** Generation ÷ rated power of all units. */
  fullLoadHours: number;
}
